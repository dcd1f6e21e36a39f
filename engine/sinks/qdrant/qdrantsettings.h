// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "content/level.h"
#include "rest/clientsettings.h"
#include "sinkapi/sinkdescriptor.h"

#include <span>
#include <string>

namespace emitter::qdrantsink {

/// The sink's rows.
std::span<const Field> rows();

/// The rows' values, checked against each other and put into the form that the sink works with.
struct QdrantSettings
{
    enum class Sparse {
        Off,
        Client, ///< BM25 computed here, as fastembed does
        Server, ///< the text goes along and Qdrant computes it, with its own tokenizer
    };

    std::string url;
    HttpHeaders headers; ///< of every request: the key, when there is one
    std::string collection;
    bool dense = true;
    std::string denseName;
    Sparse sparse = Sparse::Client;
    std::string sparseName;
    double averageLength = 256; ///< stems that a message has on average, for BM25
    bool wait = false;
    bool bulk = false;
    LevelCase levelCase = LevelCase::Upper;
    ClientSettings client;

    static Result<QdrantSettings> create(const SinkConfig &config);
};

}
