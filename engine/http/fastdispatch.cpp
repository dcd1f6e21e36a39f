// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/fastloop.h"

#include "base/text.h"
#include "base/values.h"

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

/// Servers close connections that were idle for a while, 2 s and more. A request that crosses the
/// close may have been taken or not; rather than ask for it, such a connection is not used again.
constexpr std::int64_t longestIdle = 1'500'000'000;
/// Connections opened at a stretch; a host that refuses them all must not hold the others up.
constexpr int mostOpened = 64;

HttpResponse unsent(HttpResponse::Error error, std::string detail)
{
    HttpResponse response;
    response.error = error;
    response.detail = std::move(detail);
    response.sent = false;
    return response;
}

}

void FastLoop::accept(HttpJob job)
{
    if (m_closing)
        return answer(job, unsent(Error::Cancelled, "the client is closing"));
    std::string refusal = refusalOf(job.request);
    const auto url = refusal.empty() ? HttpUrl::parse(job.request.url) : std::nullopt;
    if (refusal.empty() && (!url || url->tls))
        refusal = "the URL " + printable(job.request.url, 200)
            + (url ? " needs TLS, which the fast client does not speak" : " is not valid");
    if (!refusal.empty())
        return answer(job, unsent(Error::BadRequest, std::move(refusal)));
    FastHost &host = hostOf(*url);
    noteDeadline(job.deadline);
    host.waiting.push_back(std::make_unique<HttpJob>(std::move(job)));
    setDue(host);
}

void FastLoop::answer(HttpJob &job, HttpResponse response)
{
    m_outstanding.fetch_sub(1, std::memory_order_relaxed);
    response.spentBody = std::move(job.request.body);
    job.done(std::move(response));
}

FastHost &FastLoop::hostOf(const HttpUrl &url)
{
    std::unique_ptr<FastHost> &host = m_hosts[url.where];
    if (!host) {
        host = std::make_unique<FastHost>();
        host->name = url.host;
        host->port = url.port;
        host->where = url.where;
        if (const auto address = numericAddress(url.host, url.port)) {
            host->addresses.push_back(*address);
            host->isNumeric = true;
        }
    }
    return *host;
}

void FastLoop::setDue(FastHost &host)
{
    if (!std::exchange(host.isDue, true))
        m_due.push_back(&host);
}

void FastLoop::fillDue()
{
    for (FastHost *host : std::exchange(m_due, {})) {
        host->isDue = false;
        fill(*host);
    }
}

void FastLoop::fill(FastHost &host)
{
    const auto hasWork = [&] {
        return !host.waiting.empty()
            || std::any_of(host.feeds.begin(), host.feeds.end(),
                [](const FastFeed *feed) { return !feed->isDry; });
    };
    int opened = 0;
    while (!m_closing && hasWork()) {
        FastConnection *connection = freeConnection(host);
        if (!connection)
            return;
        load(*connection);
        const bool isReady = connection->state == FastConnection::State::Ready;
        if (connection->flights.empty()) {
            if (!isReady)
                connection->close();
            (isReady ? host.idle : host.closed).push_back(connection);
            return;
        }
        if (isReady)
            write(*connection);
        else
            open(*connection);
        if (!isReady && ++opened == mostOpened)
            return setDue(host);
    }
}

FastConnection *FastLoop::freeConnection(FastHost &host)
{
    while (!host.idle.empty()) {
        FastConnection *connection = host.idle.back();
        host.idle.pop_back();
        if (m_now - connection->idleSince < longestIdle && !connection->isStale())
            return connection;
        close(*connection);
    }
    if (host.closed.empty() && host.connections.size() < m_mostConnections) {
        const auto place = static_cast<std::uint32_t>(m_places.size());
        host.connections.push_back(std::make_unique<FastConnection>(host, place, m_options));
        m_places.push_back(host.connections.back().get());
        host.closed.push_back(m_places.back());
    }
    if (host.closed.empty() || m_now < host.noSocketsUntil)
        return nullptr;
    FastConnection *connection = host.closed.back();
    const bool isOnlyOne = host.closed.size() == host.connections.size();
    const int family = host.addresses.empty() ? AF_INET : host.addresses.front().storage.ss_family;
    if (connection->reserve(family) != 0 && !isOnlyOne) {
        host.noSocketsUntil = m_now + socketPause; // those that are open must do
        noteDeadline(host.noSocketsUntil);
        return nullptr;
    }
    host.closed.pop_back();
    return connection;
}

// A job is alone on its connection; requests of streams may follow each other once the server has
// answered one there.
void FastLoop::load(FastConnection &connection)
{
    FastHost &host = connection.host;
    auto &flights = connection.flights;
    if (!flights.empty() && flights.front().job)
        return;
    if (!host.waiting.empty()) {
        if (flights.empty())
            loadJob(connection);
        return;
    }
    const auto depth =
        static_cast<std::size_t>(connection.answers > 0 ? std::max(m_options.pipeline, 1) : 1);
    for (FastFeed *feed : host.feeds) {
        if (!feed->isDry)
            loadFromFeed(connection, *feed, depth);
    }
}

void FastLoop::loadJob(FastConnection &connection)
{
    FastFlight flight;
    flight.job = std::move(connection.host.waiting.front());
    connection.host.waiting.pop_front();
    flight.deadline = flight.job->deadline;
    flight.failedUnsent = flight.job->failedUnsent;
    const auto url = HttpUrl::parse(flight.job->request.url);
    appendHead(connection.buffer(), flight.job->request, *url);
    connection.parser.begin(flight.job->request.method, AnswerParser::Keep::All);
    connection.add(std::move(flight));
}

void FastLoop::loadFromFeed(FastConnection &connection, FastFeed &feed, std::size_t depth)
{
    std::string &out = connection.buffer();
    while (connection.flights.size() < depth) {
        const std::size_t begin = out.size();
        feed.pattern.append(out);
        const auto number = feed.source.writeNext(out);
        if (!number) {
            out.resize(begin);
            feed.isDry = true;
            return;
        }
        feed.pattern.setLength(out, begin);
        FastFlight flight;
        flight.feed = &feed;
        flight.number = *number;
        flight.deadline = m_now + std::chrono::nanoseconds(m_options.timeout).count();
        noteDeadline(flight.deadline);
        if (connection.flights.empty())
            connection.parser.begin(feed.pattern.method(), AnswerParser::Keep::Failures);
        connection.add(std::move(flight));
    }
}

void FastLoop::sweep()
{
    m_nextSweep = never;
    for (const auto &[where, host] : m_hosts) {
        // those that wait first: what ends below makes room, and they are late too
        sweepWaiting(*host);
        setDue(*host);
        for (const auto &connection : host->connections) {
            if (!connection->flights.empty())
                sweep(*connection);
        }
    }
}

void FastLoop::sweepWaiting(FastHost &host)
{
    while (!host.waiting.empty() && m_now >= host.waiting.front()->deadline) {
        FastFlight flight;
        flight.job = std::move(host.waiting.front());
        host.waiting.pop_front();
        fail(flight, host, Error::ConnectTimeout, false,
            "no connection to " + host.where + " became free within "
                + formatDuration(m_options.timeout));
    }
    if (!host.waiting.empty())
        noteDeadline(host.waiting.front()->deadline);
}

void FastLoop::sweep(FastConnection &connection)
{
    using State = FastConnection::State;
    const std::int64_t deadline = connection.flights.front().deadline;
    if (connection.state == State::Ready) {
        if (m_now < deadline)
            return noteDeadline(deadline);
        const bool sent = connection.isSent(connection.flights.front());
        return end(connection, sent ? Error::Timeout : Error::ConnectTimeout);
    }
    const std::int64_t last = std::min(deadline, connection.connectDeadline);
    if (m_now >= last)
        return failAll(connection, Error::ConnectTimeout, {});
    if (m_now >= connection.attemptDeadline && !connection.host.addresses.empty())
        return tryNextAddress(connection, ETIMEDOUT);
    noteDeadline(std::min(last, connection.attemptDeadline));
}

}
