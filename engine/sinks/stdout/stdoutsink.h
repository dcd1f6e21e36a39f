// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinkapi/sinkdescriptor.h"
#include "sinks/stdout/patientoutput.h"
#include "wire/entryrenderer.h"

#include <optional>
#include <string>

namespace emitter::stdoutsink {

/// Writes each entry as one line, many lines at a time. A reader that is slow holds only this sink
/// up; a reader that goes away ends it.
class StdoutSink : public Sink
{
public:
    StdoutSink(EntryFormat format, int fd,
        PatientOutput::Reopening reopening = PatientOutput::Reopening::Tried);

    Result<void> open(const Content &content) override;
    int maxInFlight() const override { return 1; }
    void send(Batch batch, std::function<void(SendResult)> done) override;
    Result<void> finish(std::int64_t) override { return {}; }
    void cancel() override { m_output.cancel(); }
    std::size_t entryBytes() const override;
    std::uint64_t bytesWritten() const override { return m_output.bytesWritten(); }

private:
    SendResult write(std::span<const Entry> entries);
    SendResult failed(std::size_t delivered, std::size_t total, int error, bool cut);

    EntryFormat m_format;
    PatientOutput m_output;
    std::optional<EntryRenderer> m_renderer;
    std::string m_buffer;
    bool m_midLine = false; ///< the last line was cut by cancel()
};

SinkDescriptor descriptor();

}
