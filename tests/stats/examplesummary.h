// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/summary.h"

#include <string>

namespace emitter::example {

inline Percentiles percentiles(double p50, double p95, double p99, double max, std::uint64_t count)
{
    Percentiles result;
    result.p50 = p50;
    result.p95 = p95;
    result.p99 = p99;
    result.max = max;
    result.count = count;
    return result;
}

inline SinkSnapshot sink(std::string name, std::string type, std::uint64_t emitted)
{
    SinkSnapshot sink;
    sink.name = std::move(name);
    sink.type = std::move(type);
    sink.state = SinkState::Finished;
    sink.strength = "accepted";
    sink.counts.emitted = emitted;
    sink.counts.delivered = emitted;
    sink.latency = percentiles(0.4, 1.0, 2.0, 3.5, emitted);
    return sink;
}

/// 30 seconds, two services, one file; everything arrived.
inline Summary small()
{
    Summary summary;
    summary.version = "0.1.0";
    summary.runId = "0123456789abcdef";
    summary.profile = "config.yaml";
    summary.seed = 42;
    summary.startedUnixNanos = 1'767'225'600'000'000'000; // 2026-01-01
    summary.durationSeconds = 30;
    Snapshot &last = summary.last;
    last.state = RunState::Finished;
    last.runTime = 30'000'000'000;
    last.duration = last.runTime;
    last.counts.scheduled = 3000;
    last.counts.emitted = 3000;
    last.counts.levels = {300, 2100, 450, 150, 0};
    last.lateness = percentiles(0.1, 0.2, 0.4, 2.1, 3000);
    last.pace.rateErrorPercent = -0.02;
    last.pace.in10ms = {0.9, 0.95};
    last.pace.in100ms = {0.3, 0.325};
    last.pace.cpu = 300'000'000;
    last.pace.wall = last.runTime;
    last.machine = MachineUse{2, 0.25, 40.4, 0.5, 12};
    last.services = {{"api-gateway", 30, 900}, {"auth", 70, 2100}};
    last.sinks.push_back(sink("file", "file", 3000));
    summary.targets = {{"achieved >= 95%", 100.0, true, {}}};
    return summary;
}

/// Three stores, of which one was slow and dropped entries; a pool; two of three targets missed.
inline Summary troubled()
{
    Summary summary = small();
    summary.profile = "compare-stores.yaml";
    summary.result = RunResult::Missed;
    summary.exitCode = 99;
    summary.reason = "a target was missed";
    summary.durationSeconds = 600;
    summary.backlogMax = 3012;
    Snapshot &last = summary.last;
    last.runTime = 600'000'000'000;
    last.counts.scheduled = 732'000;
    last.counts.emitted = 731'999;
    last.counts.skippedLate = 1;
    last.counts.levels = {100'000, 500'000, 100'000, 30'000, 1'999};
    last.services = {{"api-gateway", 600, 359'998}, {"auth-service", 300, 180'001}};
    last.pools = {{"web-app", 320, 2, 192'000, 1'204, 190'796}};
    summary.emitters = {{{"web-app-1", 95'000, 1'000}, {"web-app-2", 95'796, 204}}};
    last.sinks.clear();
    for (const char *name : {"qdrant", "elasticsearch", "pgvector"})
        last.sinks.push_back(sink(name, name, 731'999));
    SinkSnapshot &slow = last.sinks[0];
    slow.target = "http://localhost:6333";
    slow.counts.droppedBy = {1'200, 4, 0, 0, 0};
    slow.counts.rejected = 30;
    slow.counts.delivered -= 1'234;
    slow.counts.resent = 5'000;
    slow.counts.overloaded = 14;
    slow.counts.batches = 740;
    slow.bytes = 1'234'567'890;
    slow.latency = percentiles(88.2, 312, 590, 5'400, slow.counts.delivered);
    slow.errors = {{"429 Too Many Requests", 1'204},
        {"Wrong input: vector dimension error: expected dim: 1536, got 8", 30}};
    last.sinks[2].strength = "durable";
    summary.targets = {{"achieved >= 95%", 100.0 * 731'999 / 732'000, true, {}},
        {"latency_p99{qdrant} < 250ms", 590.0, false, {}},
        {"latency_p99{weaviate} < 250ms", {}, false, "no sink is named \"weaviate\""}};
    summary.warnings = {"sink pgvector: TLS certificates are not verified"};
    return summary;
}

/// What was read back after troubled(): one store lacks two entries, one could not be asked.
inline Verification readBack()
{
    Verification verification;
    verification.emitted = 731'999;
    verification.recorded = 700'000;
    verification.whyIncomplete = "the disk was too slow for this rate";
    verification.stores.resize(3);
    const char *const names[] = {"qdrant", "elasticsearch", "pgvector"};
    for (std::size_t i = 0; i < verification.stores.size(); ++i) {
        StoreVerification &store = verification.stores[i];
        store.sink = store.type = names[i];
        store.emitted = store.delivered = 731'999;
        store.recorded = store.found = 700'000;
        store.compared = 1000;
    }
    StoreVerification &lossy = verification.stores[0];
    lossy.found -= 2;
    lossy.missing = 2;
    lossy.examples = {{Difference::Missing, "018bcfe5-0000-7000-8000-000000000001", "entry 7"}};
    StoreVerification &silent = verification.stores[2];
    silent.state = StoreVerification::State::Failed;
    silent.problem.emplace();
    silent.problem->text = "PostgreSQL at localhost:5432 refused the connection";
    return verification;
}

/// Adds `count` samples, one per second, with a stall of the first sink in the middle.
inline void addHistory(Summary &summary, int count)
{
    const std::size_t sinks = summary.last.sinks.size();
    for (int i = 1; i <= count; ++i) {
        const bool stalled = i > count / 2 && i < count * 3 / 4;
        const double wobble = (i * 7919 % 23) / 23.0;
        Sample sample;
        sample.seconds = i;
        sample.plannedPerSecond = 1220;
        sample.achievedPerSecond = 1212 + 14 * wobble;
        sample.backlog =
            static_cast<std::uint64_t>(stalled ? (i - count / 2) * 20 : 200 + 100 * wobble);
        sample.failedPerSecond = stalled ? 100 * wobble : 0;
        for (std::size_t k = 0; k < sinks; ++k) {
            const double factor = k == 0 && stalled ? 6 : 1.0 + static_cast<double>(k) / 4;
            sample.deliveredPerSecond.push_back(k == 0 && stalled ? 1050 : 1200 + 30 * wobble);
            sample.p50.push_back(45 * factor + wobble);
            sample.p95.push_back((90 + 40 * wobble) * factor);
            sample.p99.push_back((180 + 80 * wobble) * factor);
        }
        summary.history.push_back(std::move(sample));
    }
}

}
