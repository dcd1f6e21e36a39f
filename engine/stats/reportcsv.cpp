// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/values.h"
#include "stats/summary.h"

#include <cmath>

namespace emitter {
namespace {

/// One cell by RFC 4180. A spreadsheet runs texts that begin with = + - or @; the apostrophe says
/// that this is a text.
std::string textCell(std::string_view text)
{
    std::string cell = printable(text);
    if (!cell.empty() && std::string_view("=+-@\t\n").find(cell[0]) != std::string_view::npos)
        cell.insert(0, 1, '\'');
    if (cell.find_first_of(",\"\n'") == std::string::npos)
        return cell;
    std::string quoted = "\"";
    for (const char c : cell) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

void append(std::string &row, double value)
{
    row += ',';
    if (std::isfinite(value))
        row += formatNumber(value);
}

/// No entry has a latency of exactly nothing: 0 stands for "none delivered in this interval".
void appendLatency(std::string &row, const std::vector<double> &values, std::size_t sink)
{
    row += ',';
    if (sink < values.size() && values[sink] > 0 && std::isfinite(values[sink]))
        row += formatNumber(values[sink]);
}

}

std::string toCsv(const Summary &summary)
{
    const std::vector<SinkSnapshot> &sinks = summary.last.sinks;
    std::string text = "seconds,planned_per_s,achieved_per_s,backlog,failed_per_s";
    for (const SinkSnapshot &sink : sinks) {
        for (const char *column : {" delivered_per_s", " p50_ms", " p95_ms", " p99_ms"})
            text += ',' + textCell(sink.name + column);
    }
    text += "\r\n";
    for (const Sample &sample : summary.history) {
        text += formatNumber(std::isfinite(sample.seconds) ? sample.seconds : 0);
        append(text, sample.plannedPerSecond);
        append(text, sample.achievedPerSecond);
        text += ',' + std::to_string(sample.backlog);
        append(text, sample.failedPerSecond);
        for (std::size_t i = 0; i < sinks.size(); ++i) {
            const std::vector<double> &delivered = sample.deliveredPerSecond;
            append(text, i < delivered.size() ? delivered[i] : NAN);
            appendLatency(text, sample.p50, i);
            appendLatency(text, sample.p95, i);
            appendLatency(text, sample.p99, i);
        }
        text += "\r\n";
    }
    return text;
}

}
