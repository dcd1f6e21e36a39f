// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/examplesummary.h"
#include "stats/targets.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace emitter;
using Metric = Target::Metric;
using Comparison = Target::Comparison;

namespace {

Target parsed(std::string_view expression)
{
    auto target = parseTarget(expression);
    REQUIRE_MESSAGE(bool(target), expression);
    return *target;
}

TargetResult measured(
    std::string_view expression, const Snapshot &snapshot, std::uint64_t backlogMax = 0)
{
    return evaluate(parsed(expression), snapshot, backlogMax);
}

}

TEST_CASE("reads every metric with its unit")
{
    struct Row
    {
        const char *expression;
        Metric metric;
        Comparison comparison;
        double bound;
    };
    for (const Row &row : {
             Row{"achieved >= 95%", Metric::Achieved, Comparison::GreaterOrEqual, 95},
             Row{"achieved>99.5 %", Metric::Achieved, Comparison::Greater, 99.5},
             Row{"rate >= 1000", Metric::Rate, Comparison::GreaterOrEqual, 1000},
             Row{"sent == 3000", Metric::Sent, Comparison::Equal, 3000},
             Row{"errors < 1%", Metric::Errors, Comparison::Less, 1},
             Row{"errors <= 0.5", Metric::Errors, Comparison::LessOrEqual, 0.5},
             Row{"failed == 0", Metric::Failed, Comparison::Equal, 0},
             Row{"dropped<10", Metric::Dropped, Comparison::Less, 10},
             Row{"backlog_max < 5000", Metric::BacklogMax, Comparison::Less, 5000},
             Row{"latency_p50 < 1.5s", Metric::LatencyP50, Comparison::Less, 1500},
             Row{"latency_p95 < 250", Metric::LatencyP95, Comparison::Less, 250},
             Row{"latency_p99 < 0.5ms", Metric::LatencyP99, Comparison::Less, 0.5},
             Row{"  lateness_p99\t<  250 ms ", Metric::LatenessP99, Comparison::Less, 250},
         }) {
        CAPTURE(row.expression);
        const Target target = parsed(row.expression);
        CHECK(target.metric == row.metric);
        CHECK(target.comparison == row.comparison);
        CHECK(target.bound == doctest::Approx(row.bound).epsilon(1e-12));
        CHECK(target.sink.empty());
    }
}

TEST_CASE("reads the sink of a latency")
{
    CHECK(parsed("latency_p99{qdrant} < 250ms").sink == "qdrant");
    CHECK(parsed("latency_p99 { my sink } < 250ms").sink == "my sink");
    CHECK(parsed(" achieved >= 95% ").expression == "achieved >= 95%");
}

TEST_CASE("says what was expected and where")
{
    struct Row
    {
        const char *expression;
        int column;
        const char *text;
        const char *remedy;
    };
    for (const Row &row : {
             Row{"", 1, "starts with a metric", "achieved, rate, sent"},
             Row{"achived >= 95%", 1, "\"achived\"", "Did you mean \"achieved\"?"},
             Row{"Errors < 1%", 1, "\"Errors\"", "Did you mean \"errors\"?"},
             Row{"throughput > 5", 1, "\"throughput\"", "Use one of: achieved"},
             Row{"achieved 95%", 10, "a comparison was expected", "<="},
             Row{"achieved => 95%", 10, "\"=>\"", "Did you mean \">=\"?"},
             Row{"achieved = 95%", 10, "\"=\"", "Did you mean \"==\"?"},
             Row{"achieved != 95%", 10, "\"!=\"", "Use one of: <"},
             Row{"achieved >=", 12, "nothing to be compared with", "95%"},
             Row{"achieved >= 95 percent", 13, "\"95 percent\"", "percentage"},
             Row{"achieved >= 950%", 13, "\"950%\"", "from 0% to 100%"},
             Row{"errors < -1%", 10, "\"-1%\"", "percentage"},
             Row{"rate >= 1_000", 9, "\"1_000\"", "plain number"},
             Row{"rate >= 10k", 9, "\"10k\"", "plain number"},
             Row{"rate >= 1e3", 9, "\"1e3\"", "plain number"},
             Row{"rate >= nan", 9, "\"nan\"", "plain number"},
             Row{"sent >= 50%", 9, "\"50%\"", "plain number"},
             Row{"latency_p99 < 5m", 15, "\"5m\"", "ms or s"},
             Row{"latency_p99 < 5%", 15, "\"5%\"", "ms or s"},
             Row{"latency_p99 < 250ms x", 15, "\"250ms x\"", "ms or s"},
             Row{"latency_p99{qdrant < 250ms", 27, "\"}\"", "latency_p99{qdrant}"},
             Row{"latency_p99{} < 250ms", 13, "name is missing", "latency_p99{qdrant}"},
             Row{"errors{qdrant} < 1%", 7, "over the whole run", "Remove the braces"},
             Row{"latency_p99{zürich} ! 1", 21, "\"!\"", "Use one of"},
         }) {
        CAPTURE(row.expression);
        const auto target = parseTarget(row.expression);
        REQUIRE_FALSE(target);
        CAPTURE(target.problem().text);
        CAPTURE(target.problem().remedy);
        CHECK(target.problem().column == row.column);
        CHECK(target.problem().text.find(row.text) != std::string::npos);
        CHECK(target.problem().remedy.find(row.remedy) != std::string::npos);
        CHECK(target.problem().cause == Cause::Input);
    }
}

TEST_CASE("a problem is safe on a terminal")
{
    const auto target = parseTarget("\x1b[31mrate > 5");
    REQUIRE_FALSE(target);
    CHECK(toText(target.problem()).find('\x1b') == std::string::npos);
}

TEST_CASE("measures each metric")
{
    const Snapshot snapshot = example::troubled().last;
    CHECK(*measured("achieved > 0%", snapshot).value == doctest::Approx(100.0 * 731'999 / 732'000));
    CHECK(*measured("rate > 0", snapshot).value == doctest::Approx(731'999 / 600.0));
    CHECK(*measured("sent > 0", snapshot).value == 3 * 731'999 - 1'234);
    CHECK(*measured("errors < 1%", snapshot).value
        == doctest::Approx(100.0 * 1'234 / (3.0 * 731'999)));
    CHECK(*measured("failed < 1", snapshot).value == 1'234);
    CHECK(*measured("dropped < 1", snapshot).value == 1'204);
    CHECK(*measured("backlog_max < 1", snapshot, 77).value == 77);
    CHECK(*measured("lateness_p99 < 1", snapshot).value == 0.4);
}

TEST_CASE("a latency without a sink is that of the slowest")
{
    const Snapshot snapshot = example::troubled().last;
    CHECK(*measured("latency_p50 < 1", snapshot).value == 88.2);
    CHECK(*measured("latency_p95 < 1", snapshot).value == 312);
    CHECK(*measured("latency_p99 < 1", snapshot).value == 590);
    CHECK(*measured("latency_p99{pgvector} < 1", snapshot).value == 2.0);
}

TEST_CASE("compares at the bound and on both sides of it")
{
    Snapshot snapshot = example::small().last;
    const auto passes = [&](const char *expression, std::uint64_t backlog) {
        return measured(expression, snapshot, backlog).passed;
    };
    CHECK(passes("backlog_max < 10", 9));
    CHECK_FALSE(passes("backlog_max < 10", 10));
    CHECK(passes("backlog_max <= 10", 10));
    CHECK_FALSE(passes("backlog_max <= 10", 11));
    CHECK(passes("backlog_max == 10", 10));
    CHECK_FALSE(passes("backlog_max == 10", 9));
    CHECK(passes("backlog_max >= 10", 10));
    CHECK_FALSE(passes("backlog_max >= 10", 9));
    CHECK(passes("backlog_max > 10", 11));
    CHECK_FALSE(passes("backlog_max > 10", 10));
    CHECK(measured("achieved == 100%", snapshot).passed);
}

TEST_CASE("a target over nothing fails and says so")
{
    const Snapshot nothing;
    for (const char *expression : {"achieved >= 0%", "rate >= 0", "errors < 1%", "failed == 0",
             "dropped == 0", "backlog_max < 10", "latency_p99 < 1s", "latency_p50{qdrant} < 1s",
             "lateness_p99 < 1s"}) {
        CAPTURE(expression);
        const TargetResult result = measured(expression, nothing);
        CHECK_FALSE(result.passed);
        CHECK_FALSE(result.value);
        CHECK_FALSE(result.note.empty());
    }
    CHECK(*measured("sent >= 1", nothing).value == 0);
    CHECK_FALSE(measured("sent >= 1", nothing).passed);
}

TEST_CASE("a sink that does not exist meets no target")
{
    const TargetResult result = measured("latency_p99{weaviate} < 1s", example::troubled().last);
    CHECK_FALSE(result.passed);
    CHECK(result.note
        == "no sink is named \"weaviate\"; the sinks are qdrant, elasticsearch, pgvector");
}

TEST_CASE("a sink that delivered nothing has no good latency")
{
    Snapshot snapshot = example::troubled().last;
    snapshot.sinks[1].latency = {};
    snapshot.sinks[1].counts.delivered = 0;
    for (const char *expression : {"latency_p99 < 10s", "latency_p99{elasticsearch} < 10s"}) {
        CAPTURE(expression);
        const TargetResult result = measured(expression, snapshot);
        CHECK_FALSE(result.passed);
        CHECK(result.note == "sink \"elasticsearch\" delivered nothing");
    }
    CHECK(measured("latency_p99{qdrant} < 10s", snapshot).passed);
}

TEST_CASE("what was muted misses no target")
{
    Snapshot snapshot = example::small().last;
    SinkSnapshot muted = snapshot.sinks[0];
    muted.name = "muted";
    muted.latency = {};
    muted.counts.delivered = 0;
    muted.counts.droppedBy[static_cast<std::size_t>(DropReason::Muted)] = muted.counts.emitted;
    snapshot.sinks.push_back(muted);
    for (const char *expression :
        {"errors == 0%", "failed == 0", "dropped == 0", "latency_p99 < 10s"}) {
        CAPTURE(expression);
        CHECK(measured(expression, snapshot).passed);
    }
    // Nor does it make a share of errors smaller.
    --snapshot.sinks[0].counts.delivered;
    ++snapshot.sinks[0].counts.rejected;
    CHECK(*measured("errors < 1%", snapshot).value == doctest::Approx(100.0 / 3'000));
    snapshot.sinks.erase(snapshot.sinks.begin());
    CHECK_FALSE(measured("errors == 0%", snapshot).passed); // over nothing
}
