// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/elasticsearch/targetindex.h"

#include "base/clock.h"
#include "base/jsonwriter.h"
#include "base/text.h"
#include "sinks/elasticsearch/bulkanswer.h"

#include <functional>
#include <utility>

namespace emitter::elasticsearchsink {
namespace {

/// A field that documents have.
struct Wanted
{
    std::string name;
    std::string_view type; ///< when we add it
    std::int64_t dims = 0; ///< of a dense_vector
};

std::vector<Wanted> wantedFields(const ElasticsearchSettings &settings, const Content &content)
{
    std::vector<Wanted> fields{{settings.timestampField, "date"}, {"service", "keyword"},
        {"level", "keyword"}, {"message", "text"}};
    if (content.vectors() && settings.vectors != ElasticsearchSettings::Vectors::Off)
        fields.push_back({settings.vectorField, "dense_vector", content.vectors()->dimensions});
    return fields;
}

void writeField(JsonWriter &json, const Wanted &field, bool vectorIndex)
{
    json.key(field.name).beginObject().member("type", field.type);
    if (field.dims > 0) {
        json.member("dims", field.dims).member("index", vectorIndex);
        if (vectorIndex)
            json.member("similarity", "cosine");
    }
    json.endObject();
}

std::string refreshBody(const std::optional<std::string> &interval)
{
    JsonWriter json;
    json.beginObject().key("index").beginObject().key("refresh_interval");
    if (interval)
        json.value(*interval);
    else
        json.null();
    json.endObject().endObject();
    return json.take();
}

/// Of `field` as it is in an index: nothing, or why documents with our field do not fit.
std::string misfit(const FieldMapping &field, const Wanted &wanted)
{
    if (wanted.type == "date" && field.type != "date" && field.type != "date_nanos")
        return "has type " + (field.type.empty() ? "object" : field.type) + ", not date";
    if (wanted.dims == 0)
        return field.type.empty() ? "is an object, not a " + std::string(wanted.type) : "";
    if (field.type != wanted.type)
        return "has type " + (field.type.empty() ? "object" : field.type) + ", not dense_vector";
    if (!field.elementType.empty() && field.elementType != "float"
        && field.elementType != "bfloat16")
        return "has elements of type " + field.elementType + ", not float";
    if (field.dims != 0 && field.dims != wanted.dims)
        return "takes vectors of " + std::to_string(field.dims)
            + " dimensions, but embeddings have " + std::to_string(wanted.dims);
    return {};
}

constexpr const char *credentials =
    "Set `user` and `password`, or `api_key` in its encoded form, to those of an account that may "
    "create, view and write the index.";

}

TargetIndex::TargetIndex(RestStore &store, const ElasticsearchSettings &settings)
    : m_store(store)
    , m_settings(settings)
{
}

Result<void> TargetIndex::prepare(const Content &content)
{
    Result<void> prepared = prepareAll(content);
    if (!prepared)
        static_cast<void>(bool(restore(0))); // the first problem is the one to tell
    setStep({});
    return prepared;
}

Result<void> TargetIndex::prepareAll(const Content &content)
{
    if (auto checked = checkServer(); !checked)
        return checked;
    if (auto found = find(content); !found)
        return found;
    if (auto verified = verify(content); !verified)
        return verified;
    if (auto guarded = guard(content); !guarded)
        return guarded;
    return slowRefresh();
}

Result<HttpResponse> TargetIndex::demand(
    Method method, const std::string &path, std::string body, std::string remedy)
{
    return demanded(m_store.ask(method, path, std::move(body)), method, path, std::move(remedy));
}

Result<HttpResponse> TargetIndex::demanded(
    Result<HttpResponse> answer, Method method, const std::string &path, std::string remedy)
{
    m_silent = !answer;
    if (m_silent || answer->isSuccess())
        return answer;
    if (answer->status == 401 || answer->status == 403)
        remedy = credentials;
    return m_store.refusal(*answer, method, path, std::move(remedy));
}

Result<void> TargetIndex::checkServer()
{
    setStep("asking for the server's version");
    const auto answer = demand(Method::Get, "/", {}, "Look into the server's log.");
    if (!answer)
        return answer.problem();
    const auto server = parseRoot(answer->body);
    if (!server)
        return makeProblem(Cause::Unreachable,
            m_store.url()
                + " does not answer like Elasticsearch: " + m_store.excerptOf(answer->body),
            "Correct `url`.");
    if (server->isOpenSearch)
        return makeProblem(Cause::Unreachable,
            m_store.url() + " is OpenSearch " + printable(server->number, 40)
                + ", which has no dense_vector",
            "Use Elasticsearch 8 or later.");
    if (!server->isAtLeast(8, 0))
        return makeProblem(Cause::Unreachable,
            m_store.url() + " is Elasticsearch " + printable(server->number, 40)
                + ", which is too old",
            "Use version 8 or later.");
    m_server = *server;
    return {};
}

Result<void> TargetIndex::find(const Content &content)
{
    setStep("looking for the index " + m_settings.index);
    const std::string path = "/" + m_settings.index;
    auto answer = m_store.ask(Method::Get, path);
    if (!answer)
        return answer.problem();
    if (answer->status == 404) {
        if (auto created = create(content); !created)
            return created;
    }
    // Also after our own create: another run may have been faster.
    answer = demand(Method::Get, path, {}, "Look into the server's log.");
    if (!answer)
        return answer.problem();
    const auto state = parseIndex(answer->body, m_settings.index);
    if (!state)
        return makeProblem(Cause::Unreachable,
            "Elasticsearch does not tell what the index " + m_settings.index
                + " is: " + m_store.excerptOf(answer->body),
            "Correct `url`.");
    if (state->index.empty())
        return makeProblem(Cause::Unreachable,
            "The alias " + m_settings.index + " has no index for writing",
            "Give one of its indices is_write_index, or name an index in `index_name`.");
    if (state->kind == IndexState::Kind::DataStream
        && m_settings.op == ElasticsearchSettings::Op::Index)
        return makeProblem(Cause::Unreachable,
            m_settings.index + " is a data stream, which takes no `op: index`",
            "Remove `op: index`.");
    m_state = *state;
    return {};
}

Result<void> TargetIndex::create(const Content &content)
{
    setStep("creating the index " + m_settings.index);
    JsonWriter json;
    json.beginObject().key("settings").beginObject();
    if (m_settings.shards)
        json.member("number_of_shards", *m_settings.shards);
    if (m_settings.replicas)
        json.member("number_of_replicas", *m_settings.replicas);
    json.endObject().key("mappings").beginObject().member("dynamic", false);
    json.key("properties").beginObject();
    for (const Wanted &field : wantedFields(m_settings, content))
        writeField(json, field, m_settings.vectorIndex);
    json.endObject().endObject().endObject();

    const std::string path = "/" + m_settings.index;
    const auto answer = m_store.ask(Method::Put, path, json.take());
    if (!answer)
        return answer.problem();
    if (answer->isSuccess() || errorType(answer->body) == "resource_already_exists_exception")
        return {};
    const bool isCredentials = answer->status == 401 || answer->status == 403;
    return m_store.refusal(*answer, Method::Put, path,
        isCredentials ? credentials : "Create the index yourself, or choose another `index_name`.");
}

Result<void> TargetIndex::verify(const Content &content)
{
    JsonWriter missing;
    missing.beginObject().key("properties").beginObject();
    bool complete = true;
    for (const Wanted &wanted : wantedFields(m_settings, content)) {
        const auto found = m_state.fields.find(wanted.name);
        const bool isThere = found != m_state.fields.end();
        if (const std::string why = isThere ? misfit(found->second, wanted) : ""; !why.empty())
            return makeProblem(Cause::Unreachable,
                "The field " + wanted.name + " of the index " + m_state.index + " " + why,
                "Choose another `index_name`, or delete the index.");
        // A dense_vector without dims takes those of the first document, if it is not base64.
        if (isThere && (wanted.dims == 0 || found->second.dims != 0))
            continue;
        complete = false;
        writeField(missing, wanted, m_settings.vectorIndex);
    }
    if (complete)
        return {};
    missing.endObject().endObject();
    return addFields(missing.take());
}

Result<void> TargetIndex::addFields(const std::string &properties)
{
    setStep("adding fields to the index " + m_state.index);
    const bool isStream = m_state.kind == IndexState::Kind::DataStream;
    const auto answer =
        demand(Method::Put, "/" + (isStream ? m_settings.index : m_state.index) + "/_mapping",
            properties, "Add the fields that the sink writes, or choose another `index_name`.");
    return answer ? Result<void>() : answer.problem();
}

Result<void> TargetIndex::guard(const Content &content)
{
    if (m_state.kind != IndexState::Kind::Index)
        return {};
    // Two sinks of a run may write the same index, and must not end each other's alias.
    const std::uint64_t own = content.run() ^ std::hash<std::string>()(m_settings.name);
    const std::string alias = m_state.index + "-emitter-" + std::to_string(own);
    JsonWriter json;
    json.beginObject().key("actions").beginArray().beginObject().key("add").beginObject();
    json.member("index", m_state.index).member("alias", alias).member("is_hidden", true);
    json.endObject().endObject().endArray().endObject();
    m_guard = alias; // also when the answer is lost: it may be there
    const auto answer = m_store.ask(Method::Post, "/_aliases", json.take());
    if (!answer)
        return answer.problem();
    if (answer->isSuccess())
        return {};
    m_guard.clear();
    // An account that may not do this writes by name, and the index is compared at the end.
    if (answer->status == 401 || answer->status == 403)
        return {};
    return m_store.refusal(*answer, Method::Post, "/_aliases", "Look into the server's log.");
}

Result<void> TargetIndex::slowRefresh()
{
    // What another sink or run has set for its own time is its to restore.
    m_wasSlow = m_state.refreshInterval == m_settings.bulkRefresh;
    if (m_settings.bulkRefresh.empty() || m_wasSlow)
        return {};
    m_changed = m_guard.empty() ? m_state.index : m_guard;
    const auto answer = demand(Method::Put, "/" + m_changed + "/_settings",
        refreshBody(m_settings.bulkRefresh), "Remove `bulk_refresh`.");
    return answer ? Result<void>() : answer.problem();
}

std::string TargetIndex::bulkPath() const
{
    const bool alias = !m_guard.empty() || m_state.kind == IndexState::Kind::Alias;
    return "/" + (m_guard.empty() ? m_settings.index : m_guard) + "/_bulk?"
        + std::string(bulkFilter) + (alias ? "&require_alias=true" : "");
}

Problem TargetIndex::vanished() const
{
    return makeProblem(Cause::Unreachable,
        "The index " + m_settings.index
            + " was deleted or replaced during the run; what was delivered before that is gone",
        "Find out who deletes it.");
}

Result<void> TargetIndex::restoreRefresh()
{
    setStep("restoring refresh_interval of " + m_state.index);
    const std::string path = "/" + m_changed + "/_settings";
    const std::string body = refreshBody(m_state.refreshInterval);
    const auto answer = demanded(m_store.restore(Method::Put, path, body), Method::Put, path, {});
    if (answer) {
        m_changed.clear();
        m_restored = true;
        return {};
    }
    Problem failed = answer.problem();
    failed.remedy = "Restore it: PUT "
        + joinedUrl(m_store.url(), "/" + m_state.index + "/_settings") + " with the body " + body;
    return failed;
}

Result<void> TargetIndex::checkSameIndex()
{
    const std::string path = "/" + m_settings.index;
    const auto answer = m_store.ask(Method::Get, path);
    if (!answer)
        return answer.problem();
    if (answer->status == 404)
        return vanished();
    if (!answer->isSuccess())
        return m_store.refusal(*answer, Method::Get, path, "Look into the server's log.");
    const auto state = parseIndex(answer->body, m_settings.index);
    return state && state->uuid == m_state.uuid ? Result<void>() : vanished();
}

Result<void> TargetIndex::showEntries()
{
    setStep("making the entries searchable");
    const auto refreshed = demand(Method::Post, "/" + m_settings.index + "/_refresh", {},
        "They become searchable by themselves unless refresh_interval is -1.");
    return refreshed ? Result<void>() : refreshed.problem();
}

Result<void> TargetIndex::removeGuard()
{
    setStep("removing the run's alias of " + m_state.index);
    const std::string path = "/" + m_state.index + "/_alias/" + std::exchange(m_guard, {});
    const std::string remedy =
        "Delete the alias, which does nothing: DELETE " + joinedUrl(m_store.url(), path);
    const auto removed = m_store.restore(Method::Delete, path, {});
    m_silent = !removed;
    if (m_silent) {
        Problem failed = removed.problem();
        failed.remedy = remedy;
        return failed;
    }
    if (removed->status == 404)
        return vanished();
    return removed->isSuccess() ? Result<void>()
                                : m_store.refusal(*removed, Method::Delete, path, remedy);
}

Result<void> TargetIndex::restore(std::int64_t deadline)
{
    Result<void> outcome;
    m_silent = false;
    const bool isGuarded = !m_guard.empty();
    if (!m_changed.empty())
        outcome = restoreRefresh();
    // A server that does not answer is not asked again and again: each time takes long.
    if (isGuarded && !m_silent) {
        // That the index is gone says more than what failed because of it.
        if (auto removed = removeGuard(); !removed)
            outcome = std::move(removed);
    }
    // After what must be undone: a second Ctrl-C ends this, however long it takes.
    if (!m_silent && !m_state.index.empty() && Clock::system().monotonicNanos() < deadline) {
        Result<void> shown = showEntries();
        if (shown && !isGuarded && m_state.kind == IndexState::Kind::Index)
            shown = checkSameIndex();
        if (outcome)
            outcome = std::move(shown);
    }
    setStep({});
    return outcome;
}

std::vector<std::string> TargetIndex::notes() const
{
    std::vector<std::string> notes;
    if (m_restored)
        notes.push_back("refresh_interval of " + m_state.index + " is "
            + (m_state.refreshInterval ? printable(*m_state.refreshInterval, 40) : "the default")
            + " again");
    if (m_wasSlow)
        notes.push_back("refresh_interval of " + m_state.index + " was already "
            + m_settings.bulkRefresh + " and is left as it is");
    if (m_state.asyncTranslog)
        notes.push_back("the translog of " + m_state.index
            + " is asynchronous: when the server crashes, the last seconds of what it said yes to "
              "are lost");
    return notes;
}

SinkActivity TargetIndex::activity() const
{
    const std::lock_guard lock(m_mutex);
    return {m_step, 0, 0};
}

void TargetIndex::setStep(std::string step)
{
    const std::lock_guard lock(m_mutex);
    m_step = std::move(step);
}

}
