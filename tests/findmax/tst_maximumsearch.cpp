// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findmax/maximumsearch.h"

#include "run/profiles.h"
#include "run/testsinks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

using namespace emitter;

namespace {

using std::chrono::minutes;

constexpr std::int64_t tick = 100'000'000;

// A plan points into the registry that it was made with.
const SinkRegistry sinks = testSinks();

/// A search against one store that takes a fixed number of entries a second, first come first
/// served. Time is counted, not waited for.
class Stage
{
public:
    Stage(double planned, double capacity, minutes maxTime)
        : m_planned(planned)
        , m_capacity(capacity)
        , m_search(makePlan(smallProfile(planned, {"good"}), sinks).plan, {.maxTime = maxTime})
    {
        m_now.state = RunState::Running;
        m_now.sinks.resize(1);
        m_now.sinks[0].name = "db";
    }

    const MaximumSearch &run()
    {
        for (int ticks = 0; !m_isOver; ++ticks) {
            REQUIRE(ticks < 200'000);
            step();
        }
        return m_search;
    }

private:
    struct Waiting
    {
        std::int64_t due;
        double count;
    };

    void step()
    {
        m_now.runTime += tick;
        const double emitted = m_planned * m_factor * tick * 1e-9;
        if (emitted > 0)
            m_queue.push_back({m_now.runTime - tick / 2, emitted});
        m_emitted += emitted;
        std::vector<std::int64_t> waits;
        double room = m_capacity * tick * 1e-9;
        while (!m_queue.empty() && room > 0) {
            const double taken = std::min(room, m_queue.front().count);
            waits.push_back(m_now.runTime - m_queue.front().due);
            m_queue.front().count -= taken;
            room -= taken;
            m_delivered += taken;
            if (m_queue.front().count <= 0)
                m_queue.pop_front();
        }
        publish(waits);
    }

    void publish(const std::vector<std::int64_t> &waits)
    {
        SinkSnapshot &sink = m_now.sinks[0];
        sink.counts.emitted = m_now.counts.emitted = m_now.counts.scheduled =
            static_cast<std::uint64_t>(m_emitted);
        sink.counts.delivered =
            m_queue.empty() ? sink.counts.emitted : static_cast<std::uint64_t>(m_delivered);
        sink.counts.inFlight = sink.counts.emitted - sink.counts.delivered;
        sink.recentLatency = {};
        sink.recentLatency.count = waits.size();
        if (!waits.empty())
            sink.recentLatency.p50 = static_cast<double>(waits[waits.size() / 2]) * 1e-6;
        const MaximumSearch::Wish wish = m_search.look(m_now);
        m_factor = wish.factor.value_or(m_factor);
        m_isOver = wish.isOver;
    }

    double m_planned, m_capacity;
    MaximumSearch m_search;
    Snapshot m_now;
    std::deque<Waiting> m_queue;
    double m_emitted = 0, m_delivered = 0, m_factor = 1;
    bool m_isOver = false;
};

}

TEST_CASE("a plan far above what the store takes leaves no rate blamed for the one before")
{
    // The backlog of the first rate alone takes two and a half; halving would go through six more.
    Stage stage(100'000, 2'000, minutes(4));
    const MaximumSearch &search = stage.run();
    CHECK(search.isFinished());
    CHECK(search.unfinished().empty());
    const auto [passed, broken] = search.bracket();
    REQUIRE(passed);
    REQUIRE(broken);
    CHECK(passed->rate < 2'000 * 1.03); // waits that grow by less are no backlog
    CHECK(passed->rate > 2'000 / 1.05);
    CHECK(broken->rate > 2'000);
}

TEST_CASE("a search whose time is over while it waits says so")
{
    Stage stage(100'000, 2'000, minutes(1));
    const MaximumSearch &search = stage.run();
    CHECK_FALSE(search.isFinished());
    CHECK_FALSE(search.bracket().passed);
    CHECK(search.steps().size() == 2);
    CHECK(search.steps().back().bad == 0);
    CHECK(search.unfinished().find("the time was over while") == 0);
    CHECK(
        search.unfinished().find(" entries of the rate before still waited") != std::string::npos);
}

TEST_CASE("why a rate broke is told of the window that its verdict is of, the first bad one")
{
    Plan plan = makePlan(smallProfile(100, {"good"}), sinks).plan;
    plan.targets.push_back(*parseTarget("latency_p99 < 30ms"));
    MaximumSearch search(plan, {});
    Snapshot now;
    now.state = RunState::Running;
    now.sinks.resize(1);
    std::string news;
    const auto second = [&](std::uint64_t delivered, double p99) {
        now.runTime += 1'000'000'000;
        now.counts.emitted = now.counts.scheduled += 100;
        SinkCounts &counts = now.sinks[0].counts;
        counts.emitted += 100;
        counts.delivered += delivered;
        counts.rejected += 100 - delivered;
        now.sinks[0].recentLatency = {5, p99, p99, p99, delivered};
        news = search.look(now).news;
    };
    second(100, 10); // the window begins
    second(100, 10); // warms up
    second(100, 40);
    second(50, 10);
    REQUIRE(search.steps().size() == 2);
    CHECK(search.steps()[0].broke == WindowVerdict::Target);
    CHECK(search.why() == "latency_p99 < 30ms: 40.00 ms");
    CHECK(news == "100/s breaks: " + search.why());
}

TEST_CASE("a lost sink ends the search, and no rate is blamed for it")
{
    MaximumSearch search(makePlan(smallProfile(100, {"good"}), sinks).plan, {});
    Snapshot now;
    now.state = RunState::Running;
    now.sinks.resize(2);
    now.sinks[1].name = "db";
    CHECK_FALSE(search.look(now).isOver);
    now.sinks[1].state = SinkState::Lost;
    CHECK(search.look(now).isOver);
    CHECK(search.unfinished() == "sink db was lost");
    CHECK(search.steps()[0].bad == 0);
}

TEST_CASE("a search whose time is over at a rate says no more than that")
{
    Stage stage(100, 1e9, minutes(0));
    CHECK(stage.run().unfinished() == "the time was over");
}
