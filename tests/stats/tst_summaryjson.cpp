// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/examplesummary.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

using namespace emitter;
using nlohmann::json;

TEST_CASE("the JSON of a small run reads like this")
{
    CHECK(toJson(example::small()) == R"({
  "schema": "1.0",
  "version": "0.1.0",
  "run_id": "0123456789abcdef",
  "profile": "config.yaml",
  "seed": 42,
  "result": "passed",
  "exit_code": 0,
  "started": "2026-01-01T00:00:00.000000Z",
  "duration_s": 30,
  "scheduled": 3000,
  "emitted": 3000,
  "skipped_late": 0,
  "rate": {
    "planned_per_s": 100,
    "achieved_per_s": 100,
    "achieved_percent": 100
  },
  "lateness_ms": {
    "p50": 0.1,
    "p99": 0.4,
    "max": 2.1
  },
  "services": [
    {
      "name": "api-gateway",
      "planned_per_s": 30,
      "emitted": 900
    },
    {
      "name": "auth",
      "planned_per_s": 70,
      "emitted": 2100
    }
  ],
  "levels": {
    "DEBUG": 300,
    "INFO": 2100,
    "WARN": 450,
    "ERROR": 150,
    "CRITICAL": 0
  },
  "pools": [],
  "sinks": [
    {
      "name": "file",
      "type": "file",
      "emitted": 3000,
      "delivered": 3000,
      "strength": "accepted",
      "rejected": 0,
      "dropped": 0,
      "dropped_by": {},
      "unconfirmed": 0,
      "in_flight": 0,
      "resent": 0,
      "latency_ms": {
        "p50": 0.4,
        "p95": 1,
        "p99": 2,
        "max": 3.5
      },
      "errors": [],
      "notes": [],
      "target": "",
      "state": "finished",
      "closed_loop": false,
      "batches": 0,
      "overloaded": 0,
      "backlog_at_end": 0,
      "bytes": 0
    }
  ],
  "targets": [
    {
      "expr": "achieved >= 95%",
      "value": 100,
      "passed": true
    }
  ],
  "reason": "",
  "closed_loop": false,
  "backlog_max": 0,
  "audit": {
    "kept": true,
    "mean_error_percent": -0.02,
    "cv_10ms": {
      "planned": 0.9,
      "emitted": 0.95
    },
    "cv_100ms": {
      "planned": 0.3,
      "emitted": 0.325
    },
    "pacer_cpu_s": 0.3,
    "lost_s": {
      "computing": 0,
      "output": 0,
      "machine": 0
    },
    "causes": [],
    "machine": {
      "cpus": 2,
      "process_cpus": 0.25,
      "busy_percent": 40.4,
      "steal_percent": 0.5,
      "preemptions": 12
    }
  },
  "warnings": []
}
)");
}

TEST_CASE("the names of schema 1.0 are there and the books add up")
{
    const json root = json::parse(toJson(example::troubled()));
    for (const char *key : {"schema", "version", "run_id", "profile", "seed", "result", "exit_code",
             "started", "duration_s", "scheduled", "emitted", "skipped_late", "rate", "lateness_ms",
             "services", "levels", "pools", "sinks", "targets"}) {
        CAPTURE(key);
        CHECK(root.contains(key));
    }
    CHECK(root["schema"] == "1.0");
    CHECK(root["result"] == "missed");
    CHECK(root["exit_code"] == 99);
    CHECK(root["scheduled"]
        == root["emitted"].get<std::uint64_t>() + root["skipped_late"].get<std::uint64_t>());
    CHECK(root["rate"]["achieved_percent"].get<double>() < 100);

    std::uint64_t levels = 0;
    for (const auto &[level, count] : root["levels"].items())
        levels += count.get<std::uint64_t>();
    CHECK(levels == root["emitted"]);

    std::uint64_t sources = 0;
    for (const json &service : root["services"])
        sources += service["emitted"].get<std::uint64_t>();
    for (const json &pool : root["pools"])
        sources += pool["emitted"].get<std::uint64_t>();
    CHECK(sources == root["emitted"]);

    CHECK(root["sinks"].size() == 3);
    for (const json &sink : root["sinks"]) {
        std::uint64_t dropped = 0;
        for (const auto &[reason, count] : sink["dropped_by"].items())
            dropped += count.get<std::uint64_t>();
        CHECK(dropped == sink["dropped"]);
        std::uint64_t sum = 0;
        for (const char *key : {"delivered", "rejected", "dropped", "unconfirmed", "in_flight"})
            sum += sink.at(key).get<std::uint64_t>();
        CHECK(sum == sink["emitted"]);
        for (const char *key : {"name", "type", "strength", "resent", "latency_ms", "errors"})
            CHECK(sink.contains(key));
    }
    const json &slow = root["sinks"][0];
    CHECK(slow["dropped_by"] == json({{"queue_full", 1200}, {"retry_exhausted", 4}}));
    CHECK(slow["overloaded"] == 14);
    CHECK(slow["errors"][0]["message"] == "429 Too Many Requests");
    CHECK(slow["errors"][0]["entries"] == 1204);
    CHECK(slow["latency_ms"]["p95"] == 312);
    CHECK(root["targets"][1]["passed"] == false);
    CHECK(root["targets"][2]["value"].is_null());
    CHECK(root["targets"][2]["note"] == "no sink is named \"weaviate\"");
}

TEST_CASE("a pool is the guide's object")
{
    Summary summary = example::troubled();
    json pool = json::parse(toJson(summary))["pools"][0];
    CHECK(pool["total_emitted"] == 95'000 + 95'796);
    CHECK(pool["emitted"] == 192'000);
    CHECK(pool["errors"] == 1'204);
    CHECK(pool["num_emitters"] == 2);
    CHECK(pool["is_running"] == false);
    CHECK(pool["emitter_stats"]["web-app-1"] == json({{"count", 95'000}, {"errors", 1'000}}));
    CHECK(pool["emitter_stats"].size() == 2);
    CHECK_FALSE(pool.contains("emitter_stats_omitted"));

    summary.last.state = RunState::Running;
    CHECK(json::parse(toJson(summary))["pools"][0]["is_running"] == true);
}

TEST_CASE("more than 10,000 emitters are not listed")
{
    Summary summary = example::troubled();
    for (const std::uint32_t emitters : {10'000U, 10'001U}) {
        summary.last.pools[0].emitters = emitters;
        summary.emitters[0].clear();
        for (std::uint32_t i = 1; i <= emitters; ++i)
            summary.emitters[0].push_back({"web-app-" + std::to_string(i), 1, 0});
        const json pool = json::parse(toJson(summary))["pools"][0];
        CHECK(pool.contains("emitter_stats") == (emitters == 10'000));
        CHECK(pool.value("emitter_stats_omitted", false) == (emitters == 10'001));
    }
    summary.emitters.clear();
    CHECK(json::parse(toJson(summary))["pools"][0]["emitter_stats_omitted"] == true);
}

TEST_CASE("what is absent or not finite is null")
{
    Summary summary;
    summary.durationSeconds = std::numeric_limits<double>::infinity();
    summary.last.services.push_back({"x", std::nan(""), 0});
    summary.last.sinks.emplace_back();
    summary.targets.push_back({"rate > 5", std::numeric_limits<double>::infinity(), false, {}});
    const json root = json::parse(toJson(summary));
    CHECK(root["duration_s"].is_null());
    for (const char *key : {"planned_per_s", "achieved_per_s", "achieved_percent"})
        CHECK(root["rate"][key].is_null());
    for (const char *key : {"p50", "p99", "max"})
        CHECK(root["lateness_ms"][key].is_null());
    for (const char *key : {"p50", "p95", "p99"})
        CHECK(root["sinks"][0]["latency_ms"][key].is_null());
    CHECK(root["services"][0]["planned_per_s"].is_null());
    CHECK(root["targets"][0]["value"].is_null());
}

TEST_CASE("texts from outside and large numbers survive")
{
    Summary summary = example::small();
    summary.seed = std::numeric_limits<std::uint64_t>::max();
    summary.last.services[0].name = "quote \" backslash \\ newline \n umlaut ä";
    summary.last.services[1].name = "broken \xff";
    summary.warnings = {std::string("nul \0 inside", 12)};
    const json root = json::parse(toJson(summary));
    CHECK(root["seed"] == std::numeric_limits<std::uint64_t>::max());
    CHECK(root["services"][0]["name"] == "quote \" backslash \\ newline \n umlaut ä");
    CHECK(root["services"][1]["name"] == "broken \uFFFD");
}
