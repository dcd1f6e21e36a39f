// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/level.h"
#include "sinks/qdrant/qdrantsettings.h"

#include <array>

namespace emitter::qdrantsink {

std::span<const Field> rows()
{
    static constexpr std::array table{
        Field{.key = "url",
            .type = Field::Url,
            .required = true,
            .label = QT_TRANSLATE_NOOP("qdrant", "Server URL"),
            .help = QT_TRANSLATE_NOOP("qdrant", "REST address; its port is 6333 as a rule.")},
        Field{.key = "api_key",
            .type = Field::Secret,
            .label = QT_TRANSLATE_NOOP("qdrant", "API key"),
            .help = QT_TRANSLATE_NOOP("qdrant", "Sent as the header api-key.")},
        Field{.key = "collection_name",
            .type = Field::Text,
            .fallback = "logs",
            .label = QT_TRANSLATE_NOOP("qdrant", "Collection"),
            .help = QT_TRANSLATE_NOOP("qdrant", "Created when it is missing, else verified.")},
        Field{.key = "dense",
            .type = Field::Boolean,
            .fallback = "true",
            .label = QT_TRANSLATE_NOOP("qdrant", "Store embeddings"),
            .help = QT_TRANSLATE_NOOP("qdrant", "Store each entry's embedding as a dense vector.")},
        Field{.key = "dense_vector",
            .type = Field::Text,
            .fallback = "dense",
            .label = QT_TRANSLATE_NOOP("qdrant", "Dense vector's name"),
            .help = QT_TRANSLATE_NOOP("qdrant", "The name of the dense vector.")},
        Field{.key = "sparse",
            .type = Field::Choice,
            .fallback = "client",
            .choices = QT_TRANSLATE_NOOP("profile", "client|server|off"),
            .label = QT_TRANSLATE_NOOP("qdrant", "BM25"),
            .help = QT_TRANSLATE_NOOP("qdrant",
                "client: sparse vectors are computed here, as fastembed does. server: Qdrant 1.15 "
                "and later computes them from the text, with a tokenizer of its own; do not mix "
                "the two in one collection.")},
        Field{.key = "sparse_vector",
            .type = Field::Text,
            .fallback = "bm25",
            .label = QT_TRANSLATE_NOOP("qdrant", "Sparse vector's name"),
            .help = QT_TRANSLATE_NOOP("qdrant", "The name of the sparse vector.")},
        Field{.key = "average_length",
            .type = Field::Number,
            .fallback = "256",
            .min = 1,
            .max = 1'000'000,
            .label = QT_TRANSLATE_NOOP("qdrant", "Average length"),
            .help = QT_TRANSLATE_NOOP("qdrant",
                "Words of an average message, stop words not counted, for BM25; 256 is what "
                "fastembed and Qdrant assume."),
            .unit = QT_TRANSLATE_NOOP("profile", "words")},
        Field{.key = "wait",
            .type = Field::Boolean,
            .fallback = "false",
            .label = QT_TRANSLATE_NOOP("qdrant", "Wait until applied"),
            .help = QT_TRANSLATE_NOOP("qdrant",
                "true: an answer means that the points are applied; slower. false: that they are "
                "in the write-ahead log; the first batches are waited for all the same."),
            .ofTheStore = true},
        Field{.key = "bulk",
            .type = Field::Boolean,
            .fallback = "false",
            .label = QT_TRANSLATE_NOOP("qdrant", "Index after the load"),
            .help = QT_TRANSLATE_NOOP("qdrant",
                "Switches the indexing of dense vectors off during the run (indexing_threshold 0), "
                "restores the old value at its end and waits for the index."),
            .ofTheStore = true},
        Field{.key = "level_case",
            .type = Field::Choice,
            .fallback = "upper",
            .choices = levelCaseWords,
            .label = QT_TRANSLATE_NOOP("qdrant", "Level names"),
            .help = QT_TRANSLATE_NOOP("qdrant", "INFO, info or Info.")},
        Field{.key = "connections",
            .type = Field::Integer,
            .fallback = "4",
            .min = 1,
            .max = 64,
            .label = QT_TRANSLATE_NOOP("qdrant", "Requests in flight"),
            .help = QT_TRANSLATE_NOOP("qdrant",
                "At most this many at a time, on as many connections; over https never more than "
                "6."),
            .unit = QT_TRANSLATE_NOOP("profile", "requests")},
        clientRow,
    };
    return table;
}

}
