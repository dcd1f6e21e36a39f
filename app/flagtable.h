// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace emitter {

/// Several actions at once, one bit each.
using Actions = std::uint32_t;

constexpr Actions bitOf(CommandLine::Action action)
{
    return Actions{1} << static_cast<unsigned>(action);
}

/// One flag: how it is written, what --help says, and which actions heed it.
struct Flag
{
    std::string_view name;
    std::string_view shortName; ///< may be empty
    std::string_view argument; ///< empty: it takes no value
    std::string_view help;
    Actions goesWith;
    /// Takes the value into the command line; the sentence says what is wrong with it.
    std::optional<std::string> (*apply)(CommandLine &line, const std::string &value);
    /// A flag without which this one does nothing in `needsIn`; empty: none.
    std::string_view needs = {};
    Actions needsIn = 0;
};

/// All flags, in the order of --help.
std::span<const Flag> flagTable();

}
