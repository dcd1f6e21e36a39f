// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/fastloop.h"

#include "base/clock.h"
#include "base/ensure.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <future>

namespace emitter {
namespace {

constexpr std::size_t scratchBytes = 64u << 10;
constexpr std::int64_t millisecond = 1'000'000;

}

FastLoop::FastLoop(const HttpClientOptions &options, int connections, HostLookup lookup)
    : m_options(options)
    , m_mostConnections(static_cast<std::size_t>(connections))
    , m_lookup(std::move(lookup))
    , m_inbox(std::make_shared<FastInbox>())
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_places{nullptr}
    , m_scratch(scratchBytes)
{
    epoll_event event{.events = EPOLLIN, .data = {.u64 = 0}};
    EMITTER_ENSURE(
        m_epoll >= 0 && ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_inbox->descriptor(), &event) == 0,
        "an epoll set for the network thread");
    m_thread = std::thread([this] { run(); });
    ::pthread_setname_np(m_thread.native_handle(), "http");
}

FastLoop::~FastLoop()
{
    m_inbox->post([this] { shutDown(); });
    m_thread.join();
    ::close(m_epoll);
}

void FastLoop::send(HttpJob job)
{
    m_outstanding.fetch_add(1, std::memory_order_relaxed);
    if (m_inbox->jobs.put(std::move(job)))
        m_inbox->ring();
}

void FastLoop::cancelAll()
{
    m_inbox->post([this, epoch = m_inbox->jobs.nextEpoch()] { cancelBefore(epoch); });
}

void FastLoop::add(FastFeed *feed)
{
    m_inbox->post([this, feed] {
        feed->host = &hostOf(feed->url);
        feed->host->feeds.push_back(feed);
        m_feeds.push_back(feed);
        setDue(*feed->host);
    });
}

void FastLoop::remove(FastFeed *feed)
{
    std::promise<void> removed;
    m_inbox->post([this, feed, &removed] {
        std::erase(m_feeds, feed);
        std::erase(feed->host->feeds, feed);
        for (const auto &connection : feed->host->connections) {
            const auto &flights = connection->flights;
            if (std::any_of(flights.begin(), flights.end(),
                    [&](const FastFlight &flight) { return flight.feed == feed; }))
                failAll(*connection, Error::Cancelled, {});
        }
        removed.set_value();
    });
    removed.get_future().wait();
}

void FastLoop::run()
{
    m_cpu.begin();
    std::array<epoll_event, 256> events;
    while (!m_ended) {
        const int count =
            ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), waitMillis());
        m_now = Clock::system().monotonicNanos();
        for (int i = 0; i < count && !m_ended; ++i)
            handle(events[static_cast<std::size_t>(i)]);
        if (m_now >= m_nextSweep)
            sweep();
        fillDue();
    }
    m_cpu.end();
}

int FastLoop::waitMillis() const
{
    if (!m_due.empty())
        return 0;
    if (m_nextSweep == never)
        return -1;
    const std::int64_t left = m_nextSweep - Clock::system().monotonicNanos();
    constexpr std::int64_t longest = 60'000;
    return static_cast<int>(std::clamp<std::int64_t>(left / millisecond + 1, 0, longest));
}

void FastLoop::handle(const epoll_event &event)
{
    const auto place = static_cast<std::size_t>(event.data.u64 >> 32);
    if (place == 0)
        return takeMail();
    FastConnection &connection = *m_places[place];
    const auto serial = static_cast<std::uint32_t>(event.data.u64);
    const auto isOld = [&] { return connection.serial != serial || connection.socket() < 0; };
    if (isOld())
        return;
    if (connection.state == FastConnection::State::Connecting)
        return connected(connection);
    connection.isEnding = connection.isEnding || (event.events & (EPOLLRDHUP | EPOLLHUP));
    if (event.events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR))
        read(connection);
    if ((event.events & EPOLLOUT) && !isOld() && connection.wantsToSend())
        write(connection);
}

void FastLoop::takeMail()
{
    m_inbox->silence();
    for (HttpJob &job : m_inbox->jobs.takeAll())
        accept(std::move(job));
    for (const FastInbox::Task &task : m_inbox->takeTasks()) {
        task();
        if (m_ended) // the hosts are gone, of which the tasks behind it speak
            return;
    }
    for (FastFeed *feed : m_feeds) {
        feed->isDry = false;
        setDue(*feed->host);
    }
}

void FastLoop::cancelBefore(std::uint64_t epoch)
{
    // all that was put before; a job that comes meanwhile has a later epoch
    for (HttpJob &job : m_inbox->jobs.takeAll())
        accept(std::move(job));
    for (const auto &[where, host] : m_hosts) {
        std::deque<std::unique_ptr<HttpJob>> kept;
        for (auto &job : host->waiting) {
            if (job->epoch >= epoch) {
                kept.push_back(std::move(job));
                continue;
            }
            FastFlight flight;
            flight.job = std::move(job);
            fail(flight, *host, Error::Cancelled, false, {});
        }
        host->waiting = std::move(kept);
        for (const auto &connection : host->connections) {
            const auto &flights = connection->flights;
            if (!flights.empty() && (!flights.front().job || flights.front().job->epoch < epoch))
                failAll(*connection, Error::Cancelled, {});
        }
    }
}

void FastLoop::shutDown()
{
    m_closing = true;
    cancelBefore(m_inbox->jobs.nextEpoch());
    for (auto jobs = m_inbox->jobs.takeAll(); !jobs.empty(); jobs = m_inbox->jobs.takeAll()) {
        for (HttpJob &job : jobs) // what a `done` has sent meanwhile
            accept(std::move(job));
    }
    m_inbox->close();
    m_due.clear();
    m_hosts.clear();
    m_ended = true;
}

}
