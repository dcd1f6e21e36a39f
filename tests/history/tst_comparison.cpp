// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/comparison.h"

#include <doctest/doctest.h>

#include <array>

using namespace emitter;

namespace {

StoredRun runWith(double achieved, std::optional<double> p99)
{
    StoredRun run;
    run.achievedPerSecond = achieved;
    run.sinks.push_back({"store", "null", 90, 4, 3, 3, 0, {}, {}, p99});
    return run;
}

const ComparedMetric &row(const std::vector<ComparedMetric> &rows, std::string_view metric)
{
    for (const ComparedMetric &candidate : rows) {
        const std::string sink = candidate.sink.empty() ? "" : candidate.sink + ": ";
        if (sink + candidate.metric == metric)
            return candidate;
    }
    FAIL("no row " << metric);
    return rows.front();
}

std::string marked(std::string_view a, std::string_view b)
{
    std::string text;
    for (const ChangedLine &line : changedSettings(a, b))
        text += (line.kind == ChangedLine::Kind::Removed ? "-" : "+") + line.text + '|';
    return text;
}

}

TEST_CASE("differences are taken from the baseline")
{
    const std::array runs{runWith(100, 20.0), runWith(150, 10.0)};
    const auto rows = compareRuns(runs);
    const ComparedMetric &rate = row(rows, "Achieved rate");
    CHECK(rate.difference(1) == 50.0);
    CHECK(rate.differencePercent(1) == 50.0);
    CHECK(rate.better == ComparedMetric::Better::Higher);
    const ComparedMetric &latency = row(rows, "store: latency p99");
    CHECK(latency.difference(1) == -10.0);
    CHECK(latency.better == ComparedMetric::Better::Lower);
    CHECK(row(rows, "store: failed").values[0] == 10.0);
}

TEST_CASE("what was not measured has no difference")
{
    std::array runs{runWith(0, {}), runWith(150, 10.0)};
    runs[1].sinks.push_back({"second", "null", 1, 0, 0, 0, 0, {}, {}, {}});
    const auto rows = compareRuns(runs);
    CHECK_FALSE(row(rows, "store: latency p99").difference(1));
    CHECK_FALSE(row(rows, "Achieved rate").differencePercent(1)); // of nothing
    CHECK(row(rows, "Achieved rate").difference(1) == 150.0);
    CHECK_FALSE(row(rows, "second: delivered").values[0]);
    CHECK(row(rows, "second: delivered").values[1] == 1.0);
}

TEST_CASE("changed settings are the lines that differ")
{
    CHECK(marked("a\nb\nc\n", "a\nb\nc\n").empty());
    CHECK(marked("a\nb\nc", "a\nB\nc") == "-b|+B|");
    CHECK(marked("a\nc", "a\nb\nc\nd") == "+b|+d|");
    CHECK(marked("a\nb\nc", "c") == "-a|-b|");
    CHECK(marked("", "a") == "-|+a|");
}
