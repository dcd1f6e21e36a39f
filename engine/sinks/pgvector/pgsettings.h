// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "content/level.h"
#include "sinkapi/sinkdescriptor.h"
#include "sinks/pgvector/tablename.h"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>

namespace emitter::pgvectorsink {

/// The sink's rows.
std::span<const Field> rows();

/// The rows' values, checked and put into the form that the sink works with.
struct PgSettings
{
    enum class Index { None, Start, After };

    TableName table;
    std::string conninfo; ///< for libpq, with the password: never to be shown
    std::string server; ///< host:port, for messages
    std::string sslMode; ///< what libpq is told
    bool remote = false; ///< neither loopback nor a Unix socket
    LevelCase levelCase = LevelCase::Upper;
    Index index = Index::After;
    std::uint64_t indexMemory = 0; ///< bytes
    std::chrono::milliseconds indexTimeout{0}; ///< what building all indexes may take
    bool synchronousCommit = true;
    int connections = 1;
    std::chrono::milliseconds connectTimeout{0};
    std::chrono::milliseconds timeout{0}; ///< of one batch

    static Result<PgSettings> create(const SinkConfig &config);
};

/// `host:port/database table`, for people.
std::string targetOf(const FieldValues &values);

}
