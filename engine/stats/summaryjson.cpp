// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonwriter.h"
#include "base/values.h"
#include "stats/countsjson.h"
#include "stats/paceverdict.h"
#include "stats/reportformat.h"
#include "stats/summary.h"

namespace emitter {
namespace {

void writeRates(JsonWriter &json, const Summary &summary)
{
    const Rates all = rates(summary);
    json.key("rate").beginObject();
    json.member("planned_per_s", all.planned);
    json.member("achieved_per_s", all.achieved);
    json.member("achieved_percent", all.achievedPercent);
    json.endObject();
    const Percentiles &lateness = summary.last.lateness;
    json.key("lateness_ms").beginObject();
    json.member("p50", quantileOf(lateness, &Percentiles::p50));
    json.member("p99", quantileOf(lateness, &Percentiles::p99));
    json.member("max", quantileOf(lateness, &Percentiles::max));
    json.endObject();
}

void writeUnevenness(
    JsonWriter &json, std::string_view key, const PaceFacts::Unevenness &unevenness)
{
    json.key(key).beginObject();
    json.member("planned", unevenness.planned);
    json.member("emitted", unevenness.emitted);
    json.endObject();
}

void writeAudit(JsonWriter &json, const Snapshot &last)
{
    const PaceVerdict verdict = judgePace(last);
    json.key("audit").beginObject().member("kept", verdict.kept);
    json.member("mean_error_percent", last.pace.rateErrorPercent);
    writeUnevenness(json, "cv_10ms", last.pace.in10ms);
    writeUnevenness(json, "cv_100ms", last.pace.in100ms);
    const auto seconds = [](std::int64_t nanos) { return static_cast<double>(nanos) / 1e9; };
    json.member("pacer_cpu_s", seconds(last.pace.cpu));
    json.key("lost_s")
        .beginObject()
        .member("computing", seconds(last.pace.lost.computing))
        .member("output", seconds(last.pace.lost.output))
        .member("machine", seconds(last.pace.lost.machine))
        .endObject();
    json.key("causes").beginArray();
    for (const auto *findings : {&verdict.causes, &verdict.slowSinks}) {
        for (const PaceFinding &finding : *findings)
            json.beginObject()
                .member("cause", name(finding.cause))
                .member("message", finding.text)
                .endObject();
    }
    json.endArray();
    if (last.machine) {
        json.key("machine")
            .beginObject()
            .member("cpus", last.machine->cpus)
            .member("process_cpus", last.machine->processCpus)
            .member("busy_percent", last.machine->busyPercent)
            .member("steal_percent", last.machine->stealPercent)
            .member("preemptions", last.machine->preemptions)
            .endObject();
    }
    json.endObject();
}

void writeServices(JsonWriter &json, const Snapshot &last)
{
    json.key("services").beginArray();
    for (const ServiceSnapshot &service : last.services) {
        json.beginObject()
            .member("name", service.name)
            .member("planned_per_s", service.plannedPerSecond)
            .member("emitted", service.emitted)
            .endObject();
    }
    json.endArray();
    json.key("levels").beginObject();
    for (std::size_t i = 0; i < levelCount; ++i)
        json.member(levelNames[i], last.counts.levels[i]);
    json.endObject();
}

void writePools(JsonWriter &json, const Summary &summary)
{
    const Snapshot &last = summary.last;
    const bool running = last.state == RunState::Running || last.state == RunState::Paused;
    json.key("pools").beginArray();
    for (std::size_t i = 0; i < last.pools.size(); ++i) {
        const PoolSnapshot &pool = last.pools[i];
        json.beginObject()
            .member("emitter_prefix", pool.prefix)
            .member("total_emitted", pool.count)
            .member("num_emitters", std::uint64_t{pool.emitters})
            .member("is_running", running);
        const bool listed = pool.emitters <= Summary::mostEmittersListed
            && i < summary.emitters.size() && summary.emitters[i].size() == pool.emitters;
        if (listed) {
            json.key("emitter_stats").beginObject();
            for (const Summary::EmitterStats &emitter : summary.emitters[i]) {
                json.key(emitter.name)
                    .beginObject()
                    .member("count", emitter.count)
                    .member("errors", emitter.errors)
                    .endObject();
            }
            json.endObject();
        } else {
            json.member("emitter_stats_omitted", true);
        }
        json.member("planned_per_s", pool.plannedPerSecond)
            .member("emitted", pool.emitted)
            .member("errors", pool.errors)
            .endObject();
    }
    json.endArray();
}

void writeSink(JsonWriter &json, const SinkSnapshot &sink)
{
    const SinkCounts &counts = sink.counts;
    json.beginObject()
        .member("name", sink.name)
        .member("type", sink.type)
        .member("emitted", counts.emitted)
        .member("delivered", counts.delivered)
        .member("strength", sink.strength);
    writeUndelivered(json, counts);
    json.key("latency_ms").beginObject();
    json.member("p50", quantileOf(sink.latency, &Percentiles::p50));
    json.member("p95", quantileOf(sink.latency, &Percentiles::p95));
    json.member("p99", quantileOf(sink.latency, &Percentiles::p99));
    json.member("max", quantileOf(sink.latency, &Percentiles::max));
    json.endObject();
    json.key("errors").beginArray();
    for (const auto &[sentence, entries] : sink.errors)
        json.beginObject().member("message", sentence).member("entries", entries).endObject();
    json.endArray();
    json.key("notes").beginArray();
    for (const std::string &note : sink.notes)
        json.value(note);
    json.endArray();
    if (!sink.hint.empty())
        json.member("hint", sink.hint);
    json.member("target", sink.target)
        .member("state", name(sink.state))
        .member("closed_loop", sink.closedLoop)
        .member("batches", counts.batches)
        .member("overloaded", counts.overloaded)
        .member("backlog_at_end", sink.backlogAtEnd)
        .member("bytes", sink.bytes)
        .endObject();
}

void writeTargets(JsonWriter &json, const Summary &summary)
{
    json.key("targets").beginArray();
    for (const TargetResult &target : summary.targets) {
        json.beginObject().member("expr", target.expression);
        json.member("value", target.value);
        json.member("passed", target.passed);
        if (!target.note.empty())
            json.member("note", target.note);
        json.endObject();
    }
    json.endArray();
}

}

std::string toJson(const Summary &summary)
{
    const Snapshot &last = summary.last;
    JsonWriter json(2);
    json.beginObject()
        .member("schema", "1.0")
        .member("version", summary.version)
        .member("run_id", summary.runId)
        .member("profile", summary.profile)
        .member("seed", summary.seed)
        .member("result", name(summary.result))
        .member("exit_code", summary.exitCode)
        .member("started", formatUtc(summary.startedUnixNanos))
        .member("duration_s", summary.durationSeconds)
        .member("scheduled", last.counts.scheduled)
        .member("emitted", last.counts.emitted)
        .member("skipped_late", last.counts.skippedLate);
    writeRates(json, summary);
    writeServices(json, last);
    writePools(json, summary);
    json.key("sinks").beginArray();
    for (const SinkSnapshot &sink : last.sinks)
        writeSink(json, sink);
    json.endArray();
    writeTargets(json, summary);
    json.member("reason", summary.reason)
        .member("closed_loop", last.closedLoop)
        .member("backlog_max", summary.backlogMax);
    writeAudit(json, last);
    json.key("warnings").beginArray();
    for (const std::string &warning : summary.warnings)
        json.value(warning);
    json.endArray();
    if (summary.verification)
        writeStores(json.key("verify"), *summary.verification);
    json.endObject();
    return json.take() + '\n';
}

}
