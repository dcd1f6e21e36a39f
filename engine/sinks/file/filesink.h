// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinkapi/sinkdescriptor.h"
#include "sinks/file/logfile.h"
#include "wire/entryrenderer.h"

#include <atomic>
#include <optional>
#include <string>

namespace emitter::filesink {

/// Writes each entry as one line of a file. Whatever fails, the file holds exactly the entries that
/// were delivered.
class FileSink : public Sink
{
public:
    FileSink(EntryFormat format, LogFileSettings settings);

    Result<void> open(const Content &content) override;
    int maxInFlight() const override { return 1; }
    void send(Batch batch, std::function<void(SendResult)> done) override;
    Result<void> finish(std::int64_t deadline) override;
    void cancel() override { m_file.cancel(); }
    std::size_t entryBytes() const override;
    std::uint64_t bytesWritten() const override { return m_bytes.load(std::memory_order_relaxed); }

private:
    SendResult write(std::span<const Entry> entries);

    EntryFormat m_format;
    LogFile m_file;
    std::optional<EntryRenderer> m_renderer;
    std::string m_buffer;
    std::string m_failure; ///< not empty: the file is given up
    std::atomic<std::uint64_t> m_bytes{0};
};

SinkDescriptor descriptor();

}
