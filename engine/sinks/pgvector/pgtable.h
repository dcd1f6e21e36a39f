// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sinks/pgvector/pgsession.h"
#include "sinks/pgvector/pgsettings.h"

#include <cstdint>
#include <string>
#include <vector>

namespace emitter::pgvectorsink {

/// What is known of the table once it is there.
struct PgTable
{
    std::string sql; ///< its name, quoted
    std::string extensionSchema; ///< quoted; where type and operators of pgvector are
    std::uint32_t vectorOid = 0;
    std::uint32_t dimensions = 0;
    bool hasMetadata = false;
    bool hasFullText = false; ///< message_tsv
    std::vector<std::string> notes; ///< what a person should know about it

    /// The statement that a batch is inserted with; its parameters are EntryColumns' arrays.
    std::string insertStatement() const;
};

/// What the entries of this run need.
struct PgNeeds
{
    std::uint32_t dimensions = 0;
    bool metadata = false;
};

/// Settings of a new session: quiet, and its statements end by themselves.
std::optional<PgError> beginSession(PgSession &session, const PgSettings &settings);

/// Finds the extension and the table, creates what is missing and refuses what does not fit.
/// Several programs may do it at once.
Result<PgTable> prepareTable(PgSession &session, const PgSettings &settings, const PgNeeds &needs);

}
