// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace emitter::pgvectorsink {

/// A name in SQL, in double quotes, those in it doubled. REQUIRES: no NUL.
std::string quoted(std::string_view name);

/// `table` or `schema.table`, taken letter by letter: case counts, and no quotes are written.
struct TableName
{
    std::string schema; ///< empty: as the server's search_path says
    std::string table;

    /// Refuses what PostgreSQL would cut (more than 63 bytes), misread or forget (pg_temp).
    static Result<TableName> parse(std::string_view text);

    /// `"schema"."table"`, for SQL and for to_regclass().
    std::string sql() const;
};

}
