// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "content/level.h"
#include "rest/clientsettings.h"
#include "rest/restanswer.h"
#include "sinkapi/sinkdescriptor.h"

#include <optional>
#include <span>
#include <string>

namespace emitter::elasticsearchsink {

/// The sink's rows.
std::span<const Field> rows();

/// The rows' values, checked against each other and put into the form that the sink works with.
struct ElasticsearchSettings
{
    enum class Op { Create, Index };
    enum class Vectors { Auto, Base64, Numbers, Off };

    std::string name; ///< the sink's, unique in the run
    std::string url;
    HttpHeaders headers; ///< of every request, with credentials
    std::string user; ///< for the query to try; may be empty
    std::string index; ///< an index, alias or data stream: a-z 0-9 . _ -
    std::string timestampField;
    std::string vectorField;
    LevelCase levelCase = LevelCase::Upper;
    Op op = Op::Create;
    bool ids = true; ///< documents have our ids
    Vectors vectors = Vectors::Auto;
    bool vectorIndex = true;
    std::string bulkRefresh; ///< refresh_interval during the run; empty: as it is
    std::optional<std::int64_t> shards; ///< of an index that we create; absent: the cluster's
    std::optional<std::int64_t> replicas;
    bool gzip = false;
    ClientSettings client;

    static Result<ElasticsearchSettings> create(const SinkConfig &config);

    /// What a second send of the same entries does.
    Repeats repeats() const { return ids ? Repeats::Harmless : Repeats::Duplicate; }
};

}
