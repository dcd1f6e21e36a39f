// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace emitter {

/// Writes a result to stdout, all of it at once. Success, or Lost when not all of it arrived (a
/// full disk, a closed pipe), which is then said on stderr. Main thread only.
int print(std::string_view text);

}
