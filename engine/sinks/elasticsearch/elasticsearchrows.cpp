// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/elasticsearch/elasticsearchsettings.h"

#include <array>

namespace emitter::elasticsearchsink {

std::span<const Field> rows()
{
    static constexpr std::array table{
        Field{.key = "url",
            .type = Field::Url,
            .required = true,
            .label = QT_TRANSLATE_NOOP("elasticsearch", "Server URL"),
            .help = QT_TRANSLATE_NOOP("elasticsearch", "E.g. http://localhost:9200.")},
        Field{.key = "user",
            .type = Field::Text,
            .label = QT_TRANSLATE_NOOP("elasticsearch", "User"),
            .help = QT_TRANSLATE_NOOP("elasticsearch", "With password; empty: no sign-in.")},
        Field{.key = "password",
            .type = Field::Secret,
            .label = QT_TRANSLATE_NOOP("elasticsearch", "Password"),
            .help = QT_TRANSLATE_NOOP("elasticsearch", "With user.")},
        Field{.key = "api_key",
            .type = Field::Secret,
            .label = QT_TRANSLATE_NOOP("elasticsearch", "API key"),
            .help = QT_TRANSLATE_NOOP(
                "elasticsearch", "In its encoded form, instead of user and password.")},
        Field{.key = "index_name",
            .type = Field::Text,
            .fallback = "logs",
            .label = QT_TRANSLATE_NOOP("elasticsearch", "Index"),
            .help = QT_TRANSLATE_NOOP("elasticsearch",
                "An index, alias or data stream; an index that is missing is created.")},
        Field{.key = "timestamp_field",
            .type = Field::Text,
            .fallback = "timestamp",
            .label = QT_TRANSLATE_NOOP("elasticsearch", "Time field"),
            .help = QT_TRANSLATE_NOOP("elasticsearch", "Data streams need @timestamp.")},
        Field{.key = "vector_field",
            .type = Field::Text,
            .fallback = "dense",
            .label = QT_TRANSLATE_NOOP("elasticsearch", "Vector field"),
            .help = QT_TRANSLATE_NOOP("elasticsearch", "A dense_vector.")},
        Field{.key = "level_case",
            .type = Field::Choice,
            .fallback = "upper",
            .choices = levelCaseWords,
            .label = QT_TRANSLATE_NOOP("elasticsearch", "Level names"),
            .help = QT_TRANSLATE_NOOP("elasticsearch", "INFO, info or Info.")},
        Field{.key = "vectors",
            .type = Field::Choice,
            .fallback = "auto",
            .choices = QT_TRANSLATE_NOOP("profile", "auto|base64|numbers|off"),
            .label = QT_TRANSLATE_NOOP("elasticsearch", "Vectors"),
            .help = QT_TRANSLATE_NOOP("elasticsearch",
                "How they are sent. auto: base64 to Elasticsearch 9.3 and later, numbers to "
                "earlier ones. off: none.")},
        Field{.key = "vector_index",
            .type = Field::Boolean,
            .fallback = "true",
            .label = QT_TRANSLATE_NOOP("elasticsearch", "Index vectors"),
            .help = QT_TRANSLATE_NOOP("elasticsearch",
                "For an index that is created; false: stored, but not found by kNN search."),
            .ofTheStore = true},
        Field{.key = "op",
            .type = Field::Choice,
            .fallback = "create",
            .choices = QT_TRANSLATE_NOOP("profile", "create|index"),
            .label = QT_TRANSLATE_NOOP("elasticsearch", "Bulk action"),
            .help = QT_TRANSLATE_NOOP("elasticsearch",
                "create leaves a document that is already there; index overwrites it."),
            .ofTheStore = true},
        Field{.key = "ids",
            .type = Field::Boolean,
            .fallback = "true",
            .label = QT_TRANSLATE_NOOP("elasticsearch", "Send ids"),
            .help = QT_TRANSLATE_NOOP("elasticsearch",
                "false: the server makes them. Faster, but what was sent and not answered stays "
                "unconfirmed, and entries cannot be looked up.")},
        Field{.key = "bulk_refresh",
            .type = Field::Text,
            .label = QT_TRANSLATE_NOOP("elasticsearch", "Refresh interval"),
            .help = QT_TRANSLATE_NOOP("elasticsearch",
                "refresh_interval during the run, e.g. 30s, or -1 for a fast load that becomes "
                "searchable at the end; then it is as before. Empty: not changed.")},
        Field{.key = "shards",
            .type = Field::Integer,
            .min = 1,
            .max = 1024,
            .label = QT_TRANSLATE_NOOP("elasticsearch", "Shards"),
            .help = QT_TRANSLATE_NOOP(
                "elasticsearch", "Of an index that is created; absent: the server's default.")},
        Field{.key = "replicas",
            .type = Field::Integer,
            .min = 0,
            .max = 100,
            .label = QT_TRANSLATE_NOOP("elasticsearch", "Replicas"),
            .help = QT_TRANSLATE_NOOP(
                "elasticsearch", "Of an index that is created; absent: the server's default.")},
        Field{.key = "gzip",
            .type = Field::Boolean,
            .fallback = "false",
            .label = QT_TRANSLATE_NOOP("elasticsearch", "Compress"),
            .help = QT_TRANSLATE_NOOP(
                "elasticsearch", "For slow networks; costs much more time than it saves nearby.")},
        Field{.key = "connections",
            .type = Field::Integer,
            .fallback = "4",
            .min = 1,
            .max = 64,
            .label = QT_TRANSLATE_NOOP("elasticsearch", "Requests in flight"),
            .help = QT_TRANSLATE_NOOP("elasticsearch",
                "At most this many at a time, on as many connections; over https never more than "
                "6."),
            .unit = QT_TRANSLATE_NOOP("profile", "requests")},
        clientRow,
    };
    return table;
}

}
