// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mock/postreceiver.h"

#include "base/openfile.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <vector>

namespace emitter {
namespace {

constexpr std::string_view answerHead = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                        "Content-Length: ";
constexpr std::string_view usualAnswer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                         "Content-Length: 15\r\n\r\n{\"status\":\"ok\"}";
constexpr std::size_t longestHead = 1 << 16;

std::size_t lengthIn(std::string_view head)
{
    constexpr std::string_view name = "ontent-Length:"; // ours and everybody's spelling
    std::size_t at = head.find(name);
    if (at == std::string_view::npos)
        return 0;
    at = std::min(head.find_first_not_of(' ', at + name.size()), head.size());
    std::size_t length = 0;
    std::from_chars(head.data() + at, head.data() + head.size(), length);
    return length;
}

// Lines are long, and memchr is far faster over them than counting byte by byte.
std::uint64_t newlinesIn(std::string_view bytes)
{
    std::uint64_t count = 0;
    for (std::size_t at = bytes.find('\n'); at != std::string_view::npos;
         at = bytes.find('\n', at + 1))
        ++count;
    return count;
}

/// What is answered, and how often it was. The receiver's thread, but for requests().
class Answers
{
public:
    explicit Answers(std::span<const PostAnswer> rows)
        : m_rows(rows)
    {
    }

    std::uint64_t requests() const { return m_requests.load(std::memory_order_relaxed); }

    /// Null: the usual one.
    const PostAnswer *find(std::string_view head) const
    {
        const std::string_view line = head.substr(0, head.find('\r'));
        const auto found =
            std::find_if(m_rows.begin(), m_rows.end(), [line](const PostAnswer &row) {
                return line.starts_with(row.begin) && line.find(row.part) != std::string_view::npos;
            });
        return found == m_rows.end() ? nullptr : &*found;
    }

    /// To a request that was read to its end.
    void append(std::string &unsent, const PostAnswer *row, std::uint64_t newlines)
    {
        const std::uint64_t number = m_requests.fetch_add(1, std::memory_order_relaxed) + 1;
        if (!row) {
            unsent += usualAnswer;
            return;
        }
        m_body.assign(row->body);
        if (row->write)
            row->write(m_body, {number, newlines});
        unsent += answerHead;
        unsent += std::to_string(m_body.size());
        unsent += "\r\n\r\n";
        unsent += m_body;
    }

private:
    const std::span<const PostAnswer> m_rows;
    std::atomic<std::uint64_t> m_requests = 0;
    std::string m_body; ///< of the last answer; kept for its memory
};

/// One connection: what is to be answered and how much of the body is still to come before that,
/// the beginning of a head, and what the client has not yet taken of the answers.
struct Connection
{
    explicit Connection(int number)
        : socket(number)
    {
    }

    OpenFile socket;
    std::string head;
    const PostAnswer *row = nullptr;
    std::size_t bodyLeft = 0;
    std::uint64_t newlines = 0;
    std::string unsent;

    /// Answers the requests that `bytes` complete.
    void take(std::string_view bytes, Answers &answers)
    {
        while (!bytes.empty()) {
            if (bodyLeft > 0) {
                const std::size_t part = std::min(bodyLeft, bytes.size());
                if (row && row->write)
                    newlines += newlinesIn(bytes.substr(0, part));
                bytes.remove_prefix(part);
                bodyLeft -= part;
                if (bodyLeft == 0)
                    answers.append(unsent, row, newlines);
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
                return;
            }
            row = answers.find(all.substr(0, end));
            bodyLeft = lengthIn(all.substr(0, end));
            newlines = 0;
            bytes.remove_prefix(bytes.size() - (all.size() - end - 4));
            head.clear();
            if (bodyLeft == 0)
                answers.append(unsent, row, newlines);
        }
    }

    /// False when the client has gone.
    bool send()
    {
        while (!unsent.empty()) {
            const ssize_t amount = ::send(socket.get(), unsent.data(), unsent.size(), MSG_NOSIGNAL);
            if (amount < 0)
                return errno == EAGAIN || errno == EINTR;
            unsent.erase(0, static_cast<std::size_t>(amount));
        }
        return true;
    }
};

Problem failed(int error)
{
    Problem problem;
    problem.text =
        std::string("no HTTP server can be started on 127.0.0.1: ") + std::strerror(error);
    problem.remedy = "See whether processes may open sockets and files here (ulimit -n).";
    problem.cause = Cause::Unreachable;
    return problem;
}

class Receiver : public PostReceiver
{
public:
    explicit Receiver(std::span<const PostAnswer> answers)
        : m_answers(answers)
        , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
        , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
        , m_stop(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
        , m_buffer(1 << 20)
    {
    }
    ~Receiver() override
    {
        if (!m_thread.joinable())
            return;
        ::eventfd_write(m_stop.get(), 1);
        m_thread.join();
    }

    /// 0, or errno.
    int start()
    {
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof here;
        auto *const address = reinterpret_cast<sockaddr *>(&here);
        if (m_epoll.get() < 0 || m_stop.get() < 0 || ::bind(m_listener.get(), address, length) < 0
            || ::listen(m_listener.get(), 1024) < 0
            || ::getsockname(m_listener.get(), address, &length) < 0
            // With the edge alone, a connection for which there is no descriptor costs nothing.
            || !watch(m_listener.get(), EPOLLIN | EPOLLET) || !watch(m_stop.get(), EPOLLIN))
            return errno;
        m_port = ntohs(here.sin_port);
        try {
            m_thread = std::thread([this] { serve(); });
        } catch (const std::system_error &error) {
            return error.code().value();
        }
        return 0;
    }

    std::uint16_t port() const override { return m_port; }
    std::uint64_t requests() const override { return m_answers.requests(); }

private:
    bool watch(int descriptor, std::uint32_t events)
    {
        epoll_event event{.events = events, .data = {.fd = descriptor}};
        return ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, descriptor, &event) == 0;
    }

    void serve()
    {
        std::array<epoll_event, 256> events;
        for (;;) {
            const int count =
                ::epoll_wait(m_epoll.get(), events.data(), static_cast<int>(events.size()), -1);
            for (int i = 0; i < count; ++i) {
                const int descriptor = events[static_cast<std::size_t>(i)].data.fd;
                if (descriptor == m_stop.get())
                    return;
                if (descriptor == m_listener.get())
                    welcome();
                else if (!answerOn(m_connections.at(descriptor)))
                    m_connections.erase(descriptor);
            }
        }
    }

    void welcome()
    {
        for (;;) {
            const int socket =
                ::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
            if (socket < 0)
                return;
            const int yes = 1;
            ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
            m_connections.try_emplace(socket, socket);
            if (!watch(socket, EPOLLIN))
                m_connections.erase(socket);
        }
    }

    /// False when the connection is to be closed.
    bool answerOn(Connection &connection)
    {
        const int socket = connection.socket.get();
        const bool waited = !connection.unsent.empty();
        if (!waited) {
            const ssize_t amount = ::recv(socket, m_buffer.data(), m_buffer.size(), 0);
            if (amount <= 0)
                return amount < 0 && (errno == EAGAIN || errno == EINTR);
            connection.take({m_buffer.data(), static_cast<std::size_t>(amount)}, m_answers);
            if (connection.head.size() > longestHead)
                return false;
        }
        if (!connection.send())
            return false;
        // Who does not take the answers is not read from.
        if (waited != !connection.unsent.empty()) {
            epoll_event event{.events = waited ? EPOLLIN : EPOLLOUT, .data = {.fd = socket}};
            return ::epoll_ctl(m_epoll.get(), EPOLL_CTL_MOD, socket, &event) == 0;
        }
        return true;
    }

    Answers m_answers;
    const OpenFile m_listener, m_epoll, m_stop;
    std::uint16_t m_port = 0;
    std::vector<char> m_buffer; ///< from here on the thread's alone
    std::unordered_map<int, Connection> m_connections;
    std::thread m_thread;
};

}

Result<std::unique_ptr<PostReceiver>> PostReceiver::create(std::span<const PostAnswer> answers)
{
    auto receiver = std::make_unique<Receiver>(answers);
    if (const int error = receiver->start(); error != 0)
        return failed(error);
    return std::unique_ptr<PostReceiver>(std::move(receiver));
}

}
