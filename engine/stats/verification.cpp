// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/verification.h"

#include "base/values.h"
#include "stats/reportformat.h"

#include <algorithm>

namespace emitter {
namespace {

using State = StoreVerification::State;

constexpr std::size_t firstField = static_cast<std::size_t>(Difference::Unread);

std::string are(std::uint64_t count)
{
    return entriesText(count) + (count == 1 ? " is " : " are ");
}

}

std::string_view name(State state)
{
    static constexpr std::string_view names[] = {
        "checked", "not_readable", "not_in_run", "failed", "cancelled"};
    return names[static_cast<std::size_t>(state)];
}

std::uint64_t StoreVerification::leastFound() const
{
    const std::uint64_t notRecorded = emitted - std::min(recorded, emitted);
    return delivered - std::min(notRecorded, delivered);
}

std::uint64_t StoreVerification::mostFound() const
{
    return std::min(recorded, delivered + unconfirmed);
}

std::vector<std::string> StoreVerification::complaints() const
{
    std::vector<std::string> list;
    if (found < leastFound())
        list.push_back(are(leastFound() - found) + "missing that the run counted as delivered");
    if (found > mostFound())
        list.push_back(
            are(found - mostFound()) + "there that the run counted as rejected or dropped");
    if (duplicate > 0)
        list.push_back(are(duplicate) + "there more than once");
    for (std::size_t kind = firstField; kind < by.size(); ++kind) {
        if (by[kind] == 0)
            continue;
        list.push_back(static_cast<Difference>(kind) == Difference::Unread
                ? are(by[kind]) + "there but not given back"
                : entriesText(by[kind]) + (by[kind] == 1 ? " has" : " have") + " another "
                    + std::string(differenceNames[kind]));
    }
    return list;
}

bool StoreVerification::isGood() const
{
    return state == State::Checked && complaints().empty();
}

std::string_view StoreVerification::verdict() const
{
    switch (state) {
    case State::Checked:
        return isGood() ? "good" : "BAD";
    case State::Failed:
        return "FAILED";
    case State::Cancelled:
        return "stopped";
    case State::NotReadable:
    case State::NotInRun:
        break;
    }
    return "-";
}

std::vector<std::string> StoreVerification::remarks() const
{
    switch (state) {
    case State::Checked:
        return complaints();
    case State::Failed:
        return {"could not be read back: " + problem->text
            + (problem->remedy.empty() ? "" : ". " + problem->remedy)};
    case State::Cancelled:
        return {"was not checked to its end: you stopped it"};
    case State::NotReadable:
        return {"cannot be read back"};
    case State::NotInRun:
        return {"was no sink of this run"};
    }
    return {};
}

bool Verification::isGood() const
{
    return std::all_of(stores.begin(), stores.end(), [](const StoreVerification &store) {
        return store.state == State::NotReadable || store.state == State::NotInRun
            || store.isGood();
    });
}

bool Verification::hasDifferences() const
{
    return std::any_of(stores.begin(), stores.end(), [](const StoreVerification &store) {
        return store.state == State::Checked && !store.isGood();
    });
}

bool Verification::wasCancelled() const
{
    return std::any_of(stores.begin(), stores.end(),
        [](const StoreVerification &store) { return store.state == State::Cancelled; });
}

std::string Verification::coverage() const
{
    if (recorded >= emitted)
        return {};
    return "Only the first " + formatCount(recorded) + " of " + entriesText(emitted)
        + " were recorded and looked for: " + whyIncomplete;
}

void writeStores(JsonWriter &json, const Verification &verification)
{
    json.beginArray();
    for (const StoreVerification &store : verification.stores) {
        json.beginObject()
            .member("name", store.sink)
            .member("type", store.type)
            .member("state", name(store.state));
        if (store.state == State::Checked) {
            json.member("emitted", store.emitted)
                .member("delivered", store.delivered)
                .member("unconfirmed", store.unconfirmed)
                .member("recorded", store.recorded)
                .member("found", store.found)
                .member("missing", store.missing)
                .member("duplicate", store.duplicate)
                .member("compared", store.compared)
                .member("different", store.different)
                .member("other", store.others)
                .member("good", store.isGood());
            json.key("differences").beginArray();
            for (const std::string &complaint : store.complaints())
                json.value(complaint);
            json.endArray().key("examples").beginArray();
            for (const StoreVerification::Example &example : store.examples)
                json.beginObject()
                    .member("kind", name(example.kind))
                    .member("id", example.id)
                    .member("detail", example.detail)
                    .endObject();
            json.endArray();
        }
        if (store.problem)
            json.member("problem", store.problem->text);
        json.endObject();
    }
    json.endArray();
}

std::string toJson(const Verification &verification, int exitCode)
{
    JsonWriter json(2);
    json.beginObject()
        .member("schema", "1.0")
        .member("run_id", verification.runId)
        .member("emitted", verification.emitted)
        .member("recorded", verification.recorded)
        .member("good", verification.isGood())
        .member("exit_code", exitCode);
    if (!verification.whyIncomplete.empty())
        json.member("incomplete", verification.whyIncomplete);
    writeStores(json.key("verify"), verification);
    json.endObject();
    return json.take() + '\n';
}

}
