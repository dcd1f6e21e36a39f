// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/values.h"
#include "stats/reportcharts.h"
#include "stats/reportformat.h"
#include "stats/reportstyle.h"
#include "stats/reporttables.h"
#include "stats/summary.h"

#include <algorithm>

namespace emitter {
namespace {

// More lines than this in one chart cannot be told apart; tables list every sink.
constexpr std::size_t mostSinksDrawn = 6;

using Values = std::vector<std::optional<double>>;

template <typename Value> Values valuesOf(const Summary &summary, Value value)
{
    Values values;
    values.reserve(summary.history.size());
    for (const Sample &sample : summary.history)
        values.push_back(value(sample));
    return values;
}

Chart chartOf(const Summary &summary, std::string title, std::string unit)
{
    Chart chart{std::move(title), std::move(unit), {}, {}};
    for (const Sample &sample : summary.history)
        chart.seconds.push_back(sample.seconds);
    return chart;
}

/// No entry has a latency of exactly nothing: 0 stands for "none delivered in this interval".
std::optional<double> latencyAt(const std::vector<double> &values, std::size_t sink)
{
    return sink < values.size() && values[sink] > 0 ? std::optional(values[sink]) : std::nullopt;
}

/// p50, p95 and p99 of one sink, or of the slowest one at each moment.
Chart latencyChart(const Summary &summary, std::optional<std::size_t> sink)
{
    const std::size_t sinks = summary.last.sinks.size();
    std::string title = "Latency from due time";
    if (sink && sinks > 1)
        title = "Latency of " + summary.last.sinks[*sink].name;
    else if (sinks > 1)
        title += ", slowest sink";
    Chart chart = chartOf(summary, std::move(title), "ms");
    const auto series = [&](const char *name, int colour, std::vector<double> Sample::*quantile) {
        Values values = valuesOf(summary, [&](const Sample &sample) {
            std::optional<double> worst;
            for (std::size_t i = sink.value_or(0); i < (sink ? *sink + 1 : sinks); ++i)
                worst = std::max(worst, latencyAt(sample.*quantile, i));
            return worst;
        });
        chart.series.push_back({name, colour, std::move(values)});
    };
    series("p50", 6, &Sample::p50);
    series("p95", 1, &Sample::p95);
    series("p99", 0, &Sample::p99);
    return chart;
}

Chart deliveredChart(const Summary &summary)
{
    const std::vector<SinkSnapshot> &sinks = summary.last.sinks;
    const std::size_t drawn = std::min(sinks.size(), mostSinksDrawn);
    std::string title = sinks.size() > 1 ? "Delivered per sink" : "Delivered";
    if (drawn < sinks.size())
        title += ", first " + std::to_string(drawn) + " of " + formatCount(sinks.size());
    Chart chart = chartOf(summary, std::move(title), "entries/s");
    for (std::size_t i = 0; i < drawn; ++i) {
        Values values = valuesOf(summary, [&](const Sample &sample) {
            const std::vector<double> &delivered = sample.deliveredPerSecond;
            return i < delivered.size() ? std::optional(delivered[i]) : std::nullopt;
        });
        chart.series.push_back({sinks[i].name, static_cast<int>(i) + 1, std::move(values)});
    }
    return chart;
}

std::string charts(const Summary &summary)
{
    if (summary.history.empty())
        return "<section class=\"card soft\">The run was over before there was anything to "
               "draw.</section>\n";
    Chart rate = chartOf(summary, "Rate", "entries/s");
    Values planned = valuesOf(
        summary, [](const Sample &sample) { return std::optional(sample.plannedPerSecond); });
    Values achieved = valuesOf(
        summary, [](const Sample &sample) { return std::optional(sample.achievedPerSecond); });
    rate.series.push_back({"achieved", 1, std::move(achieved), false, true});
    rate.series.push_back({"planned", 0, std::move(planned), true});

    Chart backlog = chartOf(summary, "Backlog, largest in each interval", "entries");
    Values waiting = valuesOf(summary,
        [](const Sample &sample) { return std::optional(static_cast<double>(sample.backlog)); });
    backlog.series.push_back({"queued or being sent", 5, std::move(waiting), false, true});

    std::string html = "<div class=\"pair\">" + toSvgFigure(rate)
        + toSvgFigure(deliveredChart(summary)) + toSvgFigure(latencyChart(summary, std::nullopt))
        + toSvgFigure(backlog);
    if (summary.last.failed() > 0) {
        Chart failed =
            chartOf(summary, "Failed: rejected, dropped or unconfirmed, all sinks", "entries/s");
        Values values = valuesOf(
            summary, [](const Sample &sample) { return std::optional(sample.failedPerSecond); });
        failed.series.push_back({"failed", 2, std::move(values), false, true});
        html += toSvgFigure(failed);
    }
    const std::size_t sinks = summary.last.sinks.size();
    for (std::size_t i = 0; sinks > 1 && i < std::min(sinks, mostSinksDrawn); ++i)
        html += toSvgFigure(latencyChart(summary, i));
    return html + "</div>\n";
}

std::string tile(std::string_view label, std::string_view value, std::string_view below,
    std::string_view style = {})
{
    return "<div class=\"tile\"><span>" + std::string(label) + "</span><b"
        + (style.empty() ? ">" : " class=\"" + std::string(style) + "\">") + markupEscaped(value)
        + "</b><span>" + markupEscaped(below) + "</span></div>\n";
}

std::string tiles(const Summary &summary)
{
    const Snapshot &last = summary.last;
    const Rates all = rates(summary);
    std::uint64_t rejected = 0, lost = 0, unconfirmed = 0, muted = 0;
    for (const SinkSnapshot &sink : last.sinks) {
        rejected += sink.counts.rejected;
        lost += sink.counts.lost();
        unconfirmed += sink.counts.unconfirmed;
        muted += sink.counts.muted();
    }
    const std::uint64_t failed = last.failed();
    const auto lateness = quantileOf(last.lateness, &Percentiles::p99);
    std::string failures = failed > 0 ? "" : "nothing lost";
    const auto part = [&](std::uint64_t count, std::string_view what) {
        if (count > 0)
            failures += (failures.empty() ? "" : ", ") + formatCount(count) + std::string(what);
    };
    part(rejected, " rejected");
    part(lost, " dropped");
    part(unconfirmed, " unconfirmed");
    part(muted, " muted");

    const auto rate = [](std::optional<double> value) {
        return shortRateText(value) + (value ? " /s" : "");
    };
    return "<div class=\"tiles\">\n"
        + tile("Planned", rate(all.planned), entriesText(last.counts.scheduled))
        + tile("Achieved", rate(all.achieved), percentText(all.achievedPercent) + " of plan")
        + tile("Delivered", formatCount(last.delivered()),
            "to " + countOf(last.sinks.size(), "sink"), last.delivered() == 0 ? "bad" : "")
        + tile("Failed", formatCount(failed), failures, failed > 0 ? "bad" : "")
        + tile("Largest backlog", formatCount(summary.backlogMax), "entries waiting")
        + tile("Lateness p99", millisecondsText(lateness) + (lateness ? " ms" : ""),
            formatCount(last.counts.skippedLate) + " skipped late")
        + "</div>\n";
}

std::string header(const Summary &summary)
{
    const bool running = summary.result == RunResult::Running;
    const bool good = running || summary.result == RunResult::Passed
        || (summary.result == RunResult::Stopped && summary.exitCode == 0);
    std::string verdict(name(summary.result));
    if (const std::uint64_t missed = targetsMissed(summary);
        summary.result == RunResult::Missed && missed > 0)
        verdict += ' ' + formatCount(missed) + " of " + countOf(summary.targets.size(), "target");
    std::string html = "<header><h1>" + nameHtml(summary.profile, 80) + "</h1><span class=\"badge "
        + (running     ? "good\">"
                : good ? "good\">✓ "
                       : "bad\">✕ ")
        + verdict + "</span>";
    if (!summary.reason.empty())
        html += "<span>" + nameHtml(summary.reason, 200) + "</span>";
    html += "<span class=\"meta\">";
    if (summary.startedUnixNanos != 0)
        html += dayAndTimeText(summary.startedUnixNanos) + " · ";
    return html + "ran " + markupEscaped(elapsedText(summary.durationSeconds)) + " · seed "
        + std::to_string(summary.seed) + " · emitter " + nameHtml(summary.version, 20)
        + "</span></header>\n";
}

}

std::string toHtml(const Summary &summary)
{
    std::string html = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                       "style-src 'unsafe-inline'\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<title>"
        + markupEscaped(shortened(summary.profile, 80)) + ": " + std::string(name(summary.result))
        + " · emitter</title>\n<style>" + std::string(reportStyle)
        + "</style></head><body><main>\n";
    html += header(summary);
    if (summary.last.closedLoop)
        html += "<p class=\"note\">Closed loop: the rate bent to what the sinks accepted, so "
                "latencies flatter a slow store.</p>\n";
    html += tiles(summary) + targetsCard(summary) + auditCard(summary) + charts(summary)
        + sinksCard(summary) + verificationCard(summary) + errorsCard(summary);
    const std::string services = servicesCard(summary), pools = poolsCard(summary);
    if (!services.empty() && !pools.empty())
        html += "<div class=\"pair\">" + services + pools + "</div>\n";
    else
        html += services + pools;
    return html + settingsCard(summary) + "</main></body></html>\n";
}

}
