// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboardjson.h"
#include "stats/examplesummary.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace emitter;
using nlohmann::json;

namespace {

std::vector<std::string> keysOf(const json &object)
{
    std::vector<std::string> keys;
    for (const auto &[key, value] : object.items())
        keys.push_back(key);
    return keys;
}

DashboardView viewOf(const Summary &summary)
{
    DashboardView view;
    view.run.runId = summary.runId;
    view.run.profile = summary.profile;
    view.run.seed = summary.seed;
    view.run.duration = 30'000'000'000;
    view.run.sources = {{"api-gateway", 0, 30, {10, 70, 15, 5, 0}}, {"web-app", 2, 4, {}}};
    view.run.sinks = {{"file", "file", "out.jsonl"}};
    view.now = summary.last;
    view.now.startedUnixNanos = summary.startedUnixNanos;
    view.targets = summary.targets;
    return view;
}

}

TEST_CASE("the flush frame is as documented, key by key")
{
    FlushReport report;
    report.unixNanos = 1'767'225'600'000'000'000;
    report.totalCount = 12;
    report.byService = {{"api-gateway", 10}, {"<img onerror=\"x\">\n", 2}};
    report.byLevel = {0, 8, 3, 1, 0};
    report.durationMs = 3.6;
    const json frame = json::parse(flushJson(report));
    CHECK(frame
        == json{{"type", "flush"}, {"timestamp", "2026-01-01T00:00:00.000000Z"},
            {"total_count", 12},
            {"by_service", {{"api-gateway", 10}, {"<img onerror=\"x\">\n", 2}}},
            {"by_level", {{"INFO", 8}, {"WARN", 3}, {"ERROR", 1}}}, {"flush_duration_ms", 4}});
    CHECK(frame["flush_duration_ms"].is_number_integer());
}

TEST_CASE("hello says which run it is, and null while there is none")
{
    const json none = json::parse(helloJson({}));
    CHECK(none["protocol"] == 1);
    CHECK(none["version"].is_string());
    CHECK(none["run"]
        == json{{"id", nullptr}, {"profile", nullptr}, {"seed", nullptr}, {"started", nullptr},
            {"state", "idle"}});
    const json hello = json::parse(helloJson(viewOf(example::small())));
    CHECK(hello["run"]
        == json{{"id", "0123456789abcdef"}, {"profile", "config.yaml"}, {"seed", 42},
            {"started", "2026-01-01T00:00:00.000000Z"}, {"state", "finished"}});
}

TEST_CASE("a status has every key of the protocol")
{
    const json status = json::parse(statusJson(viewOf(example::troubled())));
    CHECK(keysOf(status)
        == std::vector<std::string>{"achieved_per_s", "achieved_percent", "backlog", "closed_loop",
            "delivered", "duration_s", "elapsed_s", "emitted", "factor", "failed", "lateness_ms",
            "levels", "messages", "planned_per_s", "pools", "scheduled", "services", "sinks",
            "skipped_late", "state", "targets"});
    CHECK(keysOf(status["sinks"][0])
        == std::vector<std::string>{"bytes", "delivered", "delivered_per_s", "dropped",
            "dropped_by", "emitted", "errors", "in_flight", "latency_ms", "name", "overloaded",
            "rejected", "resent", "state", "step", "strength", "target", "type", "unconfirmed"});
    CHECK(keysOf(status["pools"][0])
        == std::vector<std::string>{"achieved_per_s", "emitted", "emitters", "errors",
            "planned_now_per_s", "planned_per_s", "prefix"});
    CHECK(keysOf(status["services"][0])
        == std::vector<std::string>{
            "achieved_per_s", "emitted", "name", "planned_now_per_s", "planned_per_s"});
    CHECK(status["sinks"][0]["dropped_by"] == json{{"queue_full", 1200}, {"retry_exhausted", 4}});
    CHECK(status["sinks"][0]["errors"][0]
        == json{{"reason", "429 Too Many Requests"}, {"count", 1204}});
    CHECK(status["sinks"][0]["latency_ms"]["p99"] == 590.0);
    CHECK(status["targets"][2]["value"].is_null());
}

TEST_CASE("what was not measured is null, never 0")
{
    Snapshot now;
    now.sinks.push_back({});
    now.services.push_back({"web", 10, 0});
    DashboardView view;
    view.now = now;
    const json status = json::parse(statusJson(view));
    for (const char *key : {"planned_per_s", "achieved_per_s", "achieved_percent"})
        CHECK_MESSAGE(status[key].is_null(), key);
    CHECK(status["lateness_ms"] == json{{"p50", nullptr}, {"p99", nullptr}, {"max", nullptr}});
    CHECK(status["sinks"][0]["latency_ms"]
        == json{{"p50", nullptr}, {"p95", nullptr}, {"p99", nullptr}});
    CHECK(status["sinks"][0]["delivered_per_s"].is_null());
    CHECK(status["services"][0]["achieved_per_s"].is_null());
    CHECK(json::parse(tickJson(view))["point"].is_null());

    view.now.startedUnixNanos = 1;
    view.now.expectedPerSecond = 10;
    view.now.state = RunState::Paused;
    CHECK(json::parse(statusJson(view))["planned_per_s"] == 0.0);
    view.now.closedLoop = true;
    CHECK(json::parse(statusJson(view))["planned_per_s"].is_null());
    CHECK(json::parse(statusJson(view))["services"][0]["planned_per_s"].is_null());
}

TEST_CASE("sources tell what is planned of them at the moment")
{
    Snapshot now;
    now.state = RunState::Running;
    now.services.push_back({"web", 30, 0, 3});
    now.pools.push_back({"w", 10, 5, 0, 0, 0, 1});
    DashboardView view;
    view.now = now;
    const auto planned = [&](const char *list) {
        return json::parse(statusJson(view))[list][0]["planned_now_per_s"];
    };
    CHECK(planned("services").is_null()); // not begun
    view.now.startedUnixNanos = 1;
    CHECK(planned("services") == 3.0);
    CHECK(planned("pools") == 1.0);
    CHECK(json::parse(statusJson(view))["services"][0]["planned_per_s"] == 30.0);
    view.now.state = RunState::Paused;
    CHECK(planned("services") == 0.0);

    Summary summary = example::small();
    summary.last.services = {{"web", 30, 0, 3}};
    summary.last.pools = {{"w", 10, 5, 0, 0, 0, 1}};
    view = viewOf(summary);
    view.summary = std::make_shared<const Summary>(summary);
    const double whole = json::parse(statusJson(view))["planned_per_s"];
    CHECK(planned("services").get<double>() == doctest::Approx(whole * 3 / 4));
    CHECK(planned("pools").get<double>() == doctest::Approx(whole / 4));
    view.now.closedLoop = true;
    CHECK(planned("services").is_null());
}

TEST_CASE("the last status has the summary's own figures")
{
    Summary summary = example::small();
    DashboardView view = viewOf(summary);
    view.now.achievedPerSecond = 1; // of its last second
    view.summary = std::make_shared<const Summary>(summary);
    const json status = json::parse(statusJson(view));
    const json whole = json::parse(toJson(summary));
    for (const char *key : {"planned_per_s", "achieved_per_s", "achieved_percent"})
        CHECK_MESSAGE(status[key] == whole["rate"][key], key);
    CHECK(json::parse(stateJson(view))
        == json{{"type", "state"}, {"state", "finished"}, {"result", "passed"}});
}

TEST_CASE("a snapshot has what a page draws")
{
    Summary summary = example::small();
    example::addHistory(summary, 3);
    summary.history[0].p50 = {0};
    const json snapshot =
        json::parse(snapshotJson(viewOf(summary), {summary.history, summary.historyInterval}));
    CHECK(keysOf(snapshot) == std::vector<std::string>{"history", "profile", "status", "type"});
    CHECK(snapshot["profile"]["services"][0]
        == json{{"name", "api-gateway"}, {"planned_per_s", 30.0},
            {"levels",
                {{"DEBUG", 10.0}, {"INFO", 70.0}, {"WARN", 15.0}, {"ERROR", 5.0},
                    {"CRITICAL", 0.0}}}});
    CHECK(snapshot["profile"]["pools"][0]["prefix"] == "web-app");
    CHECK(snapshot["profile"]["pools"][0]["emitters"] == 2);
    CHECK(snapshot["profile"]["duration_s"] == 30.0);
    CHECK(snapshot["profile"]["sinks"][0]
        == json{{"name", "file"}, {"type", "file"}, {"target", "out.jsonl"}});
    CHECK(snapshot["history"]["interval_s"] == 1.0);
    REQUIRE(snapshot["history"]["points"].size() == 3);
    CHECK(keysOf(snapshot["history"]["points"][0])
        == std::vector<std::string>{"achieved_per_s", "backlog", "delivered_per_s", "failed_per_s",
            "p50_ms", "p95_ms", "p99_ms", "planned_per_s", "t"});
    CHECK(snapshot["history"]["points"][0]["p50_ms"][0].is_null());
}

TEST_CASE("hostile texts stay texts, and long ones are cut")
{
    EntrySample sample;
    sample.emitted = 99;
    sample.entries.push_back({1'767'225'600'000'000'000, Level::Critical,
        "<img src=x onerror=alert(1)>", "\u202Eevil" + std::string(1 << 20, 'x')});
    const std::string text = logJson(sample);
    CHECK(text.size() < 2000);
    const json log = json::parse(text);
    CHECK(log["emitted"] == 99);
    const json &entry = log["entries"][0];
    CHECK(entry["service"] == "<img src=x onerror=alert(1)>");
    CHECK(entry["level"] == "CRITICAL");
    const auto message = entry["message"].get<std::string>();
    CHECK(message.starts_with("\u202Eevilxxx"));
    CHECK(message.ends_with("\u2026"));
}

TEST_CASE("messages say how bad it is and what to do")
{
    DashboardView view;
    view.messages = {{.text = "lost", .remedy = "restart it", .severity = Severity::Warning}};
    CHECK(json::parse(statusJson(view))["messages"]
        == json::array({{{"severity", "warning"}, {"text", "lost"}, {"remedy", "restart it"}}}));
    view.step = "Connecting sinks 1 of 2";
    CHECK(json::parse(stateJson(view))["step"] == "Connecting sinks 1 of 2");
}
