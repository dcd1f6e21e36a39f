// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/qdrant/collection.h"

#include "rest/restanswer.h"

#include <utility>

namespace emitter::qdrantsink {
namespace {

std::string remedyFor(int status)
{
    switch (status) {
    case 401:
        return "Set `api_key` to a key of this Qdrant.";
    case 403:
        return "Use an `api_key` that may create and write collections.";
    case 404:
        return "Is `url` the REST address of Qdrant, and does the collection still exist?";
    case 429:
    case 503:
        return "Qdrant is busy; try again later.";
    case 507:
        return "Its storage quota is used up; free space or raise the quota.";
    default:
        return status < 400 ? "Correct `url`." : "Qdrant's log says more.";
    }
}

}

std::string percentEncoded(std::string_view text)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9') || std::string_view("-._~").find(c) != std::string_view::npos;
        if (plain)
            out += c;
        else
            (out += '%') += {digits[byte >> 4], digits[byte & 15]};
    }
    return out;
}

Collection::Collection(RestStore &store, std::string name)
    : m_store(store)
    , m_name(std::move(name))
    , m_path("/collections/" + percentEncoded(m_name))
{
}

std::string Collection::path(std::string_view rest) const
{
    return m_path + std::string(rest);
}

std::string Collection::url(std::string_view rest) const
{
    return joinedUrl(m_store.url(), path(rest));
}

Result<HttpResponse> Collection::get(const std::string &path)
{
    if (isCancelled())
        return makeProblem(Cause::Unreachable, "Qdrant at " + m_store.url() + ": cancelled");
    return m_store.ask(Method::Get, path);
}

Result<HttpResponse> Collection::succeeded(
    Result<HttpResponse> answer, Method method, const std::string &path) const
{
    if (answer && !answer->isSuccess())
        return m_store.refusal(*answer, method, path, remedyFor(answer->status));
    return answer;
}

Result<HttpResponse> Collection::ask(Method method, std::string_view rest, std::string body)
{
    if (isCancelled())
        return makeProblem(Cause::Unreachable, "Qdrant at " + m_store.url() + ": cancelled");
    return succeeded(m_store.ask(method, path(rest), std::move(body)), method, path(rest));
}

Result<std::string> Collection::version()
{
    const auto answer = succeeded(get("/"), Method::Get, "/");
    if (!answer)
        return answer.problem();
    auto version = parseVersion(answer->body);
    if (!version)
        return makeProblem(Cause::Unreachable,
            m_store.url() + " answers, but not as Qdrant does: " + m_store.excerptOf(answer->body),
            "`url` must be the REST address of a Qdrant, with port 6333 as a rule.");
    return *version;
}

Result<CollectionState> Collection::state()
{
    const auto answer = succeeded(get(m_path), Method::Get, m_path);
    if (!answer)
        return answer.problem();
    auto state = parseCollection(answer->body);
    if (!state)
        return makeProblem(Cause::Unreachable,
            "GET " + url() + " answered something else than a collection's state: "
                + m_store.excerptOf(answer->body),
            "Is a proxy between us and Qdrant?");
    return *state;
}

Result<bool> Collection::exists()
{
    auto answer = get(m_path);
    if (answer && answer->status == 404)
        return false;
    answer = succeeded(std::move(answer), Method::Get, m_path);
    if (!answer)
        return answer.problem();
    return true;
}

Result<std::uint64_t> Collection::count()
{
    const auto answer = ask(Method::Post, "/points/count", R"({"exact":true})");
    if (!answer)
        return answer.problem();
    const auto count = parseCount(answer->body);
    if (!count)
        return makeProblem(Cause::Unreachable,
            "POST " + url("/points/count")
                + " answered something else than a count: " + m_store.excerptOf(answer->body),
            "Is a proxy between us and Qdrant?");
    return *count;
}

std::string Collection::indexingThresholdBody(std::uint64_t kilobytes)
{
    return R"({"optimizers_config":{"indexing_threshold":)" + std::to_string(kilobytes) + "}}";
}

Result<void> Collection::setIndexingThreshold(std::uint64_t kilobytes)
{
    const auto answer =
        succeeded(m_store.restore(Method::Patch, m_path, indexingThresholdBody(kilobytes)),
            Method::Patch, m_path);
    if (!answer)
        return answer.problem();
    return {};
}

void Collection::cancel()
{
    m_cancelled = true;
    m_store.cancel();
}

}
