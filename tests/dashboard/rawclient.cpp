// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/rawclient.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <utility>

namespace emitter::test {

RawClient::RawClient(std::uint16_t port)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const timeval patience{.tv_sec = 30, .tv_usec = 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) {
        ::close(m_socket);
        m_socket = -1;
    }
}

RawClient::~RawClient()
{
    ::close(m_socket);
}

bool RawClient::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

/// True once `bytes` are in the buffer.
bool RawClient::fill(std::size_t bytes)
{
    std::array<char, 65536> piece{};
    while (m_buffer.size() < bytes) {
        const ssize_t got = ::recv(m_socket, piece.data(), piece.size(), 0);
        if (got <= 0)
            return false;
        m_buffer.append(piece.data(), static_cast<std::size_t>(got));
    }
    return true;
}

std::string RawClient::readToEnd()
{
    fill(std::string::npos);
    return std::exchange(m_buffer, {});
}

std::string RawClient::handshake(std::string_view headers)
{
    write("GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + std::string(headers) + "\r\n");
    std::size_t end = std::string::npos;
    while ((end = m_buffer.find("\r\n\r\n")) == std::string::npos) {
        if (!fill(m_buffer.size() + 1))
            return std::exchange(m_buffer, {});
    }
    const std::string head = m_buffer.substr(0, end + 4);
    m_buffer.erase(0, end + 4);
    return head;
}

RawClient::Frame RawClient::readFrame()
{
    if (!fill(2))
        return {};
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(m_buffer[i]); };
    std::size_t size = byte(1) & 127U;
    std::size_t head = 2;
    if (size >= 126) {
        const std::size_t digits = size == 126 ? 2 : 8;
        if (!fill(2 + digits))
            return {};
        size = 0;
        for (; head < 2 + digits; ++head)
            size = size << 8 | byte(head);
    }
    if (!fill(head + size))
        return {};
    Frame frame{byte(0) & 15, m_buffer.substr(head, size)};
    m_buffer.erase(0, head + size);
    return frame;
}

int RawClient::Frame::closeCode() const
{
    if (opcode != 8 || payload.size() < 2)
        return 0;
    return static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]);
}

std::string RawClient::readMessage(std::string_view type)
{
    const std::string wanted = "\"type\": \"" + std::string(type) + '"';
    for (;;) {
        Frame frame = readFrame();
        if (frame.opcode == -1 || frame.opcode == 8)
            return {};
        if (frame.opcode == 1 && frame.payload.find(wanted) != std::string::npos)
            return std::move(frame.payload);
    }
}

RawClient::Frame RawClient::readClose()
{
    for (;;) {
        Frame frame = readFrame();
        if (frame.opcode == -1 || frame.opcode == 8)
            return frame;
    }
}

bool RawClient::writeFrame(int firstByte, std::string_view payload, bool masked)
{
    std::string frame(1, static_cast<char>(firstByte));
    const unsigned mask = masked ? 128U : 0U;
    if (payload.size() < 126) {
        frame += static_cast<char>(mask | payload.size());
    } else {
        const int digits = payload.size() < 65536 ? 2 : 8;
        frame += static_cast<char>(mask | (digits == 2 ? 126U : 127U));
        for (int i = digits - 1; i >= 0; --i)
            frame += static_cast<char>(payload.size() >> (8 * i));
    }
    if (masked)
        frame.append(4, '\0'); // a mask of zeros leaves the payload as it is
    return write(frame.append(payload));
}

int statusOf(std::string_view answer)
{
    int status = 0;
    if (answer.starts_with("HTTP/1.1 "))
        std::from_chars(
            answer.data() + 9, answer.data() + std::min<std::size_t>(answer.size(), 12), status);
    return status;
}

std::string fetch(std::uint16_t port, std::string_view path, std::string_view headers)
{
    RawClient client(port);
    client.write("GET " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        + std::string(headers) + "\r\n");
    return client.readToEnd();
}

}
