// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace emitter {

/// resources/profiles/quickstart.yaml, compiled in.
extern const std::string_view quickstartProfile;
/// resources/profiles/first-start.yaml, what the window offers to try.
extern const std::string_view firstStartProfile;

}
