// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/dashboard/dashboardsink.h"

#include "base/clock.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace emitter::dashboardsink {
namespace {

constexpr std::array rows{
    Field{.key = "port",
        .type = Field::Integer,
        .fallback = "3000",
        .min = 0,
        .max = 65535,
        .label = QT_TRANSLATE_NOOP("dashboard", "Port"),
        .help = QT_TRANSLATE_NOOP(
            "dashboard", "Of the page, the stream and the metrics; 0: any free port.")},
    Field{.key = "host",
        .type = Field::Text,
        .fallback = "127.0.0.1",
        .label = QT_TRANSLATE_NOOP("dashboard", "Address"),
        .help = QT_TRANSLATE_NOOP("dashboard",
            "An IP address of this machine. All but loopback want a token from every reader.")},
    Field{.key = "token",
        .type = Field::Secret,
        .label = QT_TRANSLATE_NOOP("dashboard", "Token"),
        .help = QT_TRANSLATE_NOOP("dashboard",
            "What readers must know. Without one: none on loopback, else a new one for each run.")},
};

SinkTraits traits(const FieldValues &values)
{
    std::string host = values.text("host");
    if (host.find(':') != std::string::npos)
        host = '[' + host + ']';
    return {.target = "http://" + host + ':' + std::to_string(values.integer("port")) + '/'};
}

/// A browser sends the token in a header that takes no other characters.
bool isUsableToken(const std::string &token)
{
    return std::all_of(token.begin(), token.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || std::string_view("-._~").find(c) != std::string_view::npos;
    });
}

Result<std::unique_ptr<Sink>> create(SinkConfig config)
{
    if (!isUsableToken(config.values.secret("token").reveal()))
        return Problem{.text = "the dashboard's token has characters that a browser cannot send",
            .remedy = "Use letters, digits, '-', '.', '_' and '~'."};
    return std::unique_ptr<Sink>(std::make_unique<DashboardSink>(std::move(config.flushed)));
}

}

DashboardSink::DashboardSink(std::function<void(const FlushReport &)> flushed)
    : m_flushed(std::move(flushed))
{
}

Result<void> DashboardSink::open(const Content &content)
{
    m_content = &content;
    return {};
}

void DashboardSink::send(Batch batch, std::function<void(SendResult)> done)
{
    if (m_flushed)
        m_flushed(count(*batch.entries));
    done({});
}

FlushReport DashboardSink::count(const std::vector<Entry> &entries)
{
    const std::int64_t begin = Clock::system().monotonicNanos();
    const SourceTable &sources = m_content->sources();
    FlushReport report;
    report.unixNanos = Clock::system().unixNanos();
    report.totalCount = entries.size();
    m_byGroup.assign(sources.groups().size(), 0);
    for (const Entry &entry : entries) {
        ++m_byGroup[sources.groupIndexOf(entry.source)];
        ++report.byLevel[static_cast<std::size_t>(entry.level)];
    }
    for (std::size_t i = 0; i < m_byGroup.size(); ++i) {
        if (m_byGroup[i] > 0)
            report.byService.emplace_back(sources.groups()[i].name, m_byGroup[i]);
    }
    report.durationMs = static_cast<double>(Clock::system().monotonicNanos() - begin) / 1e6;
    return report;
}

SinkDescriptor descriptor()
{
    return {.id = "dashboard",
        .description = QT_TRANSLATE_NOOP("sinks", "counts flushes for the run's web page"),
        .rows = rows,
        .traits = traits,
        .create = create};
}

}
