// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/file/logfile.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace emitter::filesink {
namespace {

std::string explained(int error)
{
    return std::generic_category().message(error);
}

}

LogFile::LogFile(LogFileSettings settings)
    : m_settings(std::move(settings))
{
    if (m_settings.gzip)
        m_packer.emplace();
}

LogFile::~LogFile()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

int LogFile::openFlags(LogFileSettings::Existing existing) const
{
    // O_NONBLOCK: a named pipe without a reader must not hold the start up, nor a terminal the end.
    return O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
        | (existing == LogFileSettings::Existing::Empty ? O_TRUNC : 0);
}

Result<void> LogFile::open()
{
    m_fd = ::open(m_settings.path.c_str(), openFlags(m_settings.existing), 0666);
    if (m_fd < 0)
        return openProblem(errno);
    struct stat info;
    if (::fstat(m_fd, &info) != 0)
        return openProblem(errno);
    m_regular = S_ISREG(info.st_mode);
    if (S_ISFIFO(info.st_mode) || S_ISSOCK(info.st_mode))
        return openProblem(ENXIO);
    if (!m_regular && m_settings.rotateBytes > 0) {
        return makeProblem(Cause::CannotCreate,
            "cannot rotate \"" + m_settings.path + "\": it is not a regular file",
            "Name a regular file, or leave rotate_bytes out.");
    }
    m_size = m_regular ? static_cast<std::uint64_t>(info.st_size) : 0;
    if (const int error = endLastLine())
        return openProblem(error);
    return {};
}

Problem LogFile::openProblem(int error) const
{
    const std::filesystem::path path(m_settings.path);
    const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
    Problem problem = makeProblem(Cause::CannotCreate,
        "cannot write to \"" + m_settings.path + "\": " + explained(error),
        "Choose a path that you may write to.");
    std::error_code ignored;
    if (error == ENOENT && !std::filesystem::exists(folder, ignored)) {
        problem.text = "cannot write to \"" + m_settings.path + "\": the folder \"" + folder
            + "\" does not exist";
        problem.remedy = "Create it, or choose another path.";
    } else if (error == EISDIR) {
        problem.text = "cannot write to \"" + m_settings.path + "\": it is a folder";
        problem.remedy = "Name a file in it, such as \"" + (path / "emitter.log").string() + "\".";
    } else if (error == ENXIO) {
        problem.text = "cannot write to \"" + m_settings.path + "\": it is a pipe or a socket";
        problem.remedy = "Name a regular file, or use the stdout sink and a redirection.";
    }
    return problem;
}

// A file that another program left in the middle of a line must not swallow our first entry.
int LogFile::endLastLine()
{
    if (m_size == 0 || m_packer || m_settings.existing == LogFileSettings::Existing::Leave)
        return 0;
    const int reader = ::open(m_settings.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (reader < 0)
        return 0;
    char last = '\n';
    const ssize_t got = ::pread(reader, &last, 1, static_cast<off_t>(m_size - 1));
    ::close(reader);
    if (got != 1 || last == '\n')
        return 0;
    std::size_t written = 0;
    const int error = writeBytes("\n", written);
    m_size += written;
    return error;
}

LogFile::Written LogFile::write(std::string_view lines)
{
    Written result;
    writeLines(lines, result);
    // Also what a failure left; but a disk that has said no once may say yes to less.
    if (m_settings.sync && result.taken > 0 && !result.unsure)
        confirm(result);
    return result;
}

void LogFile::confirm(Written &result)
{
    if (m_settings.syncFile(m_fd) == 0 || errno == EINVAL)
        return;
    result.unsure = true;
    if (result.failure.empty())
        result.failure = failureText("the disk did not confirm", errno);
}

void LogFile::writeLines(std::string_view lines, Written &result)
{
    while (!lines.empty()) {
        const std::size_t bytes = pieceBytes(lines);
        const std::string_view piece = lines.substr(0, bytes);
        const std::string_view packed = m_packer && bytes > 0 ? m_packer->pack(piece) : piece;
        const bool full = m_settings.rotateBytes > 0 && m_size > 0
            && (bytes == 0 || m_size + packed.size() > m_settings.rotateBytes);
        if (full) {
            rotate(result);
            if (!result.failure.empty())
                return;
            continue;
        }
        std::size_t written = 0;
        const int error = writeBytes(packed, written);
        if (error != 0) {
            // Keep what is complete: whole lines, or with gzip nothing of this member.
            const std::size_t kept = m_packer ? 0 : piece.substr(0, written).rfind('\n') + 1;
            result.failure = failureText("cannot write to", error);
            if (!cutBack(m_size + kept, m_size + written))
                result.failure += " (half an entry may be left at its end)";
            m_size += kept;
            result.bytes += kept;
            result.taken += kept;
            return;
        }
        m_size += written;
        result.bytes += written;
        result.taken += bytes;
        lines.remove_prefix(bytes);
    }
}

// How much of `lines` goes out next: all, or what keeps a file below its limit; 0: rotate first.
std::size_t LogFile::pieceBytes(std::string_view lines) const
{
    const std::uint64_t limit = m_settings.rotateBytes;
    if (limit == 0)
        return lines.size();
    const std::uint64_t room = m_packer ? limit : limit - std::min(limit, m_size);
    if (lines.size() <= room)
        return lines.size();
    const std::size_t end = room == 0 ? std::string_view::npos : lines.rfind('\n', room - 1);
    if (end != std::string_view::npos)
        return end + 1;
    // Not even one line fits: it gets a file of its own.
    return m_size > 0 && !m_packer ? 0 : lines.find('\n') + 1;
}

int LogFile::writeBytes(std::string_view bytes, std::size_t &written)
{
    while (written < bytes.size()) {
        const ssize_t count = ::write(m_fd, bytes.data() + written, bytes.size() - written);
        if (count > 0)
            written += static_cast<std::size_t>(count);
        else if (count == 0)
            return EIO;
        else if (errno == EAGAIN && !waitForRoom())
            return ECANCELED;
        else if (errno != EINTR && errno != EAGAIN)
            return errno;
    }
    return 0;
}

// Terminals are slower than we are. False when nobody wants to wait any longer.
bool LogFile::waitForRoom() const
{
    constexpr int interval = 100; // milliseconds between looks at m_cancelled
    pollfd item{m_fd, POLLOUT, 0};
    ::poll(&item, 1, interval);
    return !m_cancelled;
}

// Only where the end of the file is ours: another program may be appending to it as well.
bool LogFile::cutBack(std::uint64_t size, std::uint64_t expected)
{
    struct stat info;
    return !m_regular || size == expected
        || (::fstat(m_fd, &info) == 0 && static_cast<std::uint64_t>(info.st_size) == expected
            && ::ftruncate(m_fd, static_cast<off_t>(size)) == 0);
}

std::string LogFile::oldName(std::uint32_t index) const
{
    constexpr std::string_view suffix = ".gz";
    const std::string number = '.' + std::to_string(index);
    if (!m_settings.gzip)
        return m_settings.path + number;
    const std::size_t stem = m_settings.path.size() - suffix.size();
    return m_settings.path.substr(0, stem) + number + std::string(suffix);
}

void LogFile::rotate(Written &result)
{
    if (m_settings.sync)
        confirm(result);
    if (result.failure.empty())
        result.failure = startNextFile();
}

std::string LogFile::startNextFile()
{
    std::uint32_t count = 0;
    while (::access(oldName(count + 1).c_str(), F_OK) == 0)
        ++count;
    if (m_settings.rotateKeep > 0)
        count = std::min(count, m_settings.rotateKeep - 1);
    for (std::uint32_t index = count; index > 0; --index) {
        if (std::rename(oldName(index).c_str(), oldName(index + 1).c_str()) != 0)
            return failureText("cannot rotate", errno);
    }
    if (std::rename(m_settings.path.c_str(), oldName(1).c_str()) != 0)
        return failureText("cannot rotate", errno);
    const int next =
        ::open(m_settings.path.c_str(), openFlags(LogFileSettings::Existing::Empty), 0666);
    if (next < 0)
        return failureText("cannot start a new", errno);
    const bool closed = ::close(m_fd) == 0;
    m_fd = next;
    m_size = 0;
    return closed ? std::string() : failureText("cannot complete", errno);
}

Result<void> LogFile::close()
{
    if (m_fd < 0)
        return {};
    const int failed = ::close(m_fd) == 0 ? 0 : errno;
    m_fd = -1;
    if (failed == 0)
        return {};
    return makeProblem(Cause::CannotCreate, failureText("cannot complete", failed),
        "Check the disk before you use the file.");
}

std::string LogFile::failureText(const char *what, int error) const
{
    std::string text = std::string(what) + " \"" + m_settings.path + "\": " + explained(error);
    if (error == ENOSPC || error == EDQUOT)
        text += "; free some space, or limit the old files with rotate_keep";
    else if (error == EFBIG)
        text += "; set rotate_bytes below the limit of the file system or of `ulimit -f`";
    return text;
}

}
