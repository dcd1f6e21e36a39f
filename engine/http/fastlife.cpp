// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/fastloop.h"

#include <sys/epoll.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace emitter {
namespace {

using State = FastConnection::State;

/// Connects to a host within this time use one lookup; a name may come to mean another machine.
constexpr std::int64_t lookupLasts = 2'000'000'000;
constexpr int mostFailuresUnsent = 5;
/// Reads of what a server said before it closed on us; more than any limit.
constexpr int mostLastWords = 2048;

bool isOutOfSockets(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

}

// Its requests are loaded; they fail when it does.
void FastLoop::open(FastConnection &connection)
{
    connection.state = State::Waiting;
    connection.nextAddress = 0;
    connection.connectDeadline = m_now + std::chrono::nanoseconds(m_options.connectTimeout).count();
    connection.attemptDeadline = connection.connectDeadline;
    noteDeadline(connection.connectDeadline);
    FastHost &host = connection.host;
    const bool isFresh =
        host.isNumeric || (!host.addresses.empty() && m_now - host.lookedUpAt < lookupLasts);
    if (isFresh)
        tryNextAddress(connection, 0);
    else if (!std::exchange(host.isLookingUp, true))
        lookUp(host);
}

void FastLoop::lookUp(FastHost &host)
{
    // Neither this loop nor its hosts need be there when the answer comes, but then the inbox
    // throws it away.
    m_lookup(host.name, host.port,
        [inbox = m_inbox, this, known = &host](std::vector<SocketAddress> addresses) {
            inbox->post([this, known, addresses = std::move(addresses)]() mutable {
                found(*known, std::move(addresses));
            });
        });
}

void FastLoop::found(FastHost &host, std::vector<SocketAddress> addresses)
{
    host.isLookingUp = false;
    host.addresses = std::move(addresses);
    host.lookedUpAt = m_now;
    for (const auto &connection : host.connections) {
        if (connection->state != State::Waiting || connection->flights.empty())
            continue;
        if (host.addresses.empty())
            failAll(*connection, Error::HostNotFound, {});
        else
            tryNextAddress(*connection, 0);
    }
}

void FastLoop::tryNextAddress(FastConnection &connection, int lastError)
{
    if (connection.state == State::Connecting)
        connection.close();
    const std::vector<SocketAddress> &addresses = connection.host.addresses;
    while (connection.nextAddress < addresses.size()) {
        const auto left = static_cast<std::int64_t>(addresses.size() - connection.nextAddress);
        lastError = connection.connect(addresses[connection.nextAddress]);
        if (isOutOfSockets(lastError)) {
            connection.state = State::Waiting;
            connection.attemptDeadline = m_now + socketPause;
            return noteDeadline(connection.attemptDeadline);
        }
        ++connection.nextAddress;
        if (lastError == 0) {
            connection.state = State::Connecting;
            connection.attemptDeadline = m_now + (connection.connectDeadline - m_now) / left;
            noteDeadline(connection.attemptDeadline);
            return watch(connection, true, true);
        }
    }
    connection.host.lookedUpAt = m_now - lookupLasts; // perhaps it is elsewhere now
    if (lastError == ETIMEDOUT)
        return failAll(connection, Error::ConnectTimeout, {});
    const std::string &where = connection.host.where;
    failAll(connection, Error::Refused,
        lastError == ECONNREFUSED
            ? std::string()
            : "no connection to " + where + " (" + std::strerror(lastError) + ")");
}

void FastLoop::connected(FastConnection &connection)
{
    if (const int error = connection.connected(); error != 0)
        return tryNextAddress(connection, error);
    connection.state = State::Ready;
    connection.watchesSending = true;
    write(connection);
}

void FastLoop::watch(FastConnection &connection, bool sending, bool isNew)
{
    connection.watchesSending = sending;
    epoll_event event{.events = EPOLLIN | EPOLLRDHUP | (sending ? EPOLLOUT : 0u),
        .data = {.u64 = std::uint64_t(connection.place) << 32 | connection.serial}};
    ::epoll_ctl(m_epoll, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, connection.socket(), &event);
}

void FastLoop::write(FastConnection &connection)
{
    if (connection.flush() != 0)
        return lastWords(connection);
    if (connection.wantsToSend() != connection.watchesSending)
        watch(connection, connection.wantsToSend(), false);
}

void FastLoop::read(FastConnection &connection)
{
    const ssize_t amount = ::recv(connection.socket(), m_scratch.data(), m_scratch.size(), 0);
    if (amount < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (amount > 0) {
        if (received(connection, {m_scratch.data(), static_cast<std::size_t>(amount)}))
            proceed(connection);
        return;
    }
    amount == 0 ? ended(connection) : end(connection, Error::ConnectionLost);
}

// The other side has closed in order, which may be how the answer ends.
void FastLoop::ended(FastConnection &connection)
{
    if (connection.flights.empty())
        return end(connection, Error::ConnectionLost);
    if (connection.parser.end() == AnswerParser::State::Complete)
        answered(connection);
    else
        end(connection, connection.parser.response().error, connection.parser.reason());
}

// The socket takes no more; what came before that may be an answer all the same.
void FastLoop::lastWords(FastConnection &connection)
{
    for (int i = 0; i < mostLastWords && !connection.flights.empty(); ++i) {
        const ssize_t amount = ::recv(connection.socket(), m_scratch.data(), m_scratch.size(), 0);
        if (amount == 0)
            return ended(connection);
        if (amount < 0)
            break;
        if (!received(connection, {m_scratch.data(), static_cast<std::size_t>(amount)}))
            return;
    }
    end(connection, Error::ConnectionLost);
}

// False when the connection is closed.
bool FastLoop::received(FastConnection &connection, std::string_view bytes)
{
    while (!bytes.empty()) {
        if (connection.flights.empty()) {
            // nobody asked for it: whatever it is, it must not become the next request's answer
            end(connection, Error::ConnectionLost);
            return false;
        }
        switch (connection.parser.take(bytes)) {
        case AnswerParser::State::More:
            return true;
        case AnswerParser::State::Bad:
            end(connection, connection.parser.response().error, connection.parser.reason());
            return false;
        case AnswerParser::State::Complete:
            if (!answered(connection))
                return false;
        }
    }
    return true;
}

// False when the connection is closed.
bool FastLoop::answered(FastConnection &connection)
{
    FastFlight flight = std::move(connection.flights.front());
    connection.flights.erase(connection.flights.begin());
    // an answer to half a request: the rest of it is not worth sending
    const bool keeps = connection.isWhollySent(flight) && connection.parser.keepsConnection();
    ++connection.answers;
    HttpResponse &response = connection.parser.response();
    if (flight.job)
        answer(*flight.job, std::move(response));
    else
        flight.feed->source.take(flight.number, response);
    if (!connection.flights.empty())
        connection.parser.begin(
            connection.flights.front().feed->pattern.method(), AnswerParser::Keep::Failures);
    if (!keeps)
        end(connection, Error::ConnectionLost);
    return keeps;
}

// Something was received and used; the next requests go out.
void FastLoop::proceed(FastConnection &connection)
{
    if (!connection.isEnding)
        load(connection);
    if (!connection.flights.empty())
        return connection.wantsToSend() ? write(connection) : void();
    if (connection.isEnding)
        return end(connection, Error::ConnectionLost);
    connection.idleSince = m_now;
    connection.host.idle.push_back(&connection);
}

void FastLoop::close(FastConnection &connection)
{
    FastHost &host = connection.host;
    if (connection.state == State::Ready)
        std::erase(host.idle, &connection);
    connection.close();
    host.closed.push_back(&connection);
    setDue(host);
}

void FastLoop::end(FastConnection &connection, Error error, std::string_view reason)
{
    std::vector<FastFlight> flights = std::exchange(connection.flights, {});
    FastHost &host = connection.host;
    std::vector<FastFlight> again;
    for (std::size_t i = 0; i < flights.size(); ++i) {
        FastFlight &flight = flights[i];
        const Error its = i == 0 ? error : Error::ConnectionLost;
        if (its == Error::ConnectionLost && mayGoAgain(connection, flight)) {
            again.push_back(std::move(flight));
            continue;
        }
        fail(flight, host, its, connection.isSent(flight),
            describe(its, host.where, m_options, reason));
    }
    const bool job = !again.empty() && again.front().job;
    if (job) {
        again.front().job->failedUnsent = again.front().failedUnsent;
        host.waiting.push_front(std::move(again.front().job)); // older than those there
        again.clear();
    }
    if (connection.state == State::Ready)
        std::erase(host.idle, &connection);
    connection.close();
    connection.rewind(std::move(again));
    if (connection.flights.empty()) {
        host.closed.push_back(&connection);
        return setDue(host);
    }
    connection.parser.begin(
        connection.flights.front().feed->pattern.method(), AnswerParser::Keep::Failures);
    open(connection);
}

// What was certainly not sent, and what is harmless to ask twice, when a kept connection turns out
// to be closed (RFC 9110, 9.2.2).
bool FastLoop::mayGoAgain(const FastConnection &connection, FastFlight &flight) const
{
    if (m_closing || flight.failedUnsent >= mostFailuresUnsent)
        return false;
    ++flight.failedUnsent;
    if (!connection.isSent(flight))
        return true;
    const bool isSafe = flight.job
        && (flight.job->request.method == HttpRequest::Method::Get
            || flight.job->request.method == HttpRequest::Method::Head);
    return isSafe && connection.answers > 0 && !connection.parser.hasBegun();
}

void FastLoop::fail(
    FastFlight &flight, const FastHost &host, Error error, bool sent, std::string detail)
{
    HttpResponse response;
    response.error = error;
    response.sent = sent;
    response.detail = detail.empty() ? describe(error, host.where, m_options) : std::move(detail);
    if (flight.job)
        answer(*flight.job, std::move(response));
    else
        flight.feed->source.take(flight.number, response);
}

void FastLoop::failAll(FastConnection &connection, Error error, const std::string &detail)
{
    std::vector<FastFlight> flights = std::exchange(connection.flights, {});
    std::vector<bool> sent;
    for (const FastFlight &flight : flights)
        sent.push_back(connection.isSent(flight));
    connection.rewind({});
    close(connection);
    for (std::size_t i = 0; i < flights.size(); ++i)
        fail(flights[i], connection.host, error, sent[i], detail);
}

}
