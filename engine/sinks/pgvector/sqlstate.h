// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "sinkapi/outcome.h"
#include "sinks/pgvector/pgsession.h"

#include <string>

namespace emitter::pgvectorsink {

/// What a failed insert means for its batch. Every entry has its id as key and a second one does
/// nothing, so whatever may have been committed is sent again.
struct SqlMeaning
{
    Outcome outcome = Outcome::Retry;
    bool reconnect = false;
    Pressure pressure = Pressure::None;
};
SqlMeaning meaningOf(const PgError &error);

/// The same for people who wait for a start or an end: `what` failed, and what to do about it.
Problem problemOf(const PgError &error, const std::string &what);

}
