// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace emitter {

/// `0.1.0`, from CMakeLists.txt.
const char *version();

}
