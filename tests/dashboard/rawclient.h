// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace emitter::test {

/// A connection to 127.0.0.1 that says exactly what a test wants, right or wrong: HTTP and
/// WebSocket by hand, on a blocking socket. Reads give up after a long time.
class RawClient
{
public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    /// False when the other side does not take it (any more).
    bool write(std::string_view bytes);
    /// All that comes until the other side closes.
    std::string readToEnd();

    struct Frame
    {
        int opcode = -1; ///< -1: the connection ended
        std::string payload;
        int closeCode() const; ///< of a close frame
    };
    /// The head of the answer to a handshake with `headers` (whole lines with CRLF).
    std::string handshake(std::string_view headers = "");
    Frame readFrame();
    /// Skips frames until a text with `"type": "<type>"`; empty when the connection ends first.
    std::string readMessage(std::string_view type);
    /// Skips texts until a close or the end.
    Frame readClose();
    bool writeFrame(int firstByte, std::string_view payload, bool masked = true);

private:
    bool fill(std::size_t bytes);

    int m_socket = -1;
    std::string m_buffer;
};

/// The status of an answer; 0 when there is none.
int statusOf(std::string_view answer);
/// `GET path` with `Host: 127.0.0.1` and `headers`; the whole answer.
std::string fetch(std::uint16_t port, std::string_view path, std::string_view headers = "");

}
