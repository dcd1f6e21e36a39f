// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinks/pgvector/socketwatch.h"

#include <charconv>
#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace emitter::pgvectorsink {

/// Why a statement or a connection failed, in the server's or the library's words.
struct PgError
{
    std::string state; ///< SQLSTATE; empty when there is none
    std::string text; ///< safe to show
    bool broken = false; ///< the connection is gone: what became of the statement is unknown
};

/// NULL is the empty optional.
using PgRow = std::vector<std::optional<std::string>>;

/// 0 for NULL and for what is no number.
template <typename Number> Number numberOf(const std::optional<std::string> &text)
{
    Number number{};
    if (text)
        std::from_chars(text->data(), text->data() + text->size(), number);
    return number;
}

struct PgAnswer
{
    std::vector<PgRow> rows;
    std::optional<PgError> error;
};

/// A connection to PostgreSQL; the one place that knows libpqxx, 6.4 (Debian 12) and 7.10 (Debian
/// 13). Nothing throws. Every call blocks and must answer within its limit, or the connection is
/// cut; a broken session stays broken. One thread; `watch` outlives it.
class PgSession
{
public:
    using Limit = std::chrono::nanoseconds;

    /// nullptr and `error` when the server cannot be had within `limit`, or the watch was cut. Only
    /// looking up a host's name may take longer.
    static std::unique_ptr<PgSession> connect(
        const std::string &conninfo, Limit limit, SocketWatch &watch, PgError &error);
    ~PgSession();
    PgSession(const PgSession &) = delete;
    PgSession &operator=(const PgSession &) = delete;

    bool isOpen() const;
    /// One or more statements without parameters; the rows of the last.
    PgAnswer run(const std::string &sql, Limit limit);
    /// One statement with parameters as text.
    PgAnswer run(const std::string &sql, const std::vector<std::string> &parameters, Limit limit);
    /// Makes the statement that runPrepared() runs. Once.
    std::optional<PgError> prepare(const std::string &sql, Limit limit);
    /// Parameters in PostgreSQL's binary format.
    std::optional<PgError> runPrepared(std::span<const std::string_view> parameters, Limit limit);

private:
    struct Impl;
    explicit PgSession(std::unique_ptr<Impl> impl);
    template <typename Call> std::optional<PgError> guarded(Limit limit, Call call);

    std::unique_ptr<Impl> m_impl;
};

}
