// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace emitter {

/// What a server is asked for; starts with what OpenAI understands and shrinks to what a server
/// takes.
struct RequestShape
{
    enum class Encoding { Base64, Float, Omitted };
    Encoding encoding = Encoding::Base64;
    bool sendDimensions = true;
    std::size_t maxInputs = 2048; ///< OpenAI's own limit
};

/// An upper bound for log text: half its bytes. The truth is about a quarter.
std::uint64_t estimatedTokens(std::string_view text);

/// How many of the first `texts` go into one request: at most `maxInputs`, and 300,000 estimated
/// tokens; at least one. REQUIRES: texts not empty
std::size_t batchSize(std::span<const std::string_view> texts, std::size_t maxInputs);

/// The body of POST /embeddings.
std::string requestBody(
    const EmbeddingSpec &spec, std::span<const std::string_view> texts, const RequestShape &shape);

/// `base_url` with `/embeddings` appended before its query.
std::string embeddingsUrl(const std::string &baseUrl);

}
