// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/pgvector/pgsession.h"

#include "base/clock.h"
#include "base/text.h"

#include <algorithm>
#include <exception>
#include <pqxx/pqxx>
#include <utility>

namespace emitter::pgvectorsink {

/// What differs between the libraries' versions. From 7 on a parameter is only pointed to.
namespace library {

constexpr const char *statement = "emitter_insert";

#if PQXX_VERSION_MAJOR >= 7
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

}

struct PgSession::Impl
{
    Impl(const std::string &conninfo, SocketWatch &theWatch)
        : connection(conninfo)
        , session(connection)
        , watch(theWatch)
        , socket(connection.sock())
    {
        watch.add(socket);
    }
    ~Impl() { watch.remove(socket); }
    Impl(const Impl &) = delete;
    Impl &operator=(const Impl &) = delete;

    pqxx::connection connection;
    pqxx::nontransaction session; ///< each statement is a transaction
    SocketWatch &watch;
    int socket;
    bool broken = false;
};

PgSession::PgSession(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

PgSession::~PgSession() = default;

std::unique_ptr<PgSession> PgSession::connect(
    const std::string &conninfo, SocketWatch &watch, PgError &error)
{
    try {
        return std::unique_ptr<PgSession>(new PgSession(std::make_unique<Impl>(conninfo, watch)));
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
