// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/summary.h"

#include "base/text.h"

#include <array>
#include <cmath>

namespace emitter {

std::string_view name(RunResult result)
{
    static constexpr std::string_view names[] = {
        "passed", "missed", "stopped", "failed", "running"};
    return names[static_cast<std::size_t>(result)];
}

Rates rates(const Summary &summary)
{
    Rates result;
    result.achievedPercent = summary.last.achievedPercent();
    if (!(summary.durationSeconds > 0) || !std::isfinite(summary.durationSeconds))
        return result;
    const RunLedger::Counts &counts = summary.last.counts;
    result.planned = static_cast<double>(counts.scheduled) / summary.durationSeconds;
    result.achieved = static_cast<double>(counts.emitted) / summary.durationSeconds;
    return result;
}

std::function<std::string(const Summary &)> reportWriter(std::string_view fileName)
{
    struct Writer
    {
        std::string_view suffix;
        std::string (*write)(const Summary &);
    };
    static constexpr std::array writers{Writer{".html", toHtml}, Writer{".json", toJson},
        Writer{".csv", toCsv}, Writer{".xml", toJUnit}, Writer{".md", toMarkdown}};
    const std::string lower = lowerCase(fileName);
    for (const Writer &writer : writers) {
        if (lower.ends_with(writer.suffix))
            return writer.write;
    }
    return {};
}

}
