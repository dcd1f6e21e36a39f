// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/verdict.h"
#include "support/entries.h"

#include <doctest/doctest.h>

#include <string>

using namespace emitter;

namespace {

Batch batchOf(std::size_t size)
{
    return {std::make_shared<const std::vector<Entry>>(makeEntries(size, 100)), 3, 1};
}

SendResult whole(Outcome outcome)
{
    SendResult result;
    result.outcome = outcome;
    return result;
}

// D delivered, R retry, T too large, X rejected, U unconfirmed, F fatal
SendResult items(const std::string &letters, Outcome outcome = Outcome::Delivered)
{
    SendResult result = whole(outcome);
    for (const char letter : letters)
        result.items.push_back(static_cast<Outcome>(std::string("DRSTXUF").find(letter)));
    return result;
}

// The numbers less 100, as digits.
std::string text(const std::vector<Entry> &entries)
{
    std::string out;
    for (const Entry &entry : entries)
        out += static_cast<char>('0' + (entry.number - 100));
    return out;
}

std::string text(const Verdict &verdict)
{
    std::string out = "D" + text(verdict.delivered) + " X" + text(verdict.rejected) + " U"
        + text(verdict.unconfirmed) + " L" + text(verdict.lost) + " again " + text(verdict.again)
        + " halves";
    for (const auto &half : verdict.halves)
        out += ' ' + text(half);
    if (!verdict.againUnsure.empty())
        out += " unsure " + text(verdict.againUnsure);
    return out + (verdict.fatal ? " fatal" : "");
}

}

TEST_CASE("one outcome for the whole batch")
{
    const struct
    {
        Outcome outcome;
        std::size_t size;
        const char *verdict;
    } rows[] = {
        {Outcome::Delivered, 3, "D012 X U L again  halves"},
        {Outcome::Retry, 3, "D X U L again 012 halves"},
        {Outcome::RetryUnsure, 3, "D X U L again  halves unsure 012"},
        {Outcome::Rejected, 3, "D X012 U L again  halves"},
        {Outcome::Unconfirmed, 3, "D X U012 L again  halves"},
        {Outcome::Fatal, 3, "D X U L012 again  halves fatal"},
        {Outcome::TooLarge, 1, "D X0 U L again  halves"},
        {Outcome::TooLarge, 2, "D X U L again  halves 0 1"},
        {Outcome::TooLarge, 3, "D X U L again  halves 01 2"},
        {Outcome::TooLarge, 8, "D X U L again  halves 0123 4567"},
    };
    for (const auto &row : rows) {
        CAPTURE(row.size);
        CHECK(text(judge(batchOf(row.size), whole(row.outcome))) == row.verdict);
    }
}

TEST_CASE("one outcome per entry, in the batch's order")
{
    const struct
    {
        const char *items;
        const char *verdict;
    } rows[] = {
        {"DDD", "D012 X U L again  halves"},
        {"DRD", "D02 X U L again 1 halves"},
        {"DRXUR", "D0 X2 U3 L again 14 halves"},
        {"TDT", "D1 X U L again  halves 0 2"},
        {"TTTD", "D3 X U L again  halves 01 2"},
        {"DTD", "D02 X U L again  halves 1"}, // alone it may fit
        {"T", "D X0 U L again  halves"}, // it was alone
        {"SRSD", "D3 X U L again 1 halves unsure 02"},
        {"DFR", "D0 X U L1 again 2 halves fatal"},
        {"UUU", "D X U012 L again  halves"},
    };
    for (const auto &row : rows) {
        CAPTURE(row.items);
        CHECK(text(judge(batchOf(std::string(row.items).size()), items(row.items))) == row.verdict);
    }
}

TEST_CASE("an item count that differs makes the whole batch unconfirmed")
{
    CHECK(text(judge(batchOf(3), items("DD"))) == "D X U012 L again  halves");
    CHECK(text(judge(batchOf(3), items("DDDD"))) == "D X U012 L again  halves");
    CHECK(text(judge(batchOf(1), items("RR"))) == "D X U0 L again  halves");
    // Whatever else the answer says of the sink stays true.
    CHECK(text(judge(batchOf(3), items("DD", Outcome::Fatal))) == "D X U012 L again  halves fatal");
}

TEST_CASE("fatal with items keeps what was delivered")
{
    CHECK(text(judge(batchOf(2), items("DF", Outcome::Fatal))) == "D0 X U L1 again  halves fatal");
}
