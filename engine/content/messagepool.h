// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// Unique log messages from a small grammar: five slots (component, action, metric, target,
/// context) with 20 and more phrases each, in four patterns. Plain ASCII, no control characters.
/// Immutable; the same (size, seed) gives the same texts in the same order on every machine.
class MessagePool
{
public:
    /// Fails with the number that the grammar can yield when `size` is above it, or is 0.
    static Result<MessagePool> create(std::uint32_t size, std::uint64_t seed);
    /// How many different messages the grammar can yield.
    static std::uint64_t capacity();

    std::uint32_t size() const { return static_cast<std::uint32_t>(m_texts.size()); }
    std::string_view text(std::uint32_t slot) const { return m_texts[slot]; }

private:
    std::vector<std::string> m_texts;
};

}
