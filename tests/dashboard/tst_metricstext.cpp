// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/metricstext.h"
#include "stats/examplesummary.h"

#include <doctest/doctest.h>

using namespace emitter;

namespace {

DashboardView viewOf(Snapshot now)
{
    DashboardView view;
    view.now = std::move(now);
    view.run.runId = "0123456789abcdef";
    view.run.profile = "config.yaml";
    return view;
}

bool has(const std::string &text, std::string_view line)
{
    return ('\n' + text).find('\n' + std::string(line) + '\n') != std::string::npos;
}

}

TEST_CASE("counts are those of the books")
{
    const std::string text = toMetrics(viewOf(example::small().last));
    CHECK(has(text, "# TYPE emitter_entries_emitted_total counter"));
    CHECK(has(text, "emitter_entries_scheduled_total 3000"));
    CHECK(has(text, "emitter_level_entries_total{level=\"INFO\"} 2100"));
    CHECK(has(text, "emitter_service_entries_total{service=\"api-gateway\"} 900"));
    CHECK(has(text, "emitter_sink_delivered_total{sink=\"file\"} 3000"));
    CHECK(has(text, "emitter_run_elapsed_seconds 30"));
    CHECK(has(text, "emitter_run_state{state=\"finished\"} 1"));
    CHECK(has(text, "emitter_run_state{state=\"running\"} 0"));
    CHECK(has(text, "emitter_run_info{run_id=\"0123456789abcdef\",profile=\"config.yaml\"} 1"));
    CHECK(text.find("start_time_seconds ") != std::string::npos);
    CHECK_FALSE(has(text, "emitter_run_start_time_seconds 0"));
}

TEST_CASE("histograms are cumulative, in seconds, and end with all")
{
    Histogram latency;
    latency.record(400'000, 10); // 0.4 ms
    latency.record(20'000'000, 5); // 20 ms
    latency.record(90'000'000'000, 2); // 90 s, beyond the last bound
    Snapshot now = example::small().last;
    now.sinks[0].latencyBuckets = bucketsOf(latency);
    const std::string text = toMetrics(viewOf(now));
    const auto bucket = [&](std::string_view bound, int count) {
        return has(text,
            "emitter_sink_latency_seconds_bucket{sink=\"file\",le=\"" + std::string(bound) + "\"} "
                + std::to_string(count));
    };
    CHECK(bucket("0.0005", 10));
    CHECK(bucket("0.01", 10));
    CHECK(bucket("0.025", 15));
    CHECK(bucket("60", 15));
    CHECK(bucket("+Inf", 17));
    CHECK(has(text, "emitter_sink_latency_seconds_count{sink=\"file\"} 17"));
    CHECK(
        text.find("emitter_sink_latency_seconds_sum{sink=\"file\"} 180.104") != std::string::npos);
}

TEST_CASE("names are escaped, not interpreted")
{
    Snapshot now = example::small().last;
    now.services[0].name = "a\"b\\c\nd{}";
    CHECK(has(
        toMetrics(viewOf(now)), R"(emitter_service_entries_total{service="a\"b\\c\nd{}"} 900)"));
}

TEST_CASE("labels are bounded, and nothing is lost beyond the bound")
{
    Snapshot now;
    for (std::size_t i = 0; i < mostLabels + 3; ++i) {
        now.services.push_back({"service-" + std::to_string(i), 1, 10});
        now.pools.push_back({"pool-" + std::to_string(i), 1, 1, 100, 0});
    }
    const std::string text = toMetrics(viewOf(now));
    CHECK(has(text, "emitter_service_entries_total{service=\"service-199\"} 10"));
    CHECK(text.find("service-200") == std::string::npos);
    CHECK(text.find("pool-200") == std::string::npos);
    CHECK(has(text, "emitter_unlisted_entries_total 330"));
}

TEST_CASE("a closed loop has no planned rate")
{
    Snapshot now = example::small().last;
    now.closedLoop = true;
    const std::string text = toMetrics(viewOf(now));
    CHECK(text.find("\nemitter_planned_entries_per_second ") == std::string::npos);
    CHECK(text.find("\nemitter_service_planned_entries_per_second{") == std::string::npos);
}
