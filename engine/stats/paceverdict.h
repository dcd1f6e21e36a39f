// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/snapshot.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace emitter {

enum class PaceCause { GeneratorCpuBound, SinkSlow, MachineStalled };
std::string_view name(PaceCause cause); ///< "generator_cpu_bound", ...

/// One cause with the facts that speak for it, as a sentence without a full stop.
struct PaceFinding
{
    PaceCause cause;
    std::string text;
};

/// Whether the program did its part, and what stood in the way. A slow sink in an open loop does
/// not make the pace worse, but is told all the same.
struct PaceVerdict
{
    /// Nothing was skipped and nothing went out more than 100 ms late. In a closed loop, which has
    /// no plan, always; the cause there is what limited it.
    bool kept = true;
    std::vector<PaceFinding> causes; ///< what took most time first
    std::vector<PaceFinding> slowSinks;
};
PaceVerdict judgePace(const Snapshot &run);

/// Whether it was this program's own work for the sink that took the time, not the store: the
/// sink's thread computed, most of a core, while entries waited for it.
bool isLimitedByClient(const SinkSnapshot &sink);
/// `the client, not the store, was the limit: its thread for sink file computed 97% of the time in
/// which entries waited`
std::string clientLimitText(const SinkSnapshot &sink);

/// What the time went to that the pacer has lost since it had lost `before`; the largest first.
std::vector<PaceFinding> lateCauses(const Snapshot &run, const PaceFacts::Lost &before = {});

/// Lines of the self-audit for every report: label and value, in order; little for a run that
/// had nothing to emit.
std::vector<std::pair<std::string_view, std::string>> auditLines(const Snapshot &run);

}
