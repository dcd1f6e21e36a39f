// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "stats/sampler.h"
#include "stats/snapshot.h"
#include "stats/targets.h"
#include "stats/verification.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

enum class RunResult { Passed, Missed, Stopped, Failed, Running /* not yet over */ };
std::string_view name(RunResult result);

/// Everything a run has to say for itself when it is over. A plain value; all reports are made of
/// it.
struct Summary
{
    std::string version;
    std::string runId; ///< 16 hexadecimal digits
    std::string profile; ///< file name, or "built-in"
    std::uint64_t seed = 0;
    RunResult result = RunResult::Passed;
    int exitCode = 0;
    std::string reason; ///< one clause: "a target was missed", "all sinks lost"
    std::int64_t startedUnixNanos = 0;
    double durationSeconds = 0; ///< run time, pauses excluded
    Snapshot last; ///< after the drain: nothing in flight
    std::vector<TargetResult> targets;
    std::vector<Sample> history;
    double historyInterval = 1;
    std::uint64_t backlogMax = 0;
    std::vector<std::string> warnings; ///< "sink pg: TLS certificates are not verified", ...
    /// The emitters of larger pools would make a file that nobody can open.
    static constexpr std::uint32_t mostEmittersListed = 10'000;
    struct EmitterStats
    {
        std::string name;
        /// Emitted without an error: handed over less the errors per sink. With several sinks, how
        /// many a sink took (or is yet to answer) on average, rounded up.
        std::uint64_t count = 0;
        std::uint64_t errors = 0; ///< one per entry and sink that did not take it
    };
    std::vector<std::vector<EmitterStats>>
        emitters; ///< of each pool, in order; empty for a larger one
    std::optional<Verification> verification; ///< with --verify
};

/// Planned and achieved rates over the whole run, entries per second; absent when no time passed.
struct Rates
{
    std::optional<double> planned, achieved, achievedPercent;
};
Rates rates(const Summary &summary);

/// For people, on stderr; `colour`: ANSI colours beside the words.
std::string toText(const Summary &summary, bool colour);
std::string toJson(const Summary &summary); ///< one object, schema "1.0", pretty-printed
std::string toCsv(const Summary &summary); ///< the history, one row per sample
std::string toMarkdown(const Summary &summary);
std::string toJUnit(const Summary &summary); ///< one test case per target, plus "entries were sent"
std::string toHtml(
    const Summary &summary); ///< one self-contained file, inline SVG, no script needed

/// The writer for a report file by its suffix (.html .json .csv .xml .md); empty when unknown.
std::function<std::string(const Summary &)> reportWriter(std::string_view fileName);

}
