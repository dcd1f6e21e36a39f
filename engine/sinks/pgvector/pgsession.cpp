// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/pgvector/pgsession.h"

#include "base/clock.h"
#include "base/text.h"

#include <algorithm>
#include <cerrno>
#include <exception>
#include <fcntl.h>
#include <functional>
#include <poll.h>
#include <pqxx/pqxx>
#include <system_error>
#include <unistd.h>
#include <utility>
#if PQXX_VERSION_MAJOR < 7
#include <libpq-fe.h>
#endif

namespace emitter::pgvectorsink {

/// What differs between the libraries' versions. From 7 on a parameter is only pointed to.
namespace library {

constexpr const char *statement = "emitter_insert";

/// Returns when the socket can be read from, else written to; throws when it is not worth waiting.
using AwaitSocket = std::function<void(int socket, bool reads)>;

#if PQXX_VERSION_MAJOR >= 7
using Connection = pqxx::connection;

Connection connect(const std::string &conninfo, const AwaitSocket &await)
{
    pqxx::connecting attempt{pqxx::zview(conninfo)};
    while (!attempt.done()) {
        await(attempt.sock(), attempt.wait_to_read());
        attempt.process();
    }
    return std::move(attempt).produce();
}

pqxx::result run(
    pqxx::nontransaction &session, const std::string &sql, const std::vector<std::string> &texts)
{
    pqxx::params parameters;
    for (const std::string &text : texts)
        parameters.append(text);
    return session.exec(pqxx::zview(sql), parameters);
}

void runPrepared(pqxx::nontransaction &session, std::span<const std::string_view> binaries)
{
    pqxx::params parameters;
    for (const std::string_view bytes : binaries)
        parameters.append(
            pqxx::bytes_view(reinterpret_cast<const std::byte *>(bytes.data()), bytes.size()));
    session.exec(pqxx::prepped(statement), parameters);
}
#else
// A policy is how this version lets others connect. What it returns is the connection's.
class Connecting : public pqxx::connectionpolicy
{
public:
    Connecting(const std::string &conninfo, const AwaitSocket &await)
        : connectionpolicy(conninfo)
        , m_await(await)
    {
    }
    handle do_startconnect(handle old) override
    {
        if (old)
            return old;
        std::unique_ptr<PGconn, decltype(&PQfinish)> made(
            PQconnectStart(options().c_str()), &PQfinish);
        PostgresPollingStatusType next = PGRES_POLLING_WRITING;
        while (next != PGRES_POLLING_OK) {
            if (next == PGRES_POLLING_FAILED || PQstatus(made.get()) == CONNECTION_BAD)
                throw pqxx::broken_connection(PQerrorMessage(made.get()));
            m_await(PQsocket(made.get()), next == PGRES_POLLING_READING);
            next = PQconnectPoll(made.get());
        }
        return made.release();
    }

private:
    const AwaitSocket m_await;
};

class Connection : private Connecting, public pqxx::connection_base
{
public:
    Connection(const std::string &conninfo, const AwaitSocket &await)
        : Connecting(conninfo, await)
        , connection_base(static_cast<Connecting &>(*this))
    {
        init();
    }
    ~Connection() { close(); }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;
};

Connection connect(const std::string &conninfo, const AwaitSocket &await)
{
    return {conninfo, await};
}

pqxx::result run(
    pqxx::nontransaction &session, const std::string &sql, const std::vector<std::string> &texts)
{
    return session.exec_params(sql, pqxx::prepare::make_dynamic_params(texts.begin(), texts.end()));
}

void runPrepared(pqxx::nontransaction &session, std::span<const std::string_view> binaries)
{
    std::vector<pqxx::binarystring> parameters;
    parameters.reserve(binaries.size());
    for (const std::string_view bytes : binaries)
        parameters.emplace_back(bytes.data(), bytes.size());
    session.exec_prepared(
        statement, pqxx::prepare::make_dynamic_params(parameters.begin(), parameters.end()));
}
#endif

}

namespace {

// `ERROR:  relation "x" does not exist\nLINE 1: ...` without its prefix and the statement's text.
std::string message(std::string_view text)
{
    for (const std::string_view prefix : {"ERROR:  ", "FATAL:  ", "PANIC:  "}) {
        if (text.starts_with(prefix))
            text.remove_prefix(prefix.size());
    }
    text = text.substr(0, text.find("\nLINE "));
    std::string out;
    for (const std::string_view line : split(text, '\n')) {
        if (!trimmed(line).empty())
            out += (out.empty() ? "" : "; ") + std::string(trimmed(line));
    }
    return printable(out, 500);
}

// Version 6.4 does not tell the state of those errors that have a class of their own.
std::string stateOf(const std::exception &failure)
{
    if (const auto *error = dynamic_cast<const pqxx::sql_error *>(&failure);
        error && !error->sqlstate().empty())
        return error->sqlstate();
    if (dynamic_cast<const pqxx::insufficient_privilege *>(&failure))
        return "42501";
    if (dynamic_cast<const pqxx::deadlock_detected *>(&failure))
        return "40P01";
    if (dynamic_cast<const pqxx::statement_completion_unknown *>(&failure))
        return "40003";
    if (dynamic_cast<const pqxx::transaction_rollback *>(&failure))
        return "40001";
    return dynamic_cast<const pqxx::too_many_connections *>(&failure) ? "53300" : "";
}

std::vector<PgRow> rowsOf(const pqxx::result &result)
{
    std::vector<PgRow> rows;
    rows.reserve(static_cast<std::size_t>(result.size()));
    for (const auto &row : result) {
        PgRow &copy = rows.emplace_back();
        for (const auto &field : row)
            copy.push_back(field.is_null()
                    ? std::nullopt
                    : std::optional(std::string(field.c_str(), field.size())));
    }
    return rows;
}

/// Waits within `limit` from now on, and until the watch is cut.
library::AwaitSocket awaiting(PgSession::Limit limit, const SocketWatch &watch)
{
    const std::int64_t deadline = Clock::system().monotonicNanos() + limit.count();
    return [deadline, &watch](int socket, bool reads) {
        constexpr int interval = 100; // milliseconds between looks at the watch
        pollfd waited{socket, static_cast<short>(reads ? POLLIN : POLLOUT), 0};
        do {
            if (watch.isCut())
                throw pqxx::broken_connection("stopped while connecting");
            if (Clock::system().monotonicNanos() >= deadline)
                throw pqxx::broken_connection("no connection within connect_timeout");
        } while (::poll(&waited, 1, interval) <= 0);
    };
}

}

struct PgSession::Impl
{
    Impl(const std::string &conninfo, Limit limit, SocketWatch &theWatch)
        : connection(library::connect(conninfo, awaiting(limit, theWatch)))
        , session(connection)
        , watch(theWatch)
        , socket(::fcntl(connection.sock(), F_DUPFD_CLOEXEC, 0))
    {
        if (socket < 0)
            throw std::system_error(errno, std::generic_category());
        watch.add(socket);
    }
    ~Impl()
    {
        watch.remove(socket);
        ::close(socket);
    }
    Impl(const Impl &) = delete;
    Impl &operator=(const Impl &) = delete;

    library::Connection connection;
    pqxx::nontransaction session; ///< each statement is a transaction
    SocketWatch &watch;
    /// Our own name for the connection's: the library closes a broken one by itself, and then its
    /// number may be somebody else's.
    int socket;
    bool broken = false;
};

PgSession::PgSession(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

PgSession::~PgSession() = default;

std::unique_ptr<PgSession> PgSession::connect(
    const std::string &conninfo, Limit limit, SocketWatch &watch, PgError &error)
{
    try {
        return std::unique_ptr<PgSession>(
            new PgSession(std::make_unique<Impl>(conninfo, limit, watch)));
    } catch (const std::exception &failure) {
        error = {"", message(failure.what()), true};
        return nullptr;
    }
}

bool PgSession::isOpen() const
{
    return !m_impl->broken;
}

// All that the library throws ends here.
template <typename Call> std::optional<PgError> PgSession::guarded(Limit limit, Call call)
{
    if (m_impl->broken)
        return PgError{"", "the connection was lost before", true};
    std::optional<PgError> error;
    // The server ends a statement by itself (statement_timeout); one that is silent is cut later.
    constexpr Limit grace = std::chrono::seconds(1);
    constexpr Limit longest = std::chrono::hours(24 * 365);
    m_impl->watch.setDeadline(m_impl->socket,
        Clock::system().monotonicNanos() + (std::min(limit, longest) + grace).count());
    try {
        call();
    } catch (const std::exception &failure) {
        error = PgError{stateOf(failure), message(failure.what()), false};
    }
    m_impl->watch.setDeadline(m_impl->socket, SocketWatch::never);
    if (error && (error->state.empty() || !m_impl->connection.is_open())) {
        error->broken = true;
        m_impl->broken = true;
    }
    return error;
}

PgAnswer PgSession::run(const std::string &sql, Limit limit)
{
    PgAnswer answer;
    answer.error = guarded(limit, [&] { answer.rows = rowsOf(m_impl->session.exec(sql)); });
    return answer;
}

PgAnswer PgSession::run(
    const std::string &sql, const std::vector<std::string> &parameters, Limit limit)
{
    PgAnswer answer;
    answer.error = guarded(
        limit, [&] { answer.rows = rowsOf(library::run(m_impl->session, sql, parameters)); });
    return answer;
}

std::optional<PgError> PgSession::prepare(const std::string &sql, Limit limit)
{
    return guarded(limit, [&] { m_impl->connection.prepare(library::statement, sql); });
}

std::optional<PgError> PgSession::runPrepared(
    std::span<const std::string_view> parameters, Limit limit)
{
    return guarded(limit, [&] { library::runPrepared(m_impl->session, parameters); });
}

}
