// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sinks/file/gzipmember.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>

namespace emitter::filesink {

struct LogFileSettings
{
    std::string path;
    std::uint64_t rotateBytes = 0; ///< a file that would grow past it is rotated first; 0: never
    std::uint32_t rotateKeep = 0; ///< old files to keep; 0: all
    bool gzip = false;
    /// What becomes of a file that is there. Leave: nothing, not even its last line is ended.
    enum class Existing { Continue, Empty, Leave } existing = Existing::Continue;
    bool sync = false; ///< wait for the disk after each write
    int (*syncFile)(int file) = ::fdatasync; ///< another one in tests
};

/// A file of whole lines. After every write, failed or not, it holds complete lines only: what a
/// failure cut is cut off. One thread, but for cancel().
class LogFile
{
public:
    explicit LogFile(LogFileSettings settings);
    ~LogFile();
    LogFile(const LogFile &) = delete;
    LogFile &operator=(const LogFile &) = delete;

    Result<void> open();

    struct Written
    {
        std::size_t taken = 0; ///< bytes of the argument that are in the file now: whole lines
        std::uint64_t bytes = 0; ///< that these take in the file
        std::string failure; ///< why the rest is not; empty when all is
        bool unsure = false; ///< the disk did not confirm what was written
    };
    /// Writes lines, each with its line feed; rotates between them where needed.
    Written write(std::string_view lines);
    /// From now on no write waits for a device, such as a terminal that is stopped. Any thread.
    void cancel() { m_cancelled = true; }
    /// Says so when the file system admits a failure only now.
    Result<void> close();

    /// The name of the old file number `index`, 1 is the youngest: `app.log.1`, with gzip
    /// `app.log.1.gz`.
    std::string oldName(std::uint32_t index) const;
    std::uint64_t size() const { return m_size; }

private:
    int openFlags(LogFileSettings::Existing existing) const;
    Problem openProblem(int error) const;
    std::size_t pieceBytes(std::string_view lines) const;
    void writeLines(std::string_view lines, Written &result);
    int writeBytes(std::string_view bytes, std::size_t &written);
    bool waitForRoom() const;
    void confirm(Written &result);
    bool cutBack(std::uint64_t size, std::uint64_t expected);
    int endLastLine();
    void rotate(Written &result);
    std::string startNextFile();
    std::string failureText(const char *what, int error) const;

    LogFileSettings m_settings;
    std::optional<GzipMember> m_packer;
    int m_fd = -1;
    bool m_regular = true;
    std::uint64_t m_size = 0;
    std::atomic<bool> m_cancelled = false;
};

}
