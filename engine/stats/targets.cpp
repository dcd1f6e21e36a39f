// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/targets.h"

#include "base/text.h"
#include "base/values.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace emitter {
namespace {

using Metric = Target::Metric;
using Comparison = Target::Comparison;

enum class Unit { PerCent, Milliseconds, Plain };

struct MetricRow
{
    std::string_view word;
    Metric metric;
    Unit unit;
    bool perSink = false;
};
constexpr std::array metricRows{
    MetricRow{"achieved", Metric::Achieved, Unit::PerCent},
    MetricRow{"rate", Metric::Rate, Unit::Plain},
    MetricRow{"sent", Metric::Sent, Unit::Plain},
    MetricRow{"errors", Metric::Errors, Unit::PerCent},
    MetricRow{"failed", Metric::Failed, Unit::Plain},
    MetricRow{"dropped", Metric::Dropped, Unit::Plain},
    MetricRow{"backlog_max", Metric::BacklogMax, Unit::Plain},
    MetricRow{"latency_p50", Metric::LatencyP50, Unit::Milliseconds, true},
    MetricRow{"latency_p95", Metric::LatencyP95, Unit::Milliseconds, true},
    MetricRow{"latency_p99", Metric::LatencyP99, Unit::Milliseconds, true},
    MetricRow{"lateness_p99", Metric::LatenessP99, Unit::Milliseconds},
};

struct ComparisonRow
{
    std::string_view sign;
    Comparison comparison;
};
constexpr std::array comparisonRows{
    ComparisonRow{"<", Comparison::Less},
    ComparisonRow{"<=", Comparison::LessOrEqual},
    ComparisonRow{"==", Comparison::Equal},
    ComparisonRow{">=", Comparison::GreaterOrEqual},
    ComparisonRow{">", Comparison::Greater},
};

/// Reads an expression from left to right and knows where it is when something is wrong.
class Reader
{
public:
    explicit Reader(std::string_view whole)
        : m_whole(whole)
    {
    }

    /// Skips blanks, then takes everything up to one of `stops` or the end.
    std::string_view takeUntil(std::string_view stops)
    {
        skipBlanks();
        return take(m_whole.find_first_of(stops, m_at));
    }
    /// Skips blanks, then takes what consists of `members` only.
    std::string_view takeAll(std::string_view members)
    {
        skipBlanks();
        return take(m_whole.find_first_not_of(members, m_at));
    }
    std::string_view rest() { return trimmed(takeUntil({})); }

    Problem problem(std::string text, std::string remedy) const
    {
        Problem problem;
        problem.text = std::move(text);
        problem.remedy = std::move(remedy);
        problem.excerpt = printable(m_whole);
        problem.line = 1;
        const std::string_view before = m_whole.substr(0, m_start);
        problem.column = 1
            + static_cast<int>(std::count_if(before.begin(), before.end(),
                [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
        return problem;
    }

private:
    void skipBlanks() { m_at = std::min(m_whole.find_first_not_of(" \t", m_at), m_whole.size()); }
    std::string_view take(std::size_t end)
    {
        m_start = m_at;
        m_at = std::min(end, m_whole.size());
        return m_whole.substr(m_start, m_at - m_start);
    }

    std::string_view m_whole;
    std::size_t m_at = 0;
    std::size_t m_start = 0; ///< of the piece taken last
};

std::string inQuotes(std::string_view text)
{
    return '"' + printable(text, 80) + '"';
}

Result<MetricRow> readMetric(Reader &reader)
{
    const std::string_view word = reader.takeUntil(" \t{<>=!");
    std::string known;
    std::array<std::string_view, metricRows.size()> words;
    for (std::size_t i = 0; i < metricRows.size(); ++i) {
        if (metricRows[i].word == word)
            return metricRows[i];
        words[i] = metricRows[i].word;
        known += (i ? ", " : "") + std::string(words[i]);
    }
    if (word.empty())
        return reader.problem("a target starts with a metric", "Use one of: " + known + '.');
    const std::string_view near = nearest(lowerCase(word), words);
    return reader.problem("there is no metric " + inQuotes(word),
        near.empty() ? "Use one of: " + known + '.'
                     : "Did you mean \"" + std::string(near) + "\"?");
}

Result<std::string> readSink(Reader &reader, const MetricRow &row)
{
    if (reader.takeAll("{").empty())
        return std::string();
    if (!row.perSink) {
        return reader.problem(std::string(row.word) + " is measured over the whole run",
            "Remove the braces; only latencies can name a sink.");
    }
    const std::string_view sink = trimmed(reader.takeUntil("}"));
    if (sink.empty())
        return reader.problem("a sink's name is missing between the braces",
            "Write it as in latency_p99{qdrant} < 250ms.");
    if (reader.takeAll("}") != "}")
        return reader.problem("one \"}\" was expected after the sink's name",
            "Write it as in latency_p99{qdrant} < 250ms.");
    return std::string(sink);
}

Result<Comparison> readComparison(Reader &reader)
{
    const std::string_view sign = reader.takeAll("<>=!~");
    for (const ComparisonRow &row : comparisonRows) {
        if (row.sign == sign)
            return row.comparison;
    }
    constexpr std::string_view all = "Use one of: <, <=, ==, >=, >.";
    if (sign.empty())
        return reader.problem("a comparison was expected", std::string(all));
    const std::string_view meant = sign == "=" ? "=="
        : sign == "=>"                         ? ">="
        : sign == "=<"                         ? "<="
                                               : "";
    return reader.problem(inQuotes(sign) + " is not a comparison",
        meant.empty() ? std::string(all) : "Did you mean \"" + std::string(meant) + "\"?");
}

/// `250ms`, `1.5s`, or a bare number of milliseconds.
std::optional<double> parseMilliseconds(std::string_view text)
{
    double factor = 1;
    if (text.ends_with("ms")) {
        text.remove_suffix(2);
    } else if (text.ends_with('s')) {
        text.remove_suffix(1);
        factor = 1000;
    }
    auto number = parseNumber(trimmed(text));
    if (number)
        *number *= factor;
    return number;
}

std::optional<double> parseBound(std::string_view text, Unit unit)
{
    switch (unit) {
    case Unit::PerCent:
        return parsePercent(text);
    case Unit::Milliseconds:
        return parseMilliseconds(text);
    case Unit::Plain:
        return parseNumber(text);
    }
    return {};
}

Result<double> readBound(Reader &reader, const MetricRow &row)
{
    const std::string_view text = reader.rest();
    const std::optional<double> bound = parseBound(text, row.unit);
    constexpr double none = std::numeric_limits<double>::infinity();
    const double largest = row.unit == Unit::PerCent ? 100 : std::numeric_limits<double>::max();
    if (const double value = bound ? *bound : none; value >= 0 && value <= largest)
        return value;
    static constexpr std::string_view expected[] = {"a percentage from 0% to 100%, such as 95%",
        "a duration in ms or s, such as 250ms or 1s", "a plain number, such as 1000"};
    return reader.problem(text.empty()
            ? std::string(row.word) + " has nothing to be compared with"
            : inQuotes(text) + " is no bound for " + std::string(row.word),
        "Write " + std::string(expected[static_cast<std::size_t>(row.unit)]) + '.');
}

/// A measured number, or the reason why there is none.
struct Measured
{
    std::optional<double> value;
    std::string note;
};

Measured latency(const Target &target, const Snapshot &snapshot, double Percentiles::*quantile)
{
    std::optional<double> worst;
    std::string names;
    for (const SinkSnapshot &sink : snapshot.sinks) {
        names += (names.empty() ? "" : ", ") + sink.name;
        if (!target.sink.empty() && sink.name != target.sink)
            continue;
        // A sink that was to deliver entries and did none has no latency, and so no good one.
        if (sink.latency.count == 0 && (!target.sink.empty() || sink.counts.wanted() > 0))
            return {{}, "sink " + inQuotes(sink.name) + " delivered nothing"};
        if (sink.latency.count > 0)
            worst = std::max(worst.value_or(0), sink.latency.*quantile);
    }
    if (worst)
        return {worst, {}};
    if (target.sink.empty())
        return {{}, "no sink delivered anything"};
    return {{},
        "no sink is named " + inQuotes(target.sink)
            + (names.empty() ? "; there are no sinks"
                             : "; the sinks are " + printable(names, 200))};
}

// What the user muted misses no target.
double lostBy(const Snapshot &snapshot)
{
    std::uint64_t lost = 0;
    for (const SinkSnapshot &sink : snapshot.sinks)
        lost += sink.counts.lost();
    return static_cast<double>(lost);
}

Measured measureSinks(const Target &target, const Snapshot &snapshot, std::uint64_t backlogMax)
{
    std::uint64_t wanted = 0;
    for (const SinkSnapshot &sink : snapshot.sinks)
        wanted += sink.counts.wanted();
    if (wanted == 0)
        return {{}, "no entry was handed to a sink"};
    const auto failed = static_cast<double>(snapshot.failed());
    switch (target.metric) {
    case Metric::Errors:
        return {100 * failed / static_cast<double>(wanted), {}};
    case Metric::Failed:
        return {failed, {}};
    case Metric::Dropped:
        return {lostBy(snapshot), {}};
    default:
        return {static_cast<double>(backlogMax), {}};
    }
}

Measured measure(const Target &target, const Snapshot &snapshot, std::uint64_t backlogMax)
{
    switch (target.metric) {
    case Metric::Achieved:
        if (const auto percent = snapshot.achievedPercent())
            return {percent, {}};
        return {{}, "nothing was scheduled"};
    case Metric::Rate:
        if (snapshot.runTime > 0)
            return {static_cast<double>(snapshot.counts.emitted) * 1e9
                    / static_cast<double>(snapshot.runTime),
                {}};
        return {{}, "no time passed"};
    case Metric::Sent:
        return {static_cast<double>(snapshot.delivered()), {}};
    case Metric::Errors:
    case Metric::Failed:
    case Metric::Dropped:
    case Metric::BacklogMax:
        return measureSinks(target, snapshot, backlogMax);
    case Metric::LatencyP50:
        return latency(target, snapshot, &Percentiles::p50);
    case Metric::LatencyP95:
        return latency(target, snapshot, &Percentiles::p95);
    case Metric::LatencyP99:
        return latency(target, snapshot, &Percentiles::p99);
    case Metric::LatenessP99:
        if (snapshot.lateness.count > 0)
            return {snapshot.lateness.p99, {}};
        return {{}, "no entry was made"};
    }
    return {};
}

bool holds(double value, Comparison comparison, double bound)
{
    switch (comparison) {
    case Comparison::Less:
        return value < bound;
    case Comparison::LessOrEqual:
        return value <= bound;
    case Comparison::Equal:
        return value == bound;
    case Comparison::GreaterOrEqual:
        return value >= bound;
    case Comparison::Greater:
        return value > bound;
    }
    return false;
}

}

Result<Target> parseTarget(std::string_view expression)
{
    Reader reader(expression);
    const auto row = readMetric(reader);
    if (!row)
        return row.problem();
    auto sink = readSink(reader, *row);
    if (!sink)
        return sink.problem();
    const auto comparison = readComparison(reader);
    if (!comparison)
        return comparison.problem();
    const auto bound = readBound(reader, *row);
    if (!bound)
        return bound.problem();

    Target target;
    target.expression = trimmed(expression);
    target.metric = row->metric;
    target.sink = std::move(*sink);
    target.comparison = *comparison;
    target.bound = *bound;
    return target;
}

TargetResult evaluate(const Target &target, const Snapshot &snapshot, std::uint64_t backlogMax)
{
    Measured measured = measure(target, snapshot, backlogMax);
    TargetResult result;
    result.expression = target.expression;
    result.value = measured.value;
    result.passed = measured.value && holds(*measured.value, target.comparison, target.bound);
    result.note = std::move(measured.note);
    return result;
}

}
