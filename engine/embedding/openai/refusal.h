// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "embedding/openai/embeddinganswer.h"
#include "embedding/openai/embeddingrequest.h"
#include "http/httpclient.h"

#include <optional>

namespace emitter {

/// What to do about an answer that is not a success.
enum class NextStep {
    Reshape, ///< ask again with the new shape; not an attempt
    Retry, ///< wait, then the same again
    Stop,
};

/// Decides, and changes `shape` for Reshape: another encoding, no dimensions, half of `inputs`.
NextStep nextStep(const HttpResponse &response, const ServerError &error, std::size_t inputs,
    RequestShape &shape);

/// The sentence for a person who waits for the vectors. Without the key, also where a server echoes
/// it.
Problem refusalProblem(const EmbeddingSpec &spec, const Secret &key, const HttpResponse &response,
    const ServerError &error);

}
