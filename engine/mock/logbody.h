// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mock/httprequestparser.h"

#include <cstdint>
#include <string>

namespace emitter {

/// How many logs a body holds, and what is wrong with the first that is none.
struct LogBody
{
    std::uint64_t logs = 0; ///< at least 1 for a body that cannot be read
    int status = 200; ///< 200, 413, 415 or 422
    std::string detail; ///< JSON for an answer that is not 200
};

/// Reads one object, an array, an envelope or NDJSON, plain or gzip. A log is an object with the
/// texts `message` and `level`; `timestamp`, `source` and `metadata` must have their types when
/// present.
LogBody readLogs(const MockRequest &request);

}
