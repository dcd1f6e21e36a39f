// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

/// Reading a store's JSON without exceptions, and without believing that a member is there. For
/// sources alone: the library takes long to compile.
namespace emitter {

/// Of answers that are not read back entries. As a document one may take sixty times its bytes.
inline constexpr std::size_t usualAnswerBytes = 4u << 20;
/// The client's own limit is enough.
inline constexpr std::size_t anyAnswerBytes = SIZE_MAX;

/// Nothing when `text` is not JSON, has more than `most` bytes, or needs more memory than there is.
std::optional<nlohmann::json> parsedJson(
    std::string_view text, std::size_t most = usualAnswerBytes);

/// The member `name`, or null; also of what is not an object.
const nlohmann::json &member(const nlohmann::json &object, std::string_view name);
/// Empty when it is not a text.
std::string textOf(const nlohmann::json &value);
std::optional<std::uint64_t> countOf(const nlohmann::json &value);

}
