// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace emitter {

/// For std::set_terminate: says what cannot go on, an exception nobody caught or, already said, a
/// broken promise, and ends the process with exit code 70.
[[noreturn]] void exitWithInternalError();

}
