// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinkapi/sinkdescriptor.h"
#include "wire/entryrenderer.h"

#include <atomic>
#include <optional>
#include <string>

namespace emitter::nullsink {

/// Accepts and discards; with `render` it makes the bytes first, so that a run shows what the
/// generator can do when no store is in its way.
class NullSink : public Sink
{
public:
    explicit NullSink(bool render);

    Result<void> open(const Content &content) override;
    int maxInFlight() const override { return 1; }
    void send(Batch batch, std::function<void(SendResult)> done) override;
    Result<void> finish(std::int64_t) override { return {}; }
    void cancel() override { }
    std::uint64_t bytesWritten() const override { return m_bytes.load(std::memory_order_relaxed); }

private:
    bool m_render;
    std::optional<EntryRenderer> m_renderer;
    std::string m_buffer;
    std::atomic<std::uint64_t> m_bytes{0};
};

SinkDescriptor descriptor();

}
