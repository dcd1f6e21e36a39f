// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace emitter {

/// `$VARIABLE/emitter/NAME`, else `~/FALLBACK/emitter/NAME` (XDG Base Directory Specification);
/// empty without a home. XDG_CACHE_HOME goes with .cache, XDG_STATE_HOME with .local/state.
std::string xdgFolder(const char *variable, const std::string &fallback, const std::string &name);

}
