// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "profile/profile.h"

#include <span>
#include <string>
#include <string_view>

namespace emitter {

/// Reads a successful answer into `out`: the vectors in the order of the request, of unit length.
/// Takes base64 and arrays, whatever was asked. Fails when a vector is missing, doubled, of another
/// length than `spec.dimensions`, all zero, or holds what is not a number.
Result<void> readVectors(std::string_view body, const EmbeddingSpec &spec, std::span<float> out);

/// What a server says about a failure, whether nested under `error` or flat; fields may be
/// empty. Raw: it may echo the key and hold control characters.
struct ServerError
{
    std::string message = {};
    std::string type = {};
    std::string code = {};
    std::string param = {};
};
ServerError readServerError(std::string_view body);

}
