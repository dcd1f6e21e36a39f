// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboardjson.h"

#include "base/jsonwriter.h"
#include "base/values.h"
#include "run/version.h"
#include "stats/countsjson.h"
#include "stats/reportformat.h"

#include <algorithm>
#include <cmath>

namespace emitter {
namespace {

// A page shows a line; a message of a megabyte is cut.
constexpr std::size_t mostCharacters = 1000;

using Optional = std::optional<double>;

void writeText(JsonWriter &json, std::string_view key, const std::string &text)
{
    json.key(key);
    text.empty() ? json.null() : json.value(text);
}

Optional at(const std::vector<double> &rates, std::size_t index)
{
    return index < rates.size() ? Optional(rates[index]) : Optional();
}

Optional unless(bool unknown, double value)
{
    return unknown ? Optional() : Optional(value);
}

double secondsOf(std::int64_t nanos)
{
    return static_cast<double>(nanos) / 1e9;
}

void writeLevelShares(JsonWriter &json, const std::array<double, levelCount> &percent)
{
    json.key("levels").beginObject();
    for (std::size_t i = 0; i < levelCount; ++i)
        json.member(levelNames[i], percent[i]);
    json.endObject();
}

void writeProfile(JsonWriter &json, const RunDescription &run)
{
    json.key("profile").beginObject();
    json.member("name", run.profile)
        .member("duration_s", secondsOf(run.duration))
        .member("closed_loop", run.closedLoop);
    for (const bool pools : {false, true}) {
        json.key(pools ? "pools" : "services").beginArray();
        for (const RunDescription::Source &source : run.sources) {
            if ((source.emitters > 0) != pools)
                continue;
            json.beginObject().member(pools ? "prefix" : "name", source.name);
            if (pools)
                json.member("emitters", std::uint64_t{source.emitters});
            json.member("planned_per_s", unless(run.closedLoop, source.plannedPerSecond));
            writeLevelShares(json, source.levelPercent);
            json.endObject();
        }
        json.endArray();
    }
    json.key("sinks").beginArray();
    for (const RunDescription::Sink &sink : run.sinks) {
        json.beginObject()
            .member("name", sink.name)
            .member("type", sink.type)
            .member("target", sink.target)
            .endObject();
    }
    json.endArray().endObject();
}

/// Per sink; 0 stands for nothing delivered, so for no latency.
void writeLatencies(JsonWriter &json, std::string_view key, const std::vector<double> &latencies)
{
    json.key(key).beginArray();
    for (const double value : latencies)
        value > 0 ? json.value(value) : json.null();
    json.endArray();
}

void writePoint(JsonWriter &json, const Sample &point)
{
    json.beginObject()
        .member("t", point.seconds)
        .member("planned_per_s", point.plannedPerSecond)
        .member("achieved_per_s", point.achievedPerSecond);
    json.key("delivered_per_s").beginArray();
    for (const double rate : point.deliveredPerSecond)
        json.value(rate);
    json.endArray();
    writeLatencies(json, "p50_ms", point.p50);
    writeLatencies(json, "p95_ms", point.p95);
    writeLatencies(json, "p99_ms", point.p99);
    json.member("backlog", point.backlog).member("failed_per_s", point.failedPerSecond).endObject();
}

/// The headline's rates: of the last second while the run goes on, then of the whole run.
Rates ratesOf(const DashboardView &view)
{
    if (view.summary)
        return rates(*view.summary);
    const Snapshot &now = view.now;
    Rates current;
    if (!now.closedLoop && now.startedUnixNanos > 0)
        current.planned = now.state == RunState::Running ? now.expectedPerSecond : 0;
    current.achieved = unless(now.runTime < 1'000'000'000, now.achievedPerSecond);
    current.achievedPercent = now.achievedPercent();
    return current;
}

void writeRun(JsonWriter &json, const DashboardView &view)
{
    const Snapshot &now = view.now;
    const Rates current = ratesOf(view);
    json.member("state", name(now.state))
        .member("elapsed_s", secondsOf(now.runTime))
        .member("duration_s", secondsOf(now.duration))
        .member("scheduled", now.counts.scheduled)
        .member("emitted", now.counts.emitted)
        .member("skipped_late", now.counts.skippedLate);
    json.member("planned_per_s", current.planned);
    json.member("achieved_per_s", current.achieved);
    json.member("achieved_percent", current.achievedPercent);
    json.member("factor", now.factor)
        .member("closed_loop", now.closedLoop)
        .member("backlog", now.backlog())
        .member("delivered", now.delivered())
        .member("failed", now.failed());
    json.key("lateness_ms").beginObject();
    json.member("p50", quantileOf(now.lateness, &Percentiles::p50));
    json.member("p99", quantileOf(now.lateness, &Percentiles::p99));
    json.member("max", quantileOf(now.lateness, &Percentiles::max));
    json.endObject();
    json.key("levels").beginObject();
    for (std::size_t i = 0; i < levelCount; ++i)
        json.member(levelNames[i], now.counts.levels[i]);
    json.endObject();
}

/// What is to be multiplied with the planned rates of sources when the run has ended: what was
/// planned in all of it, of the rate at shape 100 %. 0: that cannot be said.
double strengthOf(const DashboardView &view)
{
    double full = 0;
    for (const ServiceSnapshot &service : view.now.services)
        full += service.plannedPerSecond;
    for (const PoolSnapshot &pool : view.now.pools)
        full += pool.plannedPerSecond;
    const auto planned = ratesOf(view).planned;
    return full > 0 ? planned.value_or(0) / full : 0;
}

/// Writes what is planned of sources, one after the other.
class PlannedWriter
{
public:
    PlannedWriter(JsonWriter &json, const DashboardView &view)
        : m_json(json)
        , m_view(view)
        , m_strength(view.summary ? strengthOf(view) : 0)
    {
    }

    template <typename Source> void write(const Source &source)
    {
        const Snapshot &now = m_view.now;
        m_json.member("planned_per_s", unless(now.closedLoop, source.plannedPerSecond));
        std::optional<double> current;
        if (m_strength > 0)
            current = m_strength * source.plannedPerSecond;
        else if (!m_view.summary && now.startedUnixNanos > 0)
            current = now.state == RunState::Running ? source.plannedNow : 0;
        m_json.member("planned_now_per_s", now.closedLoop ? std::nullopt : current);
    }

private:
    JsonWriter &m_json;
    const DashboardView &m_view;
    const double m_strength; ///< 0 before the end
};

void writeSources(JsonWriter &json, const DashboardView &view)
{
    const Snapshot &now = view.now;
    PlannedWriter planned(json, view);
    json.key("services").beginArray();
    for (std::size_t i = 0; i < now.services.size(); ++i) {
        const ServiceSnapshot &service = now.services[i];
        json.beginObject().member("name", service.name);
        planned.write(service);
        json.member("achieved_per_s", at(view.rates.services, i));
        json.member("emitted", service.emitted).endObject();
    }
    json.endArray().key("pools").beginArray();
    for (std::size_t i = 0; i < now.pools.size(); ++i) {
        const PoolSnapshot &pool = now.pools[i];
        json.beginObject().member("prefix", pool.prefix);
        json.member("emitters", std::uint64_t{pool.emitters});
        planned.write(pool);
        json.member("achieved_per_s", at(view.rates.pools, i));
        json.member("emitted", pool.emitted).member("errors", pool.errors).endObject();
    }
    json.endArray();
}

std::string stepOf(const SinkSnapshot &sink)
{
    if (sink.step.empty() || sink.stepTotal == 0)
        return sink.step;
    return sink.step + ' ' + std::to_string(sink.stepDone) + " of "
        + std::to_string(sink.stepTotal);
}

void writeSink(JsonWriter &json, const SinkSnapshot &sink, Optional deliveredPerSecond)
{
    const SinkCounts &counts = sink.counts;
    json.beginObject()
        .member("name", sink.name)
        .member("type", sink.type)
        .member("target", sink.target)
        .member("state", name(sink.state));
    writeText(json, "strength", sink.strength);
    json.member("emitted", counts.emitted).member("delivered", counts.delivered);
    json.member("delivered_per_s", deliveredPerSecond);
    writeUndelivered(json, counts);
    json.member("overloaded", counts.overloaded).member("bytes", sink.bytes);
    json.key("latency_ms").beginObject();
    json.member("p50", quantileOf(sink.latency, &Percentiles::p50));
    json.member("p95", quantileOf(sink.latency, &Percentiles::p95));
    json.member("p99", quantileOf(sink.latency, &Percentiles::p99));
    json.endObject().key("errors").beginArray();
    for (const auto &[reason, count] : sink.errors)
        json.beginObject().member("reason", reason).member("count", count).endObject();
    json.endArray();
    writeText(json, "step", stepOf(sink));
    json.endObject();
}

void writeMessages(JsonWriter &json, const std::vector<Problem> &messages)
{
    static constexpr std::string_view severities[] = {"note", "warning", "error"};
    json.key("messages").beginArray();
    for (const Problem &problem : messages) {
        json.beginObject()
            .member("severity", severities[static_cast<std::size_t>(problem.severity)])
            .member("text", shortened(problem.text, mostCharacters))
            .member("remedy", shortened(problem.remedy, mostCharacters))
            .endObject();
    }
    json.endArray();
}

void writeStatus(JsonWriter &json, const DashboardView &view)
{
    json.beginObject();
    writeRun(json, view);
    writeSources(json, view);
    json.key("sinks").beginArray();
    for (std::size_t i = 0; i < view.now.sinks.size(); ++i)
        writeSink(json, view.now.sinks[i], at(view.rates.sinks, i));
    json.endArray().key("targets").beginArray();
    for (const TargetResult &target : view.targets) {
        json.beginObject().member("expr", target.expression);
        json.member("value", target.value);
        json.member("passed", target.passed).endObject();
    }
    json.endArray();
    writeMessages(json, view.messages);
    json.endObject();
}

void writeHistory(JsonWriter &json, const DashboardHistory &history)
{
    json.beginObject().member("interval_s", history.intervalSeconds);
    json.key("points").beginArray();
    for (const Sample &sample : history.samples)
        writePoint(json, sample);
    json.endArray().endObject();
}

JsonWriter message(std::string_view type)
{
    JsonWriter json;
    json.beginObject().member("type", type);
    return json;
}

}

std::string helloJson(const DashboardView &view)
{
    JsonWriter json = message("hello");
    json.member("protocol", 1).member("version", version());
    json.key("run").beginObject();
    writeText(json, "id", view.run.runId);
    writeText(json, "profile", view.run.profile);
    json.key("seed");
    view.run.runId.empty() ? json.null() : json.value(view.run.seed);
    const std::int64_t started = view.now.startedUnixNanos;
    writeText(json, "started", started > 0 ? formatUtc(started) : std::string());
    json.member("state", name(view.now.state)).endObject().endObject();
    return json.take();
}

std::string snapshotJson(const DashboardView &view, const DashboardHistory &history)
{
    JsonWriter json = message("snapshot");
    writeProfile(json, view.run);
    writeHistory(json.key("history"), history);
    writeStatus(json.key("status"), view);
    json.endObject();
    return json.take();
}

std::string tickJson(const DashboardView &view)
{
    JsonWriter json = message("tick");
    writeStatus(json.key("status"), view);
    json.key("point");
    if (view.point)
        writePoint(json, *view.point);
    else
        json.null();
    json.endObject();
    return json.take();
}

std::string logJson(const EntrySample &sample)
{
    JsonWriter json = message("log");
    json.key("entries").beginArray();
    for (const SampledEntry &entry : sample.entries) {
        json.beginObject()
            .member("timestamp", formatUtc(entry.unixNanos))
            .member("level", name(entry.level))
            .member("service", entry.source)
            .member("message", shortened(entry.message, mostCharacters))
            .endObject();
    }
    json.endArray().member("emitted", sample.emitted).endObject();
    return json.take();
}

std::string stateJson(const DashboardView &view)
{
    JsonWriter json = message("state");
    json.member("state", name(view.now.state));
    if (!view.step.empty())
        json.member("step", view.step);
    if (view.summary)
        json.member("result", name(view.summary->result));
    json.endObject();
    return json.take();
}

std::string flushJson(const FlushReport &report)
{
    JsonWriter json = message("flush");
    json.member("timestamp", formatUtc(report.unixNanos)).member("total_count", report.totalCount);
    json.key("by_service").beginObject();
    for (const auto &[service, count] : report.byService)
        json.member(service, count);
    json.endObject().key("by_level").beginObject();
    for (std::size_t i = 0; i < levelCount; ++i) {
        if (report.byLevel[i] > 0)
            json.member(levelNames[i], report.byLevel[i]);
    }
    // A whole number: readers in typed languages may take no other.
    json.endObject()
        .member("flush_duration_ms", static_cast<std::int64_t>(std::llround(report.durationMs)))
        .endObject();
    return json.take();
}

std::string statusJson(const DashboardView &view)
{
    JsonWriter json;
    writeStatus(json, view);
    return json.take();
}

std::string historyJson(const DashboardHistory &history)
{
    JsonWriter json;
    writeHistory(json, history);
    return json.take();
}

}
