// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/sinkworker.h"
#include "run/entrytail.h"
#include "schedule/pacer.h"
#include "stats/ledger.h"
#include "verify/recorder.h"

#include <cstdint>
#include <vector>

namespace emitter {

/// Takes what the pacer makes, books it, has it recorded and hands it to every sink. Pacer's
/// thread; once per chunk.
class Emission : public PacerOutput
{
public:
    /// `recorder`: null when the run is not recorded.
    explicit Emission(RunLedger &books, EntryTail &tail, Recorder *recorder = nullptr)
        : m_books(books)
        , m_tail(tail)
        , m_recorder(recorder)
    {
    }
    /// REQUIRES: the pacer does not run yet; the worker outlives it.
    void add(SinkWorker &worker) { m_workers.push_back(&worker); }

    void emitChunk(ChunkPtr chunk, std::int64_t emittedAt) override
    {
        m_books.emit(*chunk, emittedAt);
        m_tail.offer(*chunk);
        if (m_recorder)
            m_recorder->offer(chunk);
        for (SinkWorker *worker : m_workers)
            worker->offer(chunk);
    }
    void skipLate(std::uint64_t count) override { m_books.skip(count); }

private:
    RunLedger &m_books;
    EntryTail &m_tail;
    Recorder *m_recorder;
    std::vector<SinkWorker *> m_workers;
};

}
