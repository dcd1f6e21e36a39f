// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/stdout/patientoutput.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace emitter::stdoutsink {

PatientOutput::PatientOutput(int fd, Reopening reopening)
    : m_fd(fd)
    , m_reopening(reopening)
{
}

PatientOutput::~PatientOutput()
{
    if (m_ownFd >= 0)
        ::close(m_ownFd);
}

Result<void> PatientOutput::open()
{
    struct stat info;
    const int flags = ::fcntl(m_fd, F_GETFL);
    if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY || ::fstat(m_fd, &info) != 0) {
        Problem problem;
        problem.text = "stdout is closed or not writable";
        problem.remedy = "Start the program with an open standard output, or choose another sink.";
        problem.cause = Cause::CannotCreate;
        return problem;
    }
    if (S_ISSOCK(info.st_mode)) {
        m_mode = Mode::Socket;
    } else if (S_ISFIFO(info.st_mode) || ::isatty(m_fd)) {
        // O_NONBLOCK belongs to the description, which other programs share: the shell would find
        // its terminal changed. A pipe or terminal can be opened again; a file cannot, because the
        // new description would start at its beginning.
        const std::string path = "/proc/self/fd/" + std::to_string(m_fd);
        if (m_reopening == Reopening::Tried)
            m_ownFd = ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        m_mode = m_ownFd >= 0 ? Mode::NonBlocking : Mode::Careful;
    }
    return {};
}

long PatientOutput::writeSome(std::string_view bytes) const
{
    switch (m_mode) {
    case Mode::Socket:
        return ::send(m_fd, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    case Mode::NonBlocking:
        return ::write(m_ownFd, bytes.data(), bytes.size());
    case Mode::Careful: {
        pollfd item{m_fd, POLLOUT, 0};
        if (::poll(&item, 1, 0) == 0) {
            errno = EAGAIN;
            return -1;
        }
        // A pipe with room takes PIPE_BUF bytes without blocking.
        return ::write(m_fd, bytes.data(), std::min<std::size_t>(bytes.size(), PIPE_BUF));
    }
    case Mode::Direct:
        break;
    }
    return ::write(m_fd, bytes.data(), bytes.size());
}

void PatientOutput::waitForRoom() const
{
    pollfd item{m_ownFd >= 0 ? m_ownFd : m_fd, POLLOUT, 0};
    ::poll(&item, 1, pollMillis);
}

PatientOutput::Written PatientOutput::write(std::string_view bytes)
{
    Written result;
    while (result.bytes < bytes.size()) {
        const long count = writeSome(bytes.substr(result.bytes));
        if (count > 0) {
            result.bytes += static_cast<std::size_t>(count);
            m_bytesWritten.fetch_add(static_cast<std::uint64_t>(count), std::memory_order_relaxed);
        } else if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            if (m_cancelled.load()) {
                result.error = ECANCELED;
                break;
            }
            waitForRoom();
        } else if (count == 0 || errno != EINTR) {
            result.error = count == 0 ? EIO : errno;
            break;
        }
    }
    return result;
}

}
