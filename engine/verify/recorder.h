// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "content/entry.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace emitter {

/// Writes what a run emits into its record, in a thread of its own, and never makes the pacer
/// wait: when the disk is too slow, full, or the limit is reached, recording stops for good. The
/// record is then about the first entries of the run.
class Recorder
{
public:
    struct Limits
    {
        std::uint64_t entries = 8u << 20; ///< in the file: 256 MiB
        std::uint64_t waiting = 1u << 20; ///< between pacer and disk
    };

    /// `file` is open for writing, at its beginning; the recorder closes it. `run`: see Header.
    Recorder(int file, std::uint64_t run, Limits limits);
    Recorder(int file, std::uint64_t run)
        : Recorder(file, run, Limits())
    {
    }
    ~Recorder(); ///< finishes
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    /// Pacer's thread: takes a reference, nothing else.
    void offer(const ChunkPtr &chunk);

    struct Outcome
    {
        std::uint64_t recorded = 0; ///< the first so many entries of the run
        std::string whyStopped; ///< one clause; empty when everything that was offered is there
    };
    /// Writes what waits and ends the thread. Nothing is taken afterwards.
    Outcome finish();

private:
    void write();
    void writeOut(const std::deque<ChunkPtr> &chunks);
    void stopTaking(std::string why);

    const Limits m_limits;
    int m_file;

    std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_news;
    std::deque<ChunkPtr> m_chunks;
    std::uint64_t m_waiting = 0; ///< entries in m_chunks and in the hands of the thread
    std::uint64_t m_taken = 0;
    bool m_ends = false;
    bool m_stopped = false; ///< nothing more is taken; see whyStopped
    bool m_failed = false; ///< and nothing more is written
    Outcome m_outcome;

    std::thread m_thread;
};

}
