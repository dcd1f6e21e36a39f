// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace emitter::bench {

/// A PostReceiver in a process of its own, whose CPU time is not that of the client. Make it before
/// the first thread: it forks.
class ReceiverProcess
{
public:
    ReceiverProcess();
    ~ReceiverProcess(); ///< ends the process
    ReceiverProcess(const ReceiverProcess &) = delete;
    ReceiverProcess &operator=(const ReceiverProcess &) = delete;

    std::uint16_t port() const { return m_port; }

private:
    std::uint16_t m_port = 0;
    pid_t m_process = -1;
};

}
