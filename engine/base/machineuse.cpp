// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/machineuse.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace emitter {
namespace {

double secondsOf(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

}

std::optional<MachineMeter::Ticks> MachineMeter::parse(std::string_view procStat)
{
    // cpu user nice system idle iowait irq softirq steal; guests are part of user and nice.
    std::array<std::uint64_t, 8> fields{};
    const std::string_view first = procStat.substr(0, procStat.find('\n'));
    if (!first.starts_with("cpu "))
        return {};
    std::size_t count = 0;
    for (const std::string_view word : split(first.substr(4), ' ')) {
        if (word.empty() || count == fields.size())
            continue;
        const auto read = std::from_chars(word.data(), word.data() + word.size(), fields[count]);
        if (read.ec != std::errc() || read.ptr != word.data() + word.size())
            return {};
        ++count;
    }
    if (count < fields.size())
        return {};
    Ticks ticks;
    for (const std::uint64_t field : fields)
        ticks.total += field;
    ticks.idle = fields[3] + fields[4];
    ticks.steal = fields[7];
    for (const std::string_view line : split(procStat, '\n'))
        ticks.cpus += line.starts_with("cpu") && !line.starts_with("cpu ") ? 1 : 0;
    return ticks;
}

MachineMeter::Reading MachineMeter::read()
{
    Reading reading;
    std::ifstream file("/proc/stat");
    reading.ticks = parse(std::string(std::istreambuf_iterator<char>(file), {}));
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    reading.processSeconds = secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime);
    reading.preemptions = static_cast<std::uint64_t>(usage.ru_nivcsw);
    return reading;
}

MachineMeter::MachineMeter()
    : m_start(read())
{
}

std::optional<MachineUse> MachineMeter::use() const
{
    const Reading now = read();
    if (!m_start.ticks || !now.ticks || now.ticks->total <= m_start.ticks->total)
        return {};
    const auto total = static_cast<double>(now.ticks->total - m_start.ticks->total);
    const auto share = [&](std::uint64_t Ticks::*field) {
        // iowait may fall, says proc(5).
        const auto before = static_cast<double>((*m_start.ticks).*field);
        return 100 * std::max(static_cast<double>((*now.ticks).*field) - before, 0.0) / total;
    };
    MachineUse use;
    use.cpus = now.ticks->cpus;
    use.busyPercent = std::max(100 - share(&Ticks::idle), 0.0);
    use.stealPercent = share(&Ticks::steal);
    const double cpuSeconds = total / static_cast<double>(sysconf(_SC_CLK_TCK));
    use.processCpus = (now.processSeconds - m_start.processSeconds) / cpuSeconds * use.cpus;
    use.preemptions = now.preemptions - m_start.preemptions;
    return use;
}

}
