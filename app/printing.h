// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string_view>

namespace emitter {

/// Writes a result to stdout, all of it at once; fails when not all of it arrived (a full disk, a
/// closed pipe). Main thread only.
Result<void> writeToStdout(std::string_view text);
/// The same. Success, or Lost when it failed, which is then said on stderr.
int print(std::string_view text);

}
