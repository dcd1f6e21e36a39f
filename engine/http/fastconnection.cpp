// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/fastconnection.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>

namespace emitter {
namespace {

template <typename Value> void setOption(int socket, int level, int name, Value value)
{
    // a system without the option works as well, only less so
    static_cast<void>(::setsockopt(socket, level, name, &value, sizeof value));
}

/// A connect to a free port of our own machine may meet itself.
bool isConnectedToItself(int socket)
{
    SocketAddress here;
    SocketAddress there;
    here.length = there.length = sizeof(sockaddr_storage);
    return ::getsockname(socket, reinterpret_cast<sockaddr *>(&here.storage), &here.length) == 0
        && ::getpeername(socket, reinterpret_cast<sockaddr *>(&there.storage), &there.length) == 0
        && here.length == there.length
        && std::memcmp(&here.storage, &there.storage, here.length) == 0;
}

}

FastConnection::FastConnection(
    FastHost &itsHost, std::uint32_t itsPlace, const HttpClientOptions &options)
    : host(itsHost)
    , place(itsPlace)
    , parser(options)
    , m_userTimeoutMillis(static_cast<int>(
          std::min<std::int64_t>(options.timeout.count(), std::numeric_limits<int>::max())))
{
}

int FastConnection::reserve(int family)
{
    if (m_socket >= 0 && m_family == family)
        return 0;
    close();
    m_family = family;
    m_socket = ::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
    return m_socket < 0 ? errno : 0;
}

int FastConnection::connect(const SocketAddress &address)
{
    if (const int error = reserve(address.storage.ss_family); error != 0)
        return error;
    ++serial;
    setOption(m_socket, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption(m_socket, IPPROTO_TCP, TCP_USER_TIMEOUT, m_userTimeoutMillis);
    const auto *raw = reinterpret_cast<const sockaddr *>(&address.storage);
    if (::connect(m_socket, raw, address.length) == 0 || errno == EINPROGRESS)
        return 0;
    const int error = errno;
    close();
    return error;
}

int FastConnection::connected() const
{
    int error = 0;
    socklen_t length = sizeof error;
    if (::getsockopt(m_socket, SOL_SOCKET, SO_ERROR, &error, &length) != 0)
        return errno;
    return error == 0 && isConnectedToItself(m_socket) ? ECONNREFUSED : error;
}

void FastConnection::close()
{
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
    state = State::Closed;
    answers = 0;
    watchesSending = false;
    isEnding = false;
}

void FastConnection::add(FastFlight flight)
{
    flight.begin = m_queued;
    m_queued = m_sent + (m_out.size() - m_outAt);
    if (flight.job)
        m_queued += flight.job->request.body.size();
    flight.end = m_queued;
    flights.push_back(std::move(flight));
}

int FastConnection::flush()
{
    const std::string *body = nullptr;
    if (!flights.empty() && flights.front().job)
        body = &flights.front().job->request.body;
    while (m_sent < m_queued) {
        iovec parts[2]{{m_out.data() + m_outAt, m_out.size() - m_outAt}, {nullptr, 0}};
        if (body)
            parts[1] = {const_cast<char *>(body->data()) + m_bodyAt, body->size() - m_bodyAt};
        msghdr message{};
        message.msg_iov = parts[0].iov_len > 0 ? parts : parts + 1;
        message.msg_iovlen = (parts[0].iov_len > 0) + (parts[1].iov_len > 0);
        const ssize_t result = ::sendmsg(m_socket, &message, MSG_NOSIGNAL);
        if (result < 0) {
            if (errno == EINTR)
                continue;
            if (errno != EAGAIN)
                return errno;
            forgetSent();
            return 0;
        }
        const auto amount = static_cast<std::size_t>(result);
        m_sent += amount;
        const std::size_t ofOut = std::min(amount, parts[0].iov_len);
        m_outAt += ofOut;
        m_bodyAt += amount - ofOut;
    }
    m_out.clear();
    m_outAt = 0;
    m_bodyAt = 0;
    return 0;
}

// A buffer that is filled from behind while it goes out may never be empty.
void FastConnection::forgetSent()
{
    if (m_outAt <= m_out.size() / 2)
        return;
    m_out.erase(0, m_outAt);
    m_outAt = 0;
}

void FastConnection::rewind(std::vector<FastFlight> kept)
{
    const std::uint64_t first = kept.empty() ? m_queued : kept.front().begin;
    m_out.erase(0, m_out.size() - static_cast<std::size_t>(m_queued - first));
    for (FastFlight &flight : kept) {
        flight.begin -= first;
        flight.end -= first;
    }
    flights = std::move(kept);
    m_queued -= first;
    m_sent = 0;
    m_outAt = 0;
    m_bodyAt = 0;
}

bool FastConnection::isStale() const
{
    char byte = 0;
    return ::recv(m_socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) >= 0 || errno != EAGAIN;
}

}
