// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/ledger.h"
#include "stats/snapshot.h"
#include "support/entries.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

using namespace emitter;

TEST_CASE("every counter of a sink has its place in the identity")
{
    SinkLedger ledger;
    ledger.offer(107);
    CHECK(ledger.counts().inFlight == 107);
    ledger.drop(7, DropReason::QueueFull);
    ledger.deliver(50);
    ledger.reject(10);
    ledger.drop(5, DropReason::RetryExhausted);
    ledger.drop(4, DropReason::Deadline);
    ledger.drop(3, DropReason::Shutdown);
    ledger.drop(2, DropReason::SinkLost);
    ledger.mute(8);
    ledger.leaveUnconfirmed(6);
    ledger.resend(1000);
    ledger.answered(false);
    ledger.answered(true);
    const SinkCounts counts = ledger.counts();
    CHECK(counts.emitted == 115);
    CHECK(counts.delivered == 50);
    CHECK(counts.rejected == 10);
    CHECK(counts.droppedBy == std::array<std::uint64_t, 6>{7, 5, 4, 3, 2, 8});
    CHECK(counts.dropped() == 29);
    CHECK(counts.muted() == 8);
    CHECK(counts.lost() == 21);
    CHECK(counts.wanted() == 107);
    CHECK(counts.unconfirmed == 6);
    CHECK(counts.inFlight == 20);
    CHECK(counts.failed() == 37); // without the muted ones, which failed at nothing
    CHECK(counts.resent == 1000);
    CHECK(counts.batches == 2);
    CHECK(counts.overloaded == 1);
    CHECK(counts.addsUp());
}

TEST_CASE("an entry that is missing anywhere breaks the identity")
{
    std::uint64_t SinkCounts::*const counters[] = {&SinkCounts::emitted, &SinkCounts::delivered,
        &SinkCounts::rejected, &SinkCounts::unconfirmed, &SinkCounts::inFlight};
    for (const auto counter : counters) {
        SinkCounts counts;
        CHECK(counts.addsUp());
        counts.*counter = 1;
        CHECK_FALSE(counts.addsUp());
    }
    for (std::size_t reason = 0; reason < dropReasonNames.size(); ++reason) {
        SinkCounts counts;
        counts.droppedBy[reason] = 1;
        CHECK_FALSE(counts.addsUp());
    }
    SinkCounts resent;
    resent.resent = 5;
    CHECK(resent.addsUp());
}

TEST_CASE("latency runs are recorded like single values")
{
    SinkLedger ledger;
    Histogram single;
    std::vector<std::int64_t> nanos;
    for (const std::int64_t value : {-5, 0, 0, 127, 127, 128, 129, 255, 256, 257, 258, 5'000'000,
             5'000'001, 5'100'000, 4'000, 127}) {
        nanos.push_back(value);
        single.record(value);
    }
    ledger.recordLatency(nanos);
    ledger.recordLatency({});
    const Histogram latency = ledger.latency();
    CHECK(latency.count() == single.count());
    CHECK(latency.max() == single.max());
    CHECK(latency.min() == 0);
    for (double q = 0; q <= 1; q += 0.05) {
        CAPTURE(q);
        CHECK(latency.quantile(q) == single.quantile(q));
    }
    CHECK(latency.mean() == doctest::Approx(single.mean()).epsilon(0.01));
}

TEST_CASE("recent latency starts anew, the whole run's does not")
{
    SinkLedger ledger;
    ledger.recordLatency({1000, 2000});
    CHECK(ledger.takeRecentLatency().count() == 2);
    CHECK(ledger.takeRecentLatency().count() == 0);
    ledger.recordLatency({9000});
    CHECK(ledger.latency().count() == 3);
    CHECK(ledger.takeRecentLatency().max() == 9000);
    CHECK(ledger.latency().count() == 3);
    CHECK(ledger.latency().max() == 9000);
}

TEST_CASE("reasons are summed, sanitised and bounded")
{
    SinkLedger ledger;
    for (int i = 0; i < 30; ++i)
        ledger.explain("reason " + std::to_string(i), 1);
    ledger.explain("reason 3", 5);
    const auto reasons = ledger.reasons();
    REQUIRE(reasons.size() == 21);
    CHECK(reasons.front() == std::pair<std::string, std::uint64_t>("reason 3", 6));
    CHECK(reasons.back() == std::pair<std::string, std::uint64_t>("other reasons", 10));

    SinkLedger hostile;
    hostile.explain("\x1b]0;title\x07" + std::string(5000, 'x'), 1);
    const std::string text = hostile.reasons().front().first;
    CHECK(text.size() <= 303);
    CHECK(std::none_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; }));
}

TEST_CASE("the run's books: emitted and skipped make up scheduled")
{
    RunLedger ledger(3);
    ledger.emit(*makeChunk(10, 0, 3), 9000); // due 0 ... 9000
    ledger.skip(4);
    ledger.emit(*makeChunk(1, 10, 3), 50'000); // due 10,000
    const RunLedger::Counts counts = ledger.counts();
    CHECK(counts.scheduled == 15);
    CHECK(counts.emitted == 11);
    CHECK(counts.skippedLate == 4);
    CHECK(counts.levels == std::array<std::uint64_t, levelCount>{3, 2, 2, 2, 2});
    CHECK(ledger.emittedBy(0) == 4);
    CHECK(ledger.emittedBy(1) == 4);
    CHECK(ledger.emittedBy(2) == 3);
    const Histogram lateness = ledger.lateness();
    CHECK(lateness.count() == 11);
    CHECK(lateness.min() == 0);
    CHECK(lateness.max() == 40'000);
    CHECK(lateness.quantile(0.5) == doctest::Approx(5000).epsilon(0.02));
}

TEST_CASE("entries ahead of their time are on time, not negative")
{
    RunLedger ledger(1);
    ledger.emit(*makeChunk(3, 5), 0);
    CHECK(ledger.lateness().count() == 3);
    CHECK(ledger.lateness().max() == 0);
}

TEST_CASE("errors are counted per source, by several threads")
{
    RunLedger ledger(2);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int n = 0; n < 10'000; ++n)
                ledger.countError(1);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    CHECK(ledger.errorsOf(0) == 0);
    CHECK(ledger.errorsOf(1) == 40'000);
}

TEST_CASE("the books add up at every moment while they are written")
{
    SinkLedger sink;
    RunLedger run(1);
    std::atomic<bool> ends{false};
    std::thread writer([&] {
        for (int i = 0; i < 5000; ++i) {
            run.emit(*makeChunk(3), 0);
            run.skip(1);
            sink.offer(3);
            sink.deliver(1);
            sink.reject(1);
            sink.drop(1, DropReason::Deadline);
            sink.recordLatency({i});
        }
        ends = true;
    });
    while (!ends) {
        static_cast<void>(sink.counts());
        static_cast<void>(run.counts());
        sink.takeRecentLatency();
    }
    writer.join();
    CHECK(sink.counts().emitted == 15'000);
    CHECK(run.counts().scheduled == 20'000);
    CHECK(sink.latency().count() == 5000);
}

TEST_CASE("percentiles are in milliseconds and empty while nothing was recorded")
{
    Histogram histogram;
    CHECK(percentilesOf(histogram).count == 0);
    for (int i = 1; i <= 100; ++i)
        histogram.record(i * 1'000'000);
    const Percentiles result = percentilesOf(histogram);
    CHECK(result.count == 100);
    CHECK(result.p50 == doctest::Approx(50).epsilon(0.01));
    CHECK(result.p95 == doctest::Approx(95).epsilon(0.01));
    CHECK(result.p99 == doctest::Approx(99).epsilon(0.01));
    CHECK(result.max == 100);
}

TEST_CASE("a snapshot sums over its sinks")
{
    Snapshot snapshot;
    CHECK_FALSE(snapshot.achievedPercent());
    snapshot.counts.scheduled = 200;
    snapshot.counts.emitted = 150;
    CHECK(*snapshot.achievedPercent() == 75);
    snapshot.sinks.resize(2);
    snapshot.sinks[0].counts.delivered = 100;
    snapshot.sinks[0].counts.inFlight = 30;
    snapshot.sinks[1].counts.delivered = 10;
    snapshot.sinks[1].counts.rejected = 5;
    snapshot.sinks[1].counts.unconfirmed = 1;
    CHECK(snapshot.delivered() == 110);
    CHECK(snapshot.backlog() == 30);
    CHECK(snapshot.failed() == 6);
    CHECK(name(RunState::Stopping) == "stopping");
    CHECK(name(RunState::Finished) == "finished");
    CHECK(name(SinkState::Lost) == "lost");
}
