// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/measure.h"

#include "run/profiles.h"
#include "run/testsinks.h"

#include <doctest/doctest.h>

using namespace emitter;

namespace {

const SinkRegistry sinks = testSinks();

/// A pool of two emitters, of which each has handed over ten entries.
struct PoolBooks
{
    explicit PoolBooks(std::vector<std::string> sinkTypes)
    {
        Profile profile = smallProfile(30, std::move(sinkTypes));
        profile.services.clear();
        PoolSpec pool;
        pool.emitters = 2;
        profile.pools.push_back(pool);
        plan = makePlan(profile, sinks).plan;
        REQUIRE(plan.sources.size() == 2);
        Chunk chunk(20);
        for (std::uint32_t i = 0; i < chunk.size(); ++i)
            chunk[i].source = i % 2;
        books.emit(chunk, 0);
    }

    void fail(std::uint32_t source, int times)
    {
        for (int i = 0; i < times; ++i)
            books.countError(source);
    }
    PoolSnapshot pool() const
    {
        Snapshot snapshot;
        fillSources(snapshot, plan, books, {});
        return snapshot.pools.at(0);
    }
    std::vector<Summary::EmitterStats> emitters() const
    {
        return statsOf(plan.sources.groups().front(), plan, books);
    }

    Plan plan;
    RunLedger books{2};
};

}

TEST_CASE("with one sink, count and errors are what an emitter tried")
{
    PoolBooks run({"good"});
    run.fail(0, 3);
    CHECK(run.emitters()[0].count == 7);
    CHECK(run.emitters()[0].errors == 3);
    CHECK(run.emitters()[1].count == 10);
    CHECK(run.pool().count == 17);
    CHECK(run.pool().emitted == 20);
    CHECK(run.pool().errors == 3);
}

TEST_CASE("an entry that failed in both of two sinks is two errors, and missing once in count")
{
    PoolBooks run({"good", "dying"});
    run.fail(0, 2 * 4);
    CHECK(run.emitters()[0].count == 6);
    CHECK(run.emitters()[0].errors == 8);
    run.fail(1, 2 * 10);
    CHECK(run.emitters()[1].count == 0);
    CHECK(run.pool().count == 6);
}

TEST_CASE("count is the mean over the sinks, rounded up")
{
    PoolBooks run({"good", "dying"});
    run.fail(0, 1);
    CHECK(run.emitters()[0].count == 10);
    run.fail(0, 4);
    CHECK(run.emitters()[0].count == 8);
    CHECK(run.pool().count == run.emitters()[0].count + run.emitters()[1].count);
}
