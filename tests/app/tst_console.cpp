// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

using namespace emitter;

namespace {

Snapshot running()
{
    Snapshot snapshot;
    snapshot.state = RunState::Running;
    snapshot.runTime = 12'400'000'000;
    snapshot.duration = 90'000'000'000;
    snapshot.counts.scheduled = 12'400;
    snapshot.counts.emitted = 12'399;
    snapshot.achievedPerSecond = 999.6;
    SinkSnapshot sink;
    sink.counts.emitted = 12'399;
    sink.counts.delivered = 12'000;
    sink.counts.inFlight = 399;
    snapshot.sinks.push_back(sink);
    return snapshot;
}

}

TEST_CASE("the status line says time, rate, plan, sent, failed and backlog")
{
    CHECK(statusLine(running())
        == "running   12s/90s  1,000/s  99.9 % of plan  sent 12,399  failed 0  backlog 399");
}

TEST_CASE("progress off a terminal comes at 10 s, 30 s, 1 min, then every 5 min")
{
    std::vector<std::int64_t> due;
    constexpr std::int64_t night = 8 * 3600;
    for (std::int64_t next = nextPlainSecond(0); next <= night; next = nextPlainSecond(next))
        due.push_back(next);
    CHECK(due.size() == 3 + night / 300);
    due.resize(6);
    CHECK(due == std::vector<std::int64_t>{10, 30, 60, 300, 600, 900});
    CHECK(nextPlainSecond(9) == 10);
    CHECK(nextPlainSecond(17) == 30); // a line that came late
    CHECK(nextPlainSecond(899) == 900);
}

TEST_CASE("a log has no colours")
{
    CHECK(
        withoutColours("\033[31merror: x\033[0m\n\033[1;32mok\033[0m [31m") == "error: x\nok [31m");
    CHECK(withoutColours("plain") == "plain");
    CHECK(withoutColours("cut \033[31") == "cut ");
    CHECK(withoutColours("").empty());
}

TEST_CASE("a plan that is missed by little is never shown as kept")
{
    Snapshot snapshot = running();
    snapshot.counts.scheduled = 1'000'000;
    snapshot.counts.emitted = 999'999;
    CHECK(statusLine(snapshot).find("99.9 % of plan") != std::string::npos);
}

TEST_CASE("a closed loop has no plan, an unlimited run no end, long runs hours")
{
    Snapshot snapshot = running();
    snapshot.closedLoop = true;
    snapshot.duration = 0;
    snapshot.runTime = 2 * 3600'000'000'000 + 5 * 60'000'000'000;
    const std::string line = statusLine(snapshot);
    CHECK(line.find("plan") == std::string::npos);
    CHECK(line.find("2h05m  ") != std::string::npos);
}
