// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinkapi/sinkdescriptor.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace emitter::dashboardsink {

/// Counts each batch by service and level and tells those who watch. The web page itself is the
/// program's; it reads `host`, `port` and `token` of this sink's rows. Delivers everything.
class DashboardSink : public Sink
{
public:
    /// `flushed` may be empty.
    explicit DashboardSink(std::function<void(const FlushReport &)> flushed);

    Result<void> open(const Content &content) override;
    int maxInFlight() const override { return 1; }
    void send(Batch batch, std::function<void(SendResult)> done) override;
    Result<void> finish(std::int64_t) override { return {}; }
    void cancel() override { }

private:
    FlushReport count(const std::vector<Entry> &entries);

    std::function<void(const FlushReport &)> m_flushed;
    const Content *m_content = nullptr;
    std::vector<std::uint64_t> m_byGroup; ///< of one flush; kept to save its memory
};

SinkDescriptor descriptor();

}
