// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/http/httpsettings.h"

#include <array>

namespace emitter::httpsink {

std::span<const Field> rows()
{
    static constexpr std::array table{
        Field{.key = "url",
            .type = Field::Url,
            .required = true,
            .label = QT_TRANSLATE_NOOP("http", "Server URL"),
            .help = QT_TRANSLATE_NOOP("http", "Base address, e.g. http://localhost:8000.")},
        Field{.key = "path",
            .type = Field::Text,
            .fallback = "/submit",
            .label = QT_TRANSLATE_NOOP("http", "Path"),
            .help = QT_TRANSLATE_NOOP("http", "Where entries are POSTed, below the server's URL.")},
        Field{.key = "body",
            .type = Field::Choice,
            .fallback = "single",
            .choices = QT_TRANSLATE_NOOP("profile", "single|array|ndjson|envelope"),
            .label = QT_TRANSLATE_NOOP("http", "Body"),
            .help = QT_TRANSLATE_NOOP("http",
                "single: one request per entry. array: [...]. ndjson: one object per line. "
                "envelope: {\"logs\": [...]}.")},
        Field{.key = "envelope_key",
            .type = Field::Text,
            .fallback = "logs",
            .label = QT_TRANSLATE_NOOP("http", "Envelope key"),
            .help = QT_TRANSLATE_NOOP("http", "The key of the array, with body: envelope.")},
        Field{.key = "fields",
            .type = Field::TextMap,
            .label = QT_TRANSLATE_NOOP("http", "Field names"),
            .help = QT_TRANSLATE_NOOP("http",
                "Renames parts of an entry: id, timestamp, level, message, service, metadata, "
                "embedding. An empty name leaves the part out. service is called source unless "
                "renamed.")},
        Field{.key = "constants",
            .type = Field::TextMap,
            .label = QT_TRANSLATE_NOOP("http", "Constant fields"),
            .help = QT_TRANSLATE_NOOP("http", "Texts that every entry carries, e.g. {env: test}.")},
        Field{.key = "timestamp_format",
            .type = Field::Choice,
            .fallback = "rfc3339",
            .choices =
                QT_TRANSLATE_NOOP("profile", "rfc3339|rfc3339_no_zone|unix_s|unix_ms|unix_ns"),
            .label = QT_TRANSLATE_NOOP("http", "Timestamp format"),
            .help = QT_TRANSLATE_NOOP("http", "RFC 3339 in UTC, or a number since 1970.")},
        Field{.key = "level_case",
            .type = Field::Choice,
            .fallback = "upper",
            .choices = levelCaseWords,
            .label = QT_TRANSLATE_NOOP("http", "Level names"),
            .help = QT_TRANSLATE_NOOP("http", "INFO, info or Info.")},
        Field{.key = "embedding",
            .type = Field::Boolean,
            .fallback = "false",
            .label = QT_TRANSLATE_NOOP("http", "Send embeddings"),
            .help = QT_TRANSLATE_NOOP("http", "Adds the entry's vector as an array of numbers.")},
        Field{.key = "headers",
            .type = Field::TextMap,
            .label = QT_TRANSLATE_NOOP("http", "Headers"),
            .help =
                QT_TRANSLATE_NOOP("http", "Sent with every request, e.g. {X-Api-Key: ${KEY}}.")},
        Field{.key = "token",
            .type = Field::Secret,
            .label = QT_TRANSLATE_NOOP("http", "Bearer token"),
            .help = QT_TRANSLATE_NOOP("http", "Sent as Authorization: Bearer.")},
        Field{.key = "user",
            .type = Field::Text,
            .label = QT_TRANSLATE_NOOP("http", "User"),
            .help = QT_TRANSLATE_NOOP("http", "For basic authentication, with password.")},
        Field{.key = "password",
            .type = Field::Secret,
            .label = QT_TRANSLATE_NOOP("http", "Password"),
            .help = QT_TRANSLATE_NOOP("http", "For basic authentication, with user.")},
        Field{.key = "health_path",
            .type = Field::Text,
            .fallback = "/health",
            .label = QT_TRANSLATE_NOOP("http", "Health path"),
            .help = QT_TRANSLATE_NOOP("http", "Asked once at the start; empty: not asked."),
            .mayBeEmpty = true},
        Field{.key = "gzip",
            .type = Field::Boolean,
            .fallback = "false",
            .label = QT_TRANSLATE_NOOP("http", "Compress"),
            .help = QT_TRANSLATE_NOOP("http", "Sends batches with Content-Encoding: gzip.")},
        Field{.key = "connections",
            .type = Field::Integer,
            .fallback = "16",
            .min = 1,
            .max = 1024,
            .label = QT_TRANSLATE_NOOP("http", "Connections"),
            .help =
                QT_TRANSLATE_NOOP("http", "To the server, at most; over https never more than 6."),
            .unit = QT_TRANSLATE_NOOP("profile", "connections")},
        clientRow,
        Field{.key = "client_threads",
            .type = Field::Integer,
            .fallback = "1",
            .min = 1,
            .max = 64,
            .label = QT_TRANSLATE_NOOP("http", "Client threads"),
            .help = QT_TRANSLATE_NOOP("http",
                "Threads that share the connections; one sends tens of thousands of requests per "
                "second. Fast client only."),
            .unit = QT_TRANSLATE_NOOP("profile", "threads")},
        Field{.key = "pipeline",
            .type = Field::Integer,
            .fallback = "1",
            .min = 1,
            .max = 64,
            .label = QT_TRANSLATE_NOOP("http", "Pipelined requests"),
            .help = QT_TRANSLATE_NOOP("http",
                "With body: single, requests on one connection that do not wait for each other's "
                "answers (HTTP/1.1 pipelining), for servers that take it. When such a connection "
                "breaks, all of them are unconfirmed. Fast client only."),
            .unit = QT_TRANSLATE_NOOP("profile", "requests")},
    };
    return table;
}

}
