// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profilereader.h"

#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Small sinks with a row of every kind, and reading in one line.
namespace emitter::test {

inline const std::array stdoutRows{
    Field{.key = "format", .type = Field::Choice, .fallback = "text", .choices = "text|json"}};
inline const std::array fileRows{Field{.key = "path", .type = Field::Path, .required = true},
    Field{.key = "format", .type = Field::Choice, .fallback = "json", .choices = "json|text"},
    Field{.key = "rotate_bytes", .type = Field::Size, .fallback = "0"},
    Field{.key = "gzip", .type = Field::Boolean, .fallback = "false"}};
inline const std::array httpRows{Field{.key = "url", .type = Field::Url, .required = true},
    Field{.key = "path", .type = Field::Text, .fallback = "/submit"},
    Field{.key = "health_path", .type = Field::Text, .fallback = "/health", .mayBeEmpty = true},
    Field{.key = "headers", .type = Field::TextMap}, Field{.key = "token", .type = Field::Secret}};
inline const std::array sqliteRows{Field{.key = "path", .type = Field::Path, .required = true},
    Field{.key = "table_name", .type = Field::Text, .fallback = "logs"},
    Field{.key = "embedding", .type = Field::Boolean, .fallback = "false"}};
inline const std::array qdrantRows{Field{.key = "url", .type = Field::Url, .required = true},
    Field{.key = "api_key", .type = Field::Secret},
    Field{.key = "collection_name", .type = Field::Text, .fallback = "logs"}};
inline const std::array elasticRows{Field{.key = "url", .type = Field::Url, .required = true},
    Field{.key = "user", .type = Field::Text}, Field{.key = "password", .type = Field::Secret},
    Field{.key = "index_name", .type = Field::Text, .fallback = "logs"}};
inline const std::array pgvectorRows{
    Field{.key = "host", .type = Field::Text, .fallback = "localhost"},
    Field{.key = "port", .type = Field::Integer, .fallback = "5432", .min = 1, .max = 65535},
    Field{.key = "user", .type = Field::Text}, Field{.key = "password", .type = Field::Secret},
    Field{.key = "table_name", .type = Field::Text, .fallback = "logs"}};
inline const std::array dashboardRows{
    Field{.key = "port", .type = Field::Integer, .fallback = "3000", .min = 0, .max = 65535}};

inline std::vector<SinkSchema> builtSinks()
{
    return {{"file", fileRows}, {"http", httpRows}, {"null", {}}, {"sqlite", sqliteRows},
        {"stdout", stdoutRows}};
}

inline std::vector<SinkSchema> allSinks()
{
    auto sinks = builtSinks();
    sinks.push_back({"qdrant", qdrantRows});
    sinks.push_back({"elasticsearch", elasticRows});
    sinks.push_back({"pgvector", pgvectorRows});
    sinks.push_back({"dashboard", dashboardRows});
    return sinks;
}

using Variables = std::map<std::string, std::string>;

inline ReadOptions optionsWith(Variables variables = {})
{
    ReadOptions options;
    options.fileName = "config.yaml";
    options.sinks = allSinks();
    options.environment = [variables = std::move(variables)](
                              const std::string &name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
    return options;
}

inline ReadOutcome read(std::string_view text, const ReadOptions &options = optionsWith())
{
    return readProfile(text, options);
}

inline std::string messages(const ReadOutcome &outcome)
{
    std::string all;
    for (const Problem &problem : outcome.problems)
        all += toText(problem) + '\n';
    return all;
}

inline bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// The smallest profile, followed by `more` at the top level.
inline std::string minimal(std::string_view more = {})
{
    return "services: [{name: a, rate_per_sec: 1}]\nsinks: [{type: stdout}]\n" + std::string(more);
}

inline std::string fileText(const std::string &name)
{
    std::ifstream stream(name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}
