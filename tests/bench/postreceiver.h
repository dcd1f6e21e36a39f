// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace emitter::bench {

/// An HTTP server in a process of its own that reads POSTs with a Content-Length and answers each
/// 200, looking at nothing else: faster than the clients that are measured against it.
class PostReceiver
{
public:
    PostReceiver();
    ~PostReceiver(); ///< ends the process
    PostReceiver(const PostReceiver &) = delete;
    PostReceiver &operator=(const PostReceiver &) = delete;

    std::uint16_t port() const { return m_port; }

private:
    std::uint16_t m_port = 0;
    pid_t m_process = -1;
};

}
