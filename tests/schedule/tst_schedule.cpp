// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/schedule.h"
#include "schedule/streams.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <map>
#include <set>
#include <utility>
#include <vector>

using namespace emitter;

namespace {

/// Two services and a pool, a different arrival each.
std::vector<StreamSpec> mixture()
{
    std::vector<StreamSpec> streams{streamOf(ArrivalKind::Poisson, 0.01),
        streamOf(ArrivalKind::Fixed, 0.03), streamOf(ArrivalKind::Uniform, 1, 50)};
    streams[1].firstSource = 1;
    streams[2].firstSource = 2;
    streams[2].jitter = 1.5;
    streams[2].minGap = 0.05;
    streams[2].firstSlot = 100;
    streams[2].slotCount = 16;
    return streams;
}

/// FNV-1a over every field of the first `count` entries.
std::uint64_t fingerprint(std::vector<StreamSpec> streams, std::uint64_t seed, int count = 100'000)
{
    Schedule schedule(std::move(streams), seed);
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    const auto add = [&hash](std::uint64_t value) {
        for (int byte = 0; byte < 8; ++byte)
            hash = (hash ^ ((value >> (8 * byte)) & 0xff)) * 0x100000001b3ULL;
    };
    for (int i = 0; i < count; ++i) {
        const Entry entry = schedule.pop();
        add(static_cast<std::uint64_t>(entry.due));
        add(entry.number);
        add(entry.slot);
        add(entry.source);
        add(entry.sequence);
        add(static_cast<std::uint64_t>(entry.level));
    }
    return hash;
}

}

TEST_CASE("the same seed makes the same entries, another seed others")
{
    const std::uint64_t hash = fingerprint(mixture(), 42);
    CHECK(hash == fingerprint(mixture(), 42));
    CHECK(hash != fingerprint(mixture(), 43));
}

TEST_CASE("every machine and every compiler makes these very entries")
{
    CHECK(fingerprint(mixture(), 42) == 1473067313228175916ULL);
}

TEST_CASE("entries come in order of due time, numbered without a gap")
{
    Schedule schedule(mixture(), 5);
    std::int64_t last = 0;
    std::map<std::uint32_t, std::uint32_t> sequences;
    for (std::uint64_t number = 0; number < 200'000; ++number) {
        const std::int64_t promised = schedule.nextDue();
        const Entry entry = schedule.pop();
        REQUIRE(entry.due == promised);
        REQUIRE(entry.due >= last);
        REQUIRE(entry.number == number);
        REQUIRE(entry.sequence == ++sequences[entry.source]);
        last = entry.due;
    }
    CHECK(sequences.size() == 52);
}

TEST_CASE("entries due at the same moment come in order of their source")
{
    std::vector<StreamSpec> streams{streamOf(ArrivalKind::Fixed, 1e-9, 40)};
    Schedule schedule(streams, 1);
    for (int i = 0; i < 40 * 100; ++i) {
        const Entry entry = schedule.pop();
        REQUIRE(entry.source == static_cast<std::uint32_t>(i % 40));
        REQUIRE(entry.due == i / 40);
    }
}

TEST_CASE("a source's entries do not depend on who else runs")
{
    Schedule all(mixture(), 9);
    Schedule alone({mixture()[0]}, 9);
    for (int compared = 0; compared < 1000;) {
        const Entry entry = all.pop();
        if (entry.source != 0)
            continue;
        const Entry same = alone.pop();
        REQUIRE(entry.due == same.due);
        REQUIRE(entry.slot == same.slot);
        REQUIRE(entry.level == same.level);
        REQUIRE(entry.sequence == same.sequence);
        ++compared;
    }
}

TEST_CASE("due times are the sum of the gaps")
{
    for (const StreamSpec &spec : mixture()) {
        Schedule schedule({spec}, 3);
        std::map<std::uint32_t, std::int64_t> dues;
        for (int i = 0; i < 5000; ++i) {
            const Entry entry = schedule.pop();
            std::int64_t &due = dues[entry.source];
            due += arrivalGap(spec, 3, entry.source, entry.sequence - 1);
            REQUIRE(entry.due == due);
        }
    }
}

TEST_CASE("levels follow their weights, whatever the weights sum to")
{
    for (const double scale : {1.0, 0.01, 1000.0}) {
        StreamSpec spec = streamOf(ArrivalKind::Fixed, 0.001);
        spec.levelWeights = {15 * scale, 70 * scale, 10 * scale, 4 * scale, 1 * scale};
        Schedule schedule({spec}, 8);
        std::array<int, levelCount> counts{};
        for (int i = 0; i < 1'000'000; ++i)
            ++counts[static_cast<std::size_t>(schedule.pop().level)];
        CHECK(counts[0] == doctest::Approx(150'000).epsilon(0.01));
        CHECK(counts[1] == doctest::Approx(700'000).epsilon(0.01));
        CHECK(counts[2] == doctest::Approx(100'000).epsilon(0.02));
        CHECK(counts[3] == doctest::Approx(40'000).epsilon(0.03));
        CHECK(counts[4] == doctest::Approx(10'000).epsilon(0.05));
    }
}

TEST_CASE("a level of weight 0 never comes")
{
    StreamSpec spec = streamOf(ArrivalKind::Fixed, 0.001);
    spec.levelWeights = {0, 0.1, 0, 0.2, 0};
    Schedule schedule({spec}, 8);
    std::set<Level> seen;
    for (int i = 0; i < 1'000'000; ++i)
        seen.insert(schedule.pop().level);
    CHECK(seen == std::set{Level::Info, Level::Error});
}

TEST_CASE("every message of the stream's range is drawn alike, and none beside it")
{
    StreamSpec spec = streamOf(ArrivalKind::Fixed, 0.001);
    spec.firstSlot = 7;
    spec.slotCount = 13;
    Schedule schedule({spec}, 8);
    std::map<std::uint32_t, int> counts;
    for (int i = 0; i < 130'000; ++i)
        ++counts[schedule.pop().slot];
    CHECK(counts.size() == 13);
    CHECK(counts.begin()->first == 7);
    CHECK(counts.rbegin()->first == 19);
    for (const auto &[slot, count] : counts) {
        CAPTURE(slot);
        CHECK(std::abs(count - 10'000) < 500);
    }
}

TEST_CASE("the rate of all sources together is the expected one")
{
    Schedule schedule(mixture(), 17);
    double rate = 0;
    for (const StreamSpec &spec : mixture())
        rate += expectedRate(spec);
    std::int64_t due = 0;
    constexpr int count = 1'000'000;
    for (int i = 0; i < count; ++i)
        due = schedule.pop().due;
    CHECK(std::abs(count / (static_cast<double>(due) * 1e-9) / rate - 1) < 0.003);
}

TEST_CASE("a fixed stream's day has exactly its entries")
{
    for (const double rate : {0.01, 1.0, 33.3}) {
        CAPTURE(rate);
        Schedule schedule({streamOf(ArrivalKind::Fixed, 1 / rate)}, 4);
        std::uint64_t count = 0;
        for (; schedule.nextDue() < 86'400 * oneSecond; ++count)
            schedule.pop();
        CHECK(count == static_cast<std::uint64_t>(std::llround(86'400 * rate)));
    }
}

TEST_CASE("dropped entries take no number, and their source's sequence moves on")
{
    Schedule schedule({mixture()[0]}, 1);
    Schedule reference({mixture()[0]}, 1);
    CHECK_FALSE(schedule.isNextMuted());
    schedule.setMuted(0, true);
    for (int i = 0; i < 10; ++i) {
        CHECK(schedule.isNextMuted());
        schedule.drop();
        reference.pop();
    }
    schedule.setMuted(0, false);
    CHECK_FALSE(schedule.isNextMuted());
    const Entry entry = schedule.pop();
    CHECK(entry.number == 0);
    CHECK(entry.sequence == 11);
    CHECK(entry.due == reference.pop().due);
}

TEST_CASE("no sources, no entries")
{
    CHECK(Schedule({}, 1).isEmpty());
    CHECK(Schedule({streamOf(ArrivalKind::Poisson, 1, 0)}, 1).isEmpty());
}
