// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace emitter::stdoutsink {

/// A file descriptor that somebody else may read slowly, or never. Waits for the reader, but ends
/// at once when told to. One thread writes; cancel() and bytesWritten() from any thread.
class PatientOutput
{
public:
    /// Whether a pipe or terminal may be opened a second time; not where /proc is missing.
    enum class Reopening { Tried, Impossible };

    /// `fd` stays open and keeps its flags; others may share it.
    explicit PatientOutput(int fd, Reopening reopening = Reopening::Tried);
    ~PatientOutput();
    PatientOutput(const PatientOutput &) = delete;
    PatientOutput &operator=(const PatientOutput &) = delete;

    /// Fails when the descriptor is closed or cannot be written to.
    Result<void> open();

    struct Written
    {
        std::size_t bytes = 0;
        int error = 0; ///< errno when something failed; ECANCELED after cancel()
    };
    /// Writes everything, or as much as possible before an error or cancel().
    Written write(std::string_view bytes);
    /// From now on no write waits: what cannot be written at once is given up.
    void cancel() { m_cancelled.store(true); }
    std::uint64_t bytesWritten() const { return m_bytesWritten.load(std::memory_order_relaxed); }

private:
    enum class Mode {
        Direct, ///< a file or device: a write does not wait for a person
        NonBlocking, ///< a description of our own that never blocks
        Socket,
        Careful, ///< a shared, blocking pipe: small writes, only when there is room
    };
    static constexpr int pollMillis = 100;

    long writeSome(std::string_view bytes) const;
    void waitForRoom() const;

    int m_fd;
    const Reopening m_reopening;
    int m_ownFd = -1;
    Mode m_mode = Mode::Direct;
    std::atomic<bool> m_cancelled{false};
    std::atomic<std::uint64_t> m_bytesWritten{0};
};

}
