// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/recorder.h"

#include "base/values.h"
#include "verify/entriesfile.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <unistd.h>
#include <utility>

namespace emitter {
namespace {

// How much a crash of the program can lose. Long enough that the disk is asked rarely.
constexpr std::chrono::milliseconds writeInterval{100};

/// 0, or the error. `written`: bytes that reached the file in any case.
int writeAll(int file, const void *from, std::size_t size, std::size_t &written)
{
    const auto *bytes = static_cast<const char *>(from);
    written = 0;
    while (written < size) {
        const ssize_t put = ::write(file, bytes + written, size - written);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return put < 0 ? errno : EIO;
        written += static_cast<std::size_t>(put);
    }
    return 0;
}

std::string limitReached(std::uint64_t entries)
{
    return "a record holds at most " + formatCount(entries) + " entries";
}

}

Recorder::Recorder(int file, std::uint64_t run, Limits limits)
    : m_limits(limits)
    , m_file(file)
{
    EntriesFile::Header header;
    header.run = run;
    std::size_t written = 0;
    if (const int error = writeAll(m_file, &header, sizeof header, written); error != 0) {
        m_failed = true;
        stopTaking(std::strerror(error));
    }
    m_thread = std::thread([this] { write(); });
}

Recorder::~Recorder()
{
    finish();
    ::close(m_file);
}

// Under the lock, or before there is a thread. The first reason stays.
void Recorder::stopTaking(std::string why)
{
    if (!std::exchange(m_stopped, true))
        m_outcome.whyStopped = std::move(why);
}

void Recorder::offer(const ChunkPtr &chunk)
{
    bool urgent = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopped || m_ends)
            return;
        if (m_taken >= m_limits.entries)
            return stopTaking(limitReached(m_limits.entries));
        if (m_waiting + chunk->size() > m_limits.waiting)
            return stopTaking("the disk was too slow for this rate");
        m_chunks.push_back(chunk);
        m_taken += chunk->size();
        m_waiting += chunk->size();
        urgent = m_waiting > m_limits.waiting / 2;
    }
    if (urgent)
        m_news.notify_one();
}

void Recorder::write()
{
    std::deque<ChunkPtr> chunks;
    std::unique_lock lock(m_mutex);
    while (true) {
        m_news.wait_for(
            lock, writeInterval, [this] { return m_ends || m_waiting > m_limits.waiting / 2; });
        if (m_chunks.empty() && m_ends)
            return;
        chunks.swap(m_chunks);
        const bool failed = m_failed;
        lock.unlock();
        if (!failed)
            writeOut(chunks);
        std::uint64_t done = 0;
        for (const ChunkPtr &chunk : chunks)
            done += chunk->size();
        chunks.clear();
        lock.lock();
        m_waiting -= done;
    }
}

void Recorder::writeOut(const std::deque<ChunkPtr> &chunks)
{
    for (const ChunkPtr &chunk : chunks) {
        const std::uint64_t room = m_limits.entries - m_outcome.recorded;
        const std::size_t count = std::min<std::uint64_t>(chunk->size(), room);
        std::size_t written = 0;
        const int error = writeAll(m_file, chunk->data(), count * sizeof(Entry), written);
        const std::lock_guard lock(m_mutex);
        m_outcome.recorded += written / sizeof(Entry);
        if (error != 0) {
            m_failed = true;
            return stopTaking(std::strerror(error));
        }
        if (count < chunk->size())
            return stopTaking(limitReached(m_limits.entries));
    }
}

Recorder::Outcome Recorder::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_news.notify_one();
    if (m_thread.joinable())
        m_thread.join();
    return m_outcome;
}

}
