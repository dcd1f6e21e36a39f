// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/comparison.h"

#include "base/field.h"
#include "base/text.h"

#include <algorithm>
#include <cstddef>
#include <functional>

namespace emitter {
namespace {

using Better = ComparedMetric::Better;

double asNumber(std::uint64_t count)
{
    return static_cast<double>(count);
}

class Comparison
{
public:
    explicit Comparison(std::span<const StoredRun> runs)
        : m_runs(runs)
    {
    }

    void add(std::string metric, std::string unit, Better better,
        const std::function<std::optional<double>(const StoredRun &)> &value)
    {
        ComparedMetric row{{}, std::move(metric), std::move(unit), better, {}};
        for (const StoredRun &run : m_runs)
            row.values.push_back(value(run));
        m_rows.push_back(std::move(row));
    }

    /// A row for the sink of this name; absent where a run had none.
    void addSink(const std::string &sink, const std::string &metric, std::string unit,
        Better better, const std::function<std::optional<double>(const StoredRun::Sink &)> &value)
    {
        add(metric, std::move(unit), better, [&](const StoredRun &run) -> std::optional<double> {
            for (const StoredRun::Sink &candidate : run.sinks) {
                if (candidate.name == sink)
                    return value(candidate);
            }
            return {};
        });
        m_rows.back().sink = sink;
    }

    std::vector<ComparedMetric> take() { return std::move(m_rows); }

private:
    std::span<const StoredRun> m_runs;
    std::vector<ComparedMetric> m_rows;
};

std::vector<std::string> sinkNames(std::span<const StoredRun> runs)
{
    std::vector<std::string> names;
    for (const StoredRun &run : runs) {
        for (const StoredRun::Sink &sink : run.sinks) {
            if (std::find(names.begin(), names.end(), sink.name) == names.end())
                names.push_back(sink.name);
        }
    }
    return names;
}

}

std::optional<double> ComparedMetric::difference(std::size_t i) const
{
    if (!values[0] || !values[i])
        return {};
    return *values[i] - *values[0];
}

std::optional<double> ComparedMetric::differencePercent(std::size_t i) const
{
    const auto absolute = difference(i);
    if (!absolute || *values[0] == 0)
        return {};
    return *absolute / *values[0] * 100;
}

std::vector<ComparedMetric> compareRuns(std::span<const StoredRun> runs)
{
    Comparison rows(runs);
    rows.add(QT_TRANSLATE_NOOP("metrics", "Planned rate"), "/s", Better::Neither,
        [](const StoredRun &run) { return run.plannedPerSecond; });
    rows.add(QT_TRANSLATE_NOOP("metrics", "Achieved rate"), "/s", Better::Higher,
        [](const StoredRun &run) { return run.achievedPerSecond; });
    rows.add(QT_TRANSLATE_NOOP("metrics", "Achieved"), "%", Better::Higher,
        [](const StoredRun &run) { return run.achievedPercent; });
    rows.add(QT_TRANSLATE_NOOP("metrics", "Run time"), "s", Better::Neither,
        [](const StoredRun &run) { return std::optional(run.durationSeconds); });
    rows.add(QT_TRANSLATE_NOOP("metrics", "Emitted"), "", Better::Neither,
        [](const StoredRun &run) { return std::optional(asNumber(run.emitted)); });
    rows.add(QT_TRANSLATE_NOOP("metrics", "Skipped as too late"), "", Better::Lower,
        [](const StoredRun &run) { return std::optional(asNumber(run.skippedLate)); });
    rows.add(QT_TRANSLATE_NOOP("metrics", "Lateness p99"), "ms", Better::Lower,
        [](const StoredRun &run) { return run.latenessP99; });
    using Sink = StoredRun::Sink;
    for (const std::string &sink : sinkNames(runs)) {
        rows.addSink(sink, QT_TRANSLATE_NOOP("metrics", "delivered"), "", Better::Higher,
            [](const Sink &of) { return std::optional(asNumber(of.delivered)); });
        rows.addSink(sink, QT_TRANSLATE_NOOP("metrics", "failed"), "", Better::Lower,
            [](const Sink &of) { return std::optional(asNumber(of.failed())); });
        rows.addSink(sink, QT_TRANSLATE_NOOP("metrics", "latency p50"), "ms", Better::Lower,
            [](const Sink &of) { return of.p50; });
        rows.addSink(sink, QT_TRANSLATE_NOOP("metrics", "latency p95"), "ms", Better::Lower,
            [](const Sink &of) { return of.p95; });
        rows.addSink(sink, QT_TRANSLATE_NOOP("metrics", "latency p99"), "ms", Better::Lower,
            [](const Sink &of) { return of.p99; });
    }
    return rows.take();
}

std::vector<ChangedLine> changedSettings(std::string_view baseline, std::string_view contender)
{
    const std::vector<std::string_view> a = split(baseline, '\n');
    const std::vector<std::string_view> b = split(contender, '\n');
    // common[i][j]: lines that a[i...] and b[j...] have in common, in order. Profiles are short;
    // of very long ones all lines count as changed.
    constexpr std::size_t mostCells = 4'000'000;
    std::vector<ChangedLine> lines;
    const std::size_t width = b.size() + 1;
    const bool affordable = (a.size() + 1) * width <= mostCells;
    std::vector<std::uint32_t> common(affordable ? (a.size() + 1) * width : 0);
    for (std::size_t i = a.size(); affordable && i-- > 0;) {
        for (std::size_t j = b.size(); j-- > 0;) {
            common[i * width + j] = a[i] == b[j]
                ? common[(i + 1) * width + j + 1] + 1
                : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
        }
    }
    std::size_t i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
        if (affordable && i < a.size() && j < b.size() && a[i] == b[j]) {
            ++i;
            ++j;
        } else if (i < a.size()
            && (j == b.size() || !affordable
                || common[(i + 1) * width + j] >= common[i * width + j + 1])) {
            lines.push_back({ChangedLine::Kind::Removed, std::string(a[i++])});
        } else {
            lines.push_back({ChangedLine::Kind::Added, std::string(b[j++])});
        }
    }
    return lines;
}

}
