// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cannedserver.h"

#include "base/ensure.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace emitter::test {
namespace {

sockaddr *raw(sockaddr_in &address)
{
    return reinterpret_cast<sockaddr *>(&address);
}

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int boundSocket(std::uint16_t &port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    EMITTER_ENSURE(
        fd >= 0 && ::bind(fd, raw(address), sizeof address) == 0, "a free port on loopback");
    socklen_t length = sizeof address;
    ::getsockname(fd, raw(address), &length);
    port = ntohs(address.sin_port);
    return fd;
}

bool writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto written = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

bool readMore(int fd, std::string &buffer)
{
    char piece[16384];
    const auto amount = ::recv(fd, piece, sizeof piece, 0);
    if (amount <= 0)
        return false;
    buffer.append(piece, static_cast<std::size_t>(amount));
    return true;
}

/// Takes one request out of `buffer`, reading more as needed.
bool readRequest(int fd, std::string &buffer, CannedRequest &request)
{
    std::size_t end = 0;
    while ((end = buffer.find("\r\n\r\n")) == std::string::npos) {
        if (!readMore(fd, buffer))
            return false;
    }
    request.head = buffer.substr(0, end + 2);
    const auto words = split(request.head.substr(0, request.head.find("\r\n")), ' ');
    if (words.size() < 2)
        return false;
    const std::size_t blank = request.head.find(' ');
    request.method = request.head.substr(0, blank);
    request.target = request.head.substr(blank + 1, request.head.find(' ', blank + 1) - blank - 1);
    const std::string length = request.header("content-length");
    std::size_t bytes = 0;
    std::from_chars(length.data(), length.data() + length.size(), bytes);
    buffer.erase(0, end + 4);
    while (buffer.size() < bytes) {
        if (!readMore(fd, buffer))
            return false;
    }
    request.body = buffer.substr(0, bytes);
    buffer.erase(0, bytes);
    return true;
}

void waitForGoodbye(int fd)
{
    std::string ignored;
    while (readMore(fd, ignored))
        ignored.clear();
}

CannedServer::Handler fromScript(std::vector<CannedReply> script)
{
    return [script = std::move(script)](const CannedRequest &, std::size_t index) {
        return script[std::min(index, script.size() - 1)];
    };
}

}

std::string CannedRequest::header(std::string_view name) const
{
    for (std::string_view line : split(head, '\n')) {
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos && lowerCase(line.substr(0, colon)) == name)
            return std::string(trimmed(line.substr(colon + 1)));
    }
    return {};
}

CannedReply CannedReply::http(int status, std::string_view body, std::string_view headers)
{
    return {"HTTP/1.1 " + std::to_string(status)
            + " Canned\r\nContent-Length: " + std::to_string(body.size()) + "\r\n"
            + std::string(headers) + "\r\n" + std::string(body),
        After::Keep};
}

CannedReply CannedReply::chunked(int status, const std::vector<std::string> &pieces)
{
    std::string bytes =
        "HTTP/1.1 " + std::to_string(status) + " Canned\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const std::string &piece : pieces) {
        char size[16];
        const auto end = std::to_chars(size, size + sizeof size, piece.size(), 16).ptr;
        bytes.append(size, end).append("\r\n").append(piece).append("\r\n");
    }
    return {bytes + "0\r\n\r\n", After::Keep};
}

CannedServer::CannedServer(std::vector<CannedReply> script)
    : CannedServer(fromScript(std::move(script)))
{
}

CannedServer::CannedServer(Handler handler)
    : m_handler(std::move(handler))
{
    m_listener = boundSocket(m_port);
    EMITTER_ENSURE(::listen(m_listener, 128) == 0, "listening on loopback");
    m_accepter = std::thread([this] { acceptLoop(); });
}

CannedServer::~CannedServer()
{
    die();
    m_accepter.join();
    for (std::thread &thread : m_threads)
        thread.join();
    for (const int fd : m_sockets)
        ::close(fd);
    ::close(m_listener);
}

void CannedServer::die()
{
    const std::lock_guard lock(m_mutex);
    m_dead = true;
    ::shutdown(m_listener, SHUT_RDWR);
    for (const int fd : m_sockets)
        ::shutdown(fd, SHUT_RDWR);
}

std::string CannedServer::url(std::string_view path) const
{
    return "http://127.0.0.1:" + std::to_string(m_port) + std::string(path);
}

std::vector<CannedRequest> CannedServer::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

std::size_t CannedServer::requestCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests.size();
}

std::size_t CannedServer::connectionCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_sockets.size();
}

void CannedServer::waitForRequests(std::size_t count) const
{
    while (requestCount() < count)
        std::this_thread::yield();
}

void CannedServer::acceptLoop()
{
    for (;;) {
        const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (fd < 0)
            return;
        const std::lock_guard lock(m_mutex);
        if (m_dead) {
            ::close(fd);
            return;
        }
        const std::size_t number = m_sockets.size();
        m_sockets.push_back(fd);
        m_threads.emplace_back([this, fd, number] { serve(fd, number); });
    }
}

CannedReply CannedServer::answer(CannedRequest request)
{
    const std::lock_guard handling(m_handlerMutex);
    std::size_t index = 0;
    {
        const std::lock_guard lock(m_mutex);
        index = m_requests.size();
        m_requests.push_back(request);
    }
    return m_handler(request, index);
}

void CannedServer::serve(int fd, std::size_t number)
{
    std::string buffer;
    CannedRequest request;
    while (readRequest(fd, buffer, request)) {
        request.connection = number;
        const CannedReply reply = answer(std::move(request));
        request = {};
        if (!writeAll(fd, reply.bytes))
            break;
        while (!reply.endless.empty() && writeAll(fd, reply.endless))
            std::this_thread::sleep_for(reply.pause);
        if (reply.after == CannedReply::After::Hang)
            waitForGoodbye(fd);
        if (reply.after == CannedReply::After::Reset) {
            const linger now{1, 0};
            ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
            const std::lock_guard lock(m_mutex);
            // the descriptor's number stays ours until the end, so that nobody closes another's
            const int spare = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
            ::dup2(spare, fd);
            ::close(spare);
            return;
        }
        if (reply.after != CannedReply::After::Keep)
            break;
    }
    ::shutdown(fd, SHUT_RDWR);
}

DeafPort::DeafPort()
{
    m_sockets.push_back(boundSocket(m_port));
    ::listen(m_sockets.front(), 0);
    for (int i = 0; i < 4; ++i) { // the first one or two fill the backlog
        const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        sockaddr_in address = loopback(m_port);
        ::connect(fd, raw(address), sizeof address);
        m_sockets.push_back(fd);
    }
}

DeafPort::~DeafPort()
{
    for (const int fd : m_sockets)
        ::close(fd);
}

std::uint16_t closedPort()
{
    std::uint16_t port = 0;
    ::close(boundSocket(port));
    return port;
}

}
