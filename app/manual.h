// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace emitter {

/// What --help prints.
std::string helpText();
/// The same as a page of man(7).
std::string manualPage();
/// Completes emitter's flags, commands and values in bash 4.4 or later.
std::string bashCompletion(std::span<const std::string_view> sinkIds);

}
