// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/elasticsearch/bulkanswer.h"

#include <algorithm>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

namespace emitter::elasticsearchsink {
namespace {

using nlohmann::json;

/// Reads `{"items":[{"create":{"status":400,"error":{"type":"...","reason":"..."}}}, ...]}` as it
/// passes by, so that a thousand items make no thousand objects.
class BulkReader
{
public:
    std::vector<BulkItem> items;

    bool null()
    {
        if (isAt(opDepth) && m_key == "error")
            items.back().type.clear();
        return true;
    }
    bool boolean(bool) { return true; }
    bool number_integer(json::number_integer_t) { return true; }
    bool number_unsigned(json::number_unsigned_t value)
    {
        if (!isAt(opDepth) || m_key != "status")
            return true;
        // two of them say nothing
        items.back().status =
            m_hasStatus ? 0 : static_cast<int>(std::min<std::uint64_t>(value, 999));
        m_hasStatus = true;
        return true;
    }
    bool number_float(json::number_float_t, const std::string &) { return true; }
    bool binary(json::binary_t &) { return true; }
    bool string(std::string &text)
    {
        if (isAt(errorDepth) && m_inError) {
            if (m_key == "type" && !text.empty())
                items.back().type = std::move(text);
            else if (m_key == "reason")
                items.back().reason = std::move(text);
        }
        return true;
    }
    bool key(std::string &name)
    {
        m_key = std::move(name);
        if (isAt(opDepth) && m_key == "error")
            items.back().type = m_key; // until it says which
        return true;
    }
    bool start_object(std::size_t)
    {
        if (isAt(itemDepth - 1)) {
            items.emplace_back();
            m_hasStatus = false;
        }
        if (isAt(errorDepth - 1) && m_key == "error")
            m_inError = true;
        ++m_depth;
        return true;
    }
    bool end_object()
    {
        if (isAt(errorDepth))
            m_inError = false;
        --m_depth;
        return true;
    }
    bool start_array(std::size_t)
    {
        // neither an item nor what it says of its document is a list
        if (isAt(itemDepth - 1) || isAt(opDepth - 1))
            return false;
        if (m_depth == itemDepth - 2 && m_key == "items")
            m_inItems = true;
        ++m_depth;
        return true;
    }
    bool end_array()
    {
        --m_depth;
        if (m_depth == itemDepth - 2)
            m_inItems = false;
        return true;
    }
    bool parse_error(std::size_t, const std::string &, const json::exception &) { return false; }

private:
    static constexpr int itemDepth = 3; ///< object, array, and inside the item's object
    static constexpr int opDepth = 4;
    static constexpr int errorDepth = 5;

    bool isAt(int depth) const { return m_inItems && m_depth == depth; }

    std::string m_key;
    int m_depth = 0;
    bool m_inItems = false;
    bool m_inError = false;
    bool m_hasStatus = false; ///< of the last item
};

bool isBlocked(const BulkItem &item)
{
    return item.type == "cluster_block_exception";
}

bool wantsNumbers(const BulkItem &item)
{
    return item.status == 400
        && item.reason.find("expecting token of type [VALUE_NUMBER]") != std::string::npos;
}

/// A block is mostly a full disk: it may end soon, and is not worth waiting for long.
constexpr int mostBlocks = 3;
constexpr std::chrono::seconds blockedPause{5};

Outcome outcomeOf(const BulkItem &item, const BulkQuestion &question)
{
    const Outcome unsure = question.hasIds ? Outcome::RetryUnsure : Outcome::Unconfirmed;
    if (isBlocked(item))
        return question.blocks < mostBlocks ? Outcome::Retry : Outcome::Fatal;
    if (item.status >= 200 && item.status < 300)
        return item.type.empty() ? Outcome::Delivered : unsure;
    switch (item.status) {
    case 401:
    case 403:
        return Outcome::Fatal;
    case 404:
        return item.type == "index_not_found_exception" ? Outcome::Fatal : Outcome::Rejected;
    case 409:
        return question.creates && question.hasIds
                && item.type == "version_conflict_engine_exception"
            ? Outcome::Delivered
            : Outcome::Rejected;
    case 429:
    case 503:
        return Outcome::Retry;
    default:
        return item.status >= 400 && item.status < 500 ? Outcome::Rejected : unsure;
    }
}

void cut(std::string &text, std::string_view from, std::string_view to)
{
    const std::size_t begin = text.find(from);
    const std::size_t end = begin == std::string::npos ? begin : text.find(to, begin + from.size());
    if (end != std::string::npos)
        text.erase(begin, end + to.size() - begin);
}

// Without what differs from one document to the next, so that equal failures are counted together.
std::string reasonOf(const BulkItem &item)
{
    if (item.type == "index_not_found_exception")
        return "the index was deleted during the run";
    std::string reason = item.reason;
    if (reason.starts_with('['))
        cut(reason, "[", "] ");
    cut(reason, " in doc [document with id '", "']");
    cut(reason, " in document with id '", "'");
    return "item answered " + std::to_string(item.status)
        + (item.type.empty() ? "" : " " + item.type) + (reason.empty() ? "" : ": " + reason);
}

/// One sample and a count for each kind of failure; what ends the sink first.
class Reasons
{
public:
    void add(const BulkItem &item, Outcome outcome)
    {
        const auto [found, isNew] =
            m_kinds.try_emplace({outcome != Outcome::Fatal, item.status, item.type});
        if (isNew)
            found->second.first = reasonOf(item);
        ++found->second.second;
    }
    std::vector<std::pair<std::string, std::uint32_t>> take()
    {
        std::vector<std::pair<std::string, std::uint32_t>> reasons;
        for (auto &[kind, sample] : m_kinds)
            reasons.push_back(std::move(sample));
        return reasons;
    }

private:
    std::map<std::tuple<bool, int, std::string>, std::pair<std::string, std::uint32_t>> m_kinds;
};

SendResult unreadable(std::string reason, const BulkQuestion &question)
{
    SendResult result;
    result.outcome = question.hasIds ? Outcome::RetryUnsure : Outcome::Unconfirmed;
    result.reasons.emplace_back(std::move(reason), static_cast<std::uint32_t>(question.entries));
    return result;
}

}

std::optional<std::vector<BulkItem>> parseBulk(std::string_view body)
{
    BulkReader reader;
    if (!json::sax_parse(body, &reader))
        return std::nullopt;
    return std::move(reader.items);
}

bool isAllTaken(std::string_view body, std::size_t entries)
{
    const auto take = [&](std::string_view word) {
        if (!body.starts_with(word))
            return false;
        body.remove_prefix(word.size());
        return true;
    };
    if (!take(R"({"items":[)"))
        return false;
    for (std::size_t i = 0; i < entries; ++i) {
        if (i > 0 && !take(","))
            return false;
        if (!take(R"({"create":{"status":201}})") && !take(R"({"index":{"status":201}})")
            && !take(R"({"index":{"status":200}})"))
            return false;
    }
    return body == "]}";
}

BulkVerdict judgeBulk(std::string_view body, const BulkQuestion &question)
{
    if (isAllTaken(body, question.entries))
        return {};
    const auto items = parseBulk(body);
    if (!items)
        return {unreadable("the answer is not JSON, or was cut", question), false};
    if (items->size() != question.entries)
        return {
            unreadable("the answer has another number of items than the request", question), false};
    BulkVerdict verdict;
    SendResult &result = verdict.result;
    Reasons reasons;
    for (std::size_t i = 0; i < items->size(); ++i) {
        const BulkItem &item = (*items)[i];
        Outcome outcome = outcomeOf(item, question);
        if (question.mayFallBack && wantsNumbers(item)) {
            verdict.base64Refused = true;
            outcome = Outcome::Retry;
        }
        if (outcome == Outcome::Delivered && result.items.empty())
            continue;
        if (result.items.empty())
            result.items.assign(items->size(), Outcome::Delivered);
        result.items[i] = outcome;
        if (outcome == Outcome::Delivered)
            continue;
        reasons.add(item, outcome);
        if (item.status == 429 || item.status == 503)
            result.pressure = Pressure::Overloaded;
        verdict.isBlocked |= isBlocked(item);
        if (isBlocked(item) && outcome == Outcome::Retry)
            result.retryAfter = blockedPause;
    }
    result.reasons = reasons.take();
    return verdict;
}

}
