// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace emitter {

/// What this machine's CPUs did in a stretch of time; a plain value.
struct MachineUse
{
    double cpus = 0; ///< how many this machine has
    double processCpus = 0; ///< how many of them this process kept busy, on average
    double busyPercent = 0; ///< of all CPUs, by anybody
    double stealPercent = 0; ///< of all CPUs: taken by the host of this virtual machine
    std::uint64_t preemptions = 0; ///< times that a thread of ours was made to wait
};

/// Counts from now on; any thread, one at a time.
class MachineMeter
{
public:
    /// Ticks of all CPUs together, from the first line of /proc/stat (see proc(5)); absent when the
    /// text is of another kind.
    struct Ticks
    {
        std::uint64_t total = 0, idle = 0, steal = 0;
        unsigned cpus = 0;
    };
    static std::optional<Ticks> parse(std::string_view procStat);

    MachineMeter();
    /// Since the construction; absent where /proc/stat cannot be read or no tick has passed.
    std::optional<MachineUse> use() const;

private:
    struct Reading
    {
        std::optional<Ticks> ticks;
        double processSeconds = 0;
        std::uint64_t preemptions = 0;
    };
    static Reading read();
    Reading m_start;
};

}
