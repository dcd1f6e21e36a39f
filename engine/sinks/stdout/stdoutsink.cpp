// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/stdout/stdoutsink.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <unistd.h>

namespace emitter::stdoutsink {
namespace {

constexpr std::size_t entriesAtOnce = 256;
constexpr std::size_t bytesAtOnce = 128 << 10;

constexpr std::array rows{
    Field{.key = "format",
        .type = Field::Choice,
        .fallback = "text",
        .choices = QT_TRANSLATE_NOOP("profile", "text|json"),
        .label = QT_TRANSLATE_NOOP("stdout", "Format"),
        .help = QT_TRANSLATE_NOOP(
            "stdout", "text: time, level, service, message; json: one object per line.")},
};

SinkTraits traits(const FieldValues &)
{
    return {.target = "stdout"};
}

Result<std::unique_ptr<Sink>> create(SinkConfig config)
{
    const bool json = config.values.text("format") == "json";
    return std::unique_ptr<Sink>(std::make_unique<StdoutSink>(
        json ? EntryFormat::json() : EntryFormat::text(), STDOUT_FILENO));
}

std::string reasonOf(int error)
{
    switch (error) {
    case EPIPE:
        return "stdout was closed by its reader";
    case ENOSPC:
        return "stdout leads to a full disk: no space left on device; free some space or write "
               "elsewhere";
    default:
        return "stdout cannot be written: " + std::generic_category().message(error);
    }
}

}

StdoutSink::StdoutSink(EntryFormat format, int fd, PatientOutput::Reopening reopening)
    : m_format(std::move(format))
    , m_output(fd, reopening)
{
}

Result<void> StdoutSink::open(const Content &content)
{
    m_renderer.emplace(content, m_format);
    return m_output.open();
}

std::size_t StdoutSink::entryBytes() const
{
    return m_renderer ? m_renderer->typicalBytes() + 1 : 0;
}

void StdoutSink::send(Batch batch, std::function<void(SendResult)> done)
{
    done(write(*batch.entries));
}

SendResult StdoutSink::write(std::span<const Entry> entries)
{
    std::size_t delivered = 0;
    for (std::size_t next = 0; next < entries.size();) {
        m_buffer.assign(m_midLine ? 1 : 0, '\n');
        const std::size_t extraLines = m_buffer.size();
        while (next < entries.size() && m_buffer.size() < bytesAtOnce) {
            const auto piece =
                entries.subspan(next, std::min(entries.size() - next, entriesAtOnce));
            m_renderer->appendAll(m_buffer, piece, "\n");
            next += piece.size();
        }
        const auto [bytes, error] = m_output.write(m_buffer);
        if (bytes > 0)
            m_midLine = m_buffer[bytes - 1] != '\n';
        if (error == 0) {
            delivered = next;
            continue;
        }
        const std::string_view written = std::string_view(m_buffer).substr(0, bytes);
        const auto lines =
            static_cast<std::size_t>(std::count(written.begin(), written.end(), '\n'));
        delivered += lines - std::min(lines, extraLines);
        return failed(delivered, entries.size(), error, bytes > 0 && m_midLine);
    }
    return {};
}

SendResult StdoutSink::failed(std::size_t delivered, std::size_t total, int error, bool cut)
{
    SendResult result;
    const bool cancelled = error == ECANCELED;
    result.items.assign(total, cancelled ? Outcome::Retry : Outcome::Fatal);
    std::fill_n(result.items.begin(), delivered, Outcome::Delivered);
    // Half a line has gone out: sending that entry again would show it one and a half times.
    if (cancelled && cut && delivered < total)
        result.items[delivered] = Outcome::Unconfirmed;
    result.reasons.emplace_back(
        cancelled ? "stdout was not read until the end of the run" : reasonOf(error),
        static_cast<std::uint32_t>(total - delivered));
    return result;
}

SinkDescriptor descriptor()
{
    return {.id = "stdout",
        .description =
            QT_TRANSLATE_NOOP("sinks", "writes entries to standard output, one per line"),
        .rows = rows,
        .traits = traits,
        .create = create};
}

}
