// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace emitter {

/// A run's number as people see it: 16 hexadecimal digits.
std::string runIdText(std::uint64_t run);
bool isRunId(std::string_view text);

}
