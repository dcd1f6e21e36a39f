// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/metricstext.h"

#include "base/values.h"
#include "run/version.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace emitter {
namespace {

using Label = std::pair<std::string_view, std::string_view>;
using Labels = std::initializer_list<Label>;

/// Writes families: `# HELP`, `# TYPE`, then their samples. Backslash, quote and line feed are
/// escaped in label values; all else may stand there.
class Exposition
{
public:
    Exposition &family(std::string_view name, std::string_view type, std::string_view help)
    {
        m_name = name;
        m_text.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ");
        m_text.append(name).append(" ").append(type).append("\n");
        return *this;
    }
    Exposition &counter(std::string_view name, std::string_view help)
    {
        return family(name, "counter", help);
    }
    Exposition &gauge(std::string_view name, std::string_view help)
    {
        return family(name, "gauge", help);
    }

    Exposition &sample(Labels labels, std::uint64_t value)
    {
        return write("", labels, std::to_string(value));
    }
    Exposition &sample(Labels labels, double value)
    {
        return write("", labels, formatNumber(value));
    }
    void histogram(const DurationBuckets &buckets, Labels labels)
    {
        std::vector<Label> with(labels);
        with.emplace_back("le", "");
        for (std::size_t i = 0; i < DurationBuckets::bounds.size(); ++i) {
            const std::string bound =
                formatNumber(static_cast<double>(DurationBuckets::bounds[i]) / 1e9);
            with.back().second = bound;
            write("_bucket", with, std::to_string(buckets.upTo[i]));
        }
        with.back().second = "+Inf";
        write("_bucket", with, std::to_string(buckets.count));
        write("_sum", labels, formatNumber(buckets.sumSeconds));
        write("_count", labels, std::to_string(buckets.count));
    }

    std::string take() { return std::move(m_text); }

private:
    template <typename List>
    Exposition &write(std::string_view suffix, const List &labels, const std::string &value)
    {
        m_text.append(m_name).append(suffix);
        char separator = '{';
        for (const auto &[key, text] : labels) {
            m_text += std::exchange(separator, ',');
            m_text.append(key).append("=\"");
            escape(text);
            m_text += '"';
        }
        m_text.append(separator == ',' ? "} " : " ").append(value).append("\n");
        return *this;
    }

    void escape(std::string_view text)
    {
        for (const char c : text) {
            if (c == '\\' || c == '"')
                m_text += '\\';
            if (c == '\n')
                m_text += "\\n";
            else
                m_text += c;
        }
    }

    std::string m_text;
    std::string_view m_name;
};

void writeRun(Exposition &out, const DashboardView &view)
{
    const Snapshot &now = view.now;
    out.gauge("emitter_build_info", "The program's version.");
    out.sample({{"version", version()}}, std::uint64_t{1});
    out.gauge("emitter_run_info", "The run that these figures are of.");
    if (!view.run.runId.empty())
        out.sample({{"run_id", view.run.runId}, {"profile", view.run.profile}}, std::uint64_t{1});
    out.gauge("emitter_run_state", "1 for the state that the run is in.");
    for (const RunState state : {RunState::Idle, RunState::Preparing, RunState::Running,
             RunState::Paused, RunState::Stopping, RunState::Finished})
        out.sample({{"state", name(state)}}, std::uint64_t{state == now.state});
    out.gauge("emitter_run_start_time_seconds", "When the run began, seconds since 1970.");
    if (now.startedUnixNanos > 0)
        out.sample({}, static_cast<double>(now.startedUnixNanos) / 1e9);
    out.gauge("emitter_run_elapsed_seconds", "Run time so far, without pauses.");
    out.sample({}, static_cast<double>(now.runTime) / 1e9);
    out.gauge("emitter_run_planned_seconds", "Planned run time; 0 for a run without limit.");
    out.sample({}, static_cast<double>(now.duration) / 1e9);

    out.counter("emitter_entries_scheduled_total", "Entries that the schedule asked for so far.");
    out.sample({}, now.counts.scheduled);
    out.counter("emitter_entries_emitted_total", "Entries handed to the sinks, each once.");
    out.sample({}, now.counts.emitted);
    out.counter("emitter_entries_skipped_total", "Entries skipped because they were too late.");
    out.sample({}, now.counts.skippedLate);
    out.counter("emitter_level_entries_total", "Emitted entries by level.");
    for (std::size_t i = 0; i < levelCount; ++i)
        out.sample({{"level", levelNames[i]}}, now.counts.levels[i]);
    out.gauge("emitter_planned_entries_per_second", "What profile, shape and factor ask for now.");
    if (!now.closedLoop)
        out.sample({}, now.state == RunState::Running ? now.expectedPerSecond : 0.0);
    out.gauge("emitter_achieved_entries_per_second", "Emitted over the last second.");
    out.sample({}, now.state == RunState::Running ? now.achievedPerSecond : 0.0);
    out.family("emitter_lateness_seconds", "histogram", "Emission minus due time of each entry.")
        .histogram(now.latenessBuckets, {});
}

void writeSources(Exposition &out, const Snapshot &now)
{
    const std::size_t services = std::min(now.services.size(), mostLabels);
    const std::size_t pools = std::min(now.pools.size(), mostLabels);
    out.counter("emitter_service_entries_total", "Emitted entries by service.");
    for (std::size_t i = 0; i < services; ++i)
        out.sample({{"service", now.services[i].name}}, now.services[i].emitted);
    out.gauge("emitter_service_planned_entries_per_second", "Planned rate at shape 100 %.");
    for (std::size_t i = 0; i < services && !now.closedLoop; ++i)
        out.sample({{"service", now.services[i].name}}, now.services[i].plannedPerSecond);
    out.counter("emitter_pool_entries_total", "Emitted entries by pool.");
    for (std::size_t i = 0; i < pools; ++i)
        out.sample({{"pool", now.pools[i].prefix}}, now.pools[i].emitted);
    out.counter("emitter_pool_errors_total", "Entries of a pool that a sink did not deliver.");
    for (std::size_t i = 0; i < pools; ++i)
        out.sample({{"pool", now.pools[i].prefix}}, now.pools[i].errors);
    std::uint64_t rest = 0;
    for (std::size_t i = services; i < now.services.size(); ++i)
        rest += now.services[i].emitted;
    for (std::size_t i = pools; i < now.pools.size(); ++i)
        rest += now.pools[i].emitted;
    out.counter(
        "emitter_unlisted_entries_total", "Emitted by services and pools without a series.");
    out.sample({}, rest);
}

template <typename Value>
void perSink(Exposition &out, const std::vector<SinkSnapshot> &sinks, Value valueOf)
{
    for (const SinkSnapshot &sink : sinks)
        out.sample({{"sink", sink.name}}, valueOf(sink));
}

void writeSinkBooks(Exposition &out, const std::vector<SinkSnapshot> &sinks)
{
    out.counter("emitter_sink_entries_total", "Entries handed to the sink.");
    perSink(out, sinks, [](const SinkSnapshot &sink) { return sink.counts.emitted; });
    out.counter("emitter_sink_delivered_total", "Entries that the store said yes to.");
    perSink(out, sinks, [](const SinkSnapshot &sink) { return sink.counts.delivered; });
    out.counter("emitter_sink_rejected_total", "Entries that the store said no to for good.");
    perSink(out, sinks, [](const SinkSnapshot &sink) { return sink.counts.rejected; });
    out.counter("emitter_sink_dropped_total", "Entries given up before a store took them.");
    for (const SinkSnapshot &sink : sinks) {
        for (std::size_t i = 0; i < dropReasonNames.size(); ++i)
            out.sample(
                {{"sink", sink.name}, {"reason", dropReasonNames[i]}}, sink.counts.droppedBy[i]);
    }
    out.counter("emitter_sink_unconfirmed_total", "Entries sent whose answer is unknown.");
    perSink(out, sinks, [](const SinkSnapshot &sink) { return sink.counts.unconfirmed; });
    out.gauge("emitter_sink_in_flight", "Entries queued or being sent.");
    perSink(out, sinks, [](const SinkSnapshot &sink) { return sink.counts.inFlight; });
}

void writeSinks(Exposition &out, const std::vector<SinkSnapshot> &sinks)
{
    writeSinkBooks(out, sinks);
    out.counter("emitter_sink_resent_total", "Extra sends of entries that had been sent before.");
    perSink(out, sinks, [](const SinkSnapshot &sink) { return sink.counts.resent; });
    out.counter("emitter_sink_batches_total", "Answered batches.");
    perSink(out, sinks, [](const SinkSnapshot &sink) { return sink.counts.batches; });
    out.counter("emitter_sink_overloaded_total", "Answers that said 429 or 503.");
    perSink(out, sinks, [](const SinkSnapshot &sink) { return sink.counts.overloaded; });
    out.counter("emitter_sink_written_bytes_total", "Bytes written.");
    perSink(out, sinks, [](const SinkSnapshot &sink) { return sink.bytes; });
    out.gauge("emitter_sink_state", "1 for the state that the sink is in.");
    for (const SinkSnapshot &sink : sinks) {
        for (const SinkState state :
            {SinkState::Opening, SinkState::Running, SinkState::Lost, SinkState::Finished})
            out.sample(
                {{"sink", sink.name}, {"state", name(state)}}, std::uint64_t{state == sink.state});
    }
    out.family("emitter_sink_latency_seconds", "histogram",
        "Answer minus due time of each delivered entry.");
    for (const SinkSnapshot &sink : sinks)
        out.histogram(sink.latencyBuckets, {{"sink", sink.name}});
}

}

std::string toMetrics(const DashboardView &view)
{
    Exposition out;
    writeRun(out, view);
    writeSources(out, view.now);
    writeSinks(out, view.now.sinks);
    return out.take();
}

}
