// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/processevents.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <exception>
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace emitter {
namespace {

// Signal handlers may only write to a pipe; 'w' is a wake-up.
std::array<int, 2> signalPipe{-1, -1};

void put(char what)
{
    const int saved = errno;
    [[maybe_unused]] const auto written = write(signalPipe[1], &what, 1);
    errno = saved;
}

void handle(int number)
{
    put(number == SIGUSR1 ? 'u' : number == SIGINT ? 'i' : 't');
}

constexpr std::array handled{SIGINT, SIGTERM, SIGHUP, SIGUSR1};
std::array<struct sigaction, handled.size()> actionsBefore;

}

struct ProcessEvents::Terminal
{
    termios saved{};
};

ProcessEvents::ProcessEvents(bool keys)
{
    if (pipe2(signalPipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        std::terminate();
    struct sigaction action
    {
    };
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART;
    for (std::size_t i = 0; i < handled.size(); ++i) {
        sigaction(handled[i], nullptr, &actionsBefore[i]);
        if (handled[i] == SIGHUP && actionsBefore[i].sa_handler == SIG_IGN)
            continue; // nohup: the run outlives its terminal
        sigaction(handled[i], &action, nullptr);
    }
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a file that grows too large is an error of its sink

    // A background job that touches the terminal's settings is stopped by SIGTTOU: leave it alone.
    if (!keys || isatty(STDIN_FILENO) == 0 || tcgetpgrp(STDIN_FILENO) != getpgrp())
        return;
    m_terminal = std::make_unique<Terminal>();
    tcgetattr(STDIN_FILENO, &m_terminal->saved);
    termios raw = m_terminal->saved;
    raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    raw.c_cc[VMIN] = 0;
    raw.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
}

ProcessEvents::~ProcessEvents()
{
    if (m_terminal)
        tcsetattr(STDIN_FILENO, TCSANOW, &m_terminal->saved);
    for (std::size_t i = 0; i < handled.size(); ++i)
        sigaction(handled[i], &actionsBefore[i], nullptr);
    close(signalPipe[0]);
    close(signalPipe[1]);
}

std::optional<ProcessEvents::Event> ProcessEvents::wait(int milliseconds)
{
    std::array<pollfd, 2> sources{
        pollfd{signalPipe[0], POLLIN, 0}, pollfd{STDIN_FILENO, POLLIN, 0}};
    poll(sources.data(), m_terminal ? 2 : 1, milliseconds);
    char byte = 0;
    if (read(signalPipe[0], &byte, 1) == 1) {
        if (byte == 'w')
            return {};
        return Event{byte == 'u' ? SIGUSR1 : byte == 'i' ? SIGINT : SIGTERM, 0};
    }
    if (m_terminal && (sources[1].revents & POLLIN) != 0 && read(STDIN_FILENO, &byte, 1) == 1)
        return Event{0, byte};
    return {};
}

void ProcessEvents::wake()
{
    put('w');
}

}
