// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/pgvector/tablename.h"

#include "base/text.h"

#include <vector>

namespace emitter::pgvectorsink {
namespace {

constexpr std::size_t longestName = 63; // NAMEDATALEN - 1

std::string complaint(std::string_view part)
{
    if (part.empty())
        return "has an empty part";
    if (part.size() > longestName)
        return "has a part of " + std::to_string(part.size())
            + " bytes; PostgreSQL cuts names at 63";
    if (!isCleanUtf8(part) || hasControlCharacters(part))
        return "has control characters or is not UTF-8";
    if (part.size() > 1 && part.front() == '"' && part.back() == '"')
        return "is written in quotes";
    return {};
}

}

std::string quoted(std::string_view name)
{
    std::string out = "\"";
    for (const char letter : name) {
        out += letter;
        if (letter == '"')
            out += letter;
    }
    return out += '"';
}

Result<TableName> TableName::parse(std::string_view text)
{
    const std::vector<std::string_view> parts = split(text, '.');
    std::string wrong = parts.size() > 2 ? "has more than one dot" : "";
    for (const std::string_view part : parts) {
        if (wrong.empty())
            wrong = complaint(part);
    }
    if (parts.size() == 2 && parts[0].starts_with("pg_temp"))
        wrong = "is a temporary table, which ends with its connection";
    if (!wrong.empty()) {
        Problem problem;
        problem.text = "`table_name` " + wrong + "; it is \"" + printable(text, 200) + '"';
        problem.remedy = "Write table or schema.table, without quotes, e.g. public.logs.";
        return problem;
    }
    if (parts.size() == 2)
        return TableName{std::string(parts[0]), std::string(parts[1])};
    return TableName{{}, std::string(text)};
}

std::string TableName::sql() const
{
    return schema.empty() ? quoted(table) : quoted(schema) + '.' + quoted(table);
}

}
