// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "postreceiver.h"

#include "base/ensure.h"

#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace emitter::bench {
namespace {

constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                    "Content-Length: 15\r\n\r\n{\"status\":\"ok\"}";

/// One client: how much of a body is still to come, and the beginning of a head.
struct Client
{
    int socket = -1;
    std::string head;
    std::size_t bodyLeft = 0;

    /// The answers that `bytes` complete.
    int take(std::string_view bytes)
    {
        int answers = 0;
        while (!bytes.empty()) {
            if (bodyLeft > 0) {
                const std::size_t part = std::min(bodyLeft, bytes.size());
                bytes.remove_prefix(part);
                bodyLeft -= part;
                answers += bodyLeft == 0;
                continue;
            }
            std::string_view all = bytes;
            if (!head.empty()) {
                head += bytes;
                all = head;
            }
            const std::size_t end = all.find("\r\n\r\n");
            if (end == std::string_view::npos) {
                if (head.empty())
                    head = bytes;
                return answers;
            }
            bodyLeft = lengthIn(all.substr(0, end));
            bytes.remove_prefix(bytes.size() - (all.size() - end - 4));
            head.clear();
            answers += bodyLeft == 0;
        }
        return answers;
    }

    static std::size_t lengthIn(std::string_view head)
    {
        constexpr std::string_view name = "ontent-Length:"; // ours and everybody's spelling
        std::size_t at = head.find(name);
        if (at == std::string_view::npos)
            return 0;
        at = head.find_first_not_of(' ', at + name.size());
        std::size_t length = 0;
        std::from_chars(head.data() + at, head.data() + head.size(), length);
        return length;
    }
};

void accept(int epoll, int listener)
{
    const int socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (socket < 0)
        return;
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    auto client = std::make_unique<Client>();
    client->socket = socket;
    epoll_event event{.events = EPOLLIN, .data = {.ptr = client.release()}};
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
}

[[noreturn]] void serve(int listener)
{
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    epoll_event event{.events = EPOLLIN, .data = {.ptr = nullptr}};
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    std::vector<char> buffer(1 << 20);
    std::string answers;
    std::array<epoll_event, 256> events;
    for (;;) {
        const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            auto *client = static_cast<Client *>(events[static_cast<std::size_t>(i)].data.ptr);
            if (!client) {
                accept(epoll, listener);
                continue;
            }
            const ssize_t amount = ::recv(client->socket, buffer.data(), buffer.size(), 0);
            if (amount <= 0) {
                ::close(client->socket);
                delete client;
                continue;
            }
            answers.clear();
            for (int n = client->take({buffer.data(), static_cast<std::size_t>(amount)}); n > 0;
                 --n)
                answers += answer;
            if (!answers.empty())
                static_cast<void>(
                    ::send(client->socket, answers.data(), answers.size(), MSG_NOSIGNAL));
        }
    }
}

}

PostReceiver::PostReceiver()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof here;
    EMITTER_ENSURE(::bind(listener, reinterpret_cast<sockaddr *>(&here), length) == 0
            && ::listen(listener, 1024) == 0
            && ::getsockname(listener, reinterpret_cast<sockaddr *>(&here), &length) == 0,
        "a free port on loopback");
    m_port = ntohs(here.sin_port);
    m_process = ::fork();
    EMITTER_ENSURE(m_process >= 0, "a process for the receiver");
    if (m_process == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        serve(listener);
    }
    ::close(listener);
}

PostReceiver::~PostReceiver()
{
    ::kill(m_process, SIGKILL);
    ::waitpid(m_process, nullptr, 0);
}

}
