// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/pgvector/sqlstate.h"

#include <array>
#include <string_view>

namespace emitter::pgvectorsink {
namespace {

struct Row
{
    std::string_view state; ///< SQLSTATE or the class at its start; the first that fits counts
    SqlMeaning meaning;
};

// PostgreSQL's appendix A. A row that the server refuses takes its statement along: TooLarge
// halves the batch until that row is alone.
constexpr std::array table{
    Row{"08", {Outcome::RetryUnsure, true}}, // connection
    Row{"57P01", {Outcome::RetryUnsure, true}}, // the server shuts down,
    Row{"57P02", {Outcome::RetryUnsure, true}}, // another of its processes crashed,
    Row{"57P03", {Outcome::RetryUnsure, true}}, // it starts up,
    Row{"57P05", {Outcome::RetryUnsure, true}}, // the session was idle too long
    Row{"53300", {Outcome::Retry, true, Pressure::Overloaded}}, // too many connections
    Row{"25006", {Outcome::Retry, true}}, // read-only: perhaps the primary is elsewhere by now
    Row{"26000", {Outcome::Retry, true}}, // the prepared statement went with its connection
    Row{"57014", {Outcome::Retry}}, // cancelled, statement_timeout
    Row{"40003", {Outcome::RetryUnsure}}, // completion unknown
    Row{"40", {Outcome::Retry}}, // serialization failure, deadlock
    Row{"55P03", {Outcome::Retry}}, // lock not available
    Row{"22", {Outcome::TooLarge}}, // data
    Row{"23", {Outcome::TooLarge}}, // constraints
    Row{"54", {Outcome::TooLarge}}, // limits
    Row{"53100", {Outcome::Fatal}}, // disk full
    Row{"28", {Outcome::Fatal}}, // who we are
    Row{"42", {Outcome::Fatal}}, // no such table, column or right
    Row{"3D", {Outcome::Fatal}}, Row{"3F", {Outcome::Fatal}}, Row{"0A", {Outcome::Fatal}},
    Row{"58", {Outcome::Fatal}}, // the server's files
};

struct Advice
{
    std::string_view state; ///< SQLSTATE, its start, or empty
    std::string_view words; ///< in the error's text; for what has no SQLSTATE
    std::string_view remedy;
};

constexpr std::array adviceTable{
    Advice{"28", "", "Correct `user` and `password`."},
    Advice{"", "password", "Correct `user` and `password`."},
    Advice{"", "root certificate", "Name the authority's certificate in `ca_file`."},
    Advice{"", "certificate",
        "Name the authority's certificate in `ca_file`; `insecure: true` skips the check."},
    Advice{"", "does not support SSL",
        "Switch TLS on in the server, or set `sslmode: disable` to send everything readable."},
    Advice{"", "too many", "Lower `connections` or raise the server's max_connections."},
    Advice{"", "connection slots", "Lower `connections` or raise the server's max_connections."},
    Advice{"", "does not exist", "Create it, or correct `user` and `database`."},
    Advice{"3D", "", "Create it, or correct `database`."},
    Advice{"3F", "", "Create the schema, or correct `table_name`."},
    Advice{"25006", "", "Connect to the primary: this server takes no writes."},
    Advice{"42501", "", "Ask an administrator for the right, or for what is missing."},
    Advice{"53100", "", "Make room on the server's disk."},
    Advice{"57014", "", "Raise `timeout`, or look for what holds a lock."},
};

}

SqlMeaning meaningOf(const PgError &error)
{
    // The wrong length is wrong for every row: the table was changed while we ran.
    if (error.state == "22000" && error.text.find(" dimensions") != std::string::npos)
        return {Outcome::Fatal};
    if (error.state.empty())
        return {Outcome::RetryUnsure, true};
    for (const Row &row : table) {
        if (error.state.starts_with(row.state))
            return row.meaning;
    }
    return {Outcome::Retry, error.broken};
}

Problem problemOf(const PgError &error, const std::string &what)
{
    Problem problem;
    problem.cause = Cause::Unreachable;
    problem.text = what + ": " + error.text;
    if (!error.state.empty())
        problem.text += " (SQLSTATE " + error.state + ')';
    problem.remedy = error.state.empty() ? "Is the server running? See `host` and `port`."
                                         : "Look into the server's log.";
    for (const Advice &advice : adviceTable) {
        const bool fits = advice.state.empty()
            ? error.state.empty() && error.text.find(advice.words) != std::string::npos
            : error.state.starts_with(advice.state);
        if (fits) {
            problem.remedy = advice.remedy;
            break;
        }
    }
    return problem;
}

}
