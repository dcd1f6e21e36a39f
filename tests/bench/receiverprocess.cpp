// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "receiverprocess.h"

#include "base/ensure.h"
#include "mock/postreceiver.h"

#include <csignal>
#include <cstdlib>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace emitter::bench {
namespace {

[[noreturn]] void serve(int told)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const auto receiver = PostReceiver::create();
    const std::uint16_t port = receiver ? (*receiver)->port() : std::uint16_t{0};
    if (::write(told, &port, sizeof port) != sizeof port || port == 0)
        ::_exit(1);
    for (;;)
        ::pause();
}

}

ReceiverProcess::ReceiverProcess()
{
    int ends[2];
    EMITTER_ENSURE(::pipe(ends) == 0, "a pipe to the receiver");
    m_process = ::fork();
    EMITTER_ENSURE(m_process >= 0, "a process for the receiver");
    if (m_process == 0)
        serve(ends[1]);
    ::close(ends[1]);
    EMITTER_ENSURE(::read(ends[0], &m_port, sizeof m_port) == sizeof m_port && m_port > 0,
        "a free port on loopback");
    ::close(ends[0]);
}

ReceiverProcess::~ReceiverProcess()
{
    ::kill(m_process, SIGKILL);
    ::waitpid(m_process, nullptr, 0);
}

}
