// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard/httpanswer.h"

#include <functional>
#include <string_view>

namespace emitter {

class DashboardModel;

/// What lies behind a path.
struct Route
{
    bool open = false; ///< tells nothing of the run, so it wants no token
    bool stream = false; ///< /ws
    std::function<HttpAnswer(const DashboardModel &model)> make; ///< REQUIRES: !stream
};

/// Paths match exactly, byte by byte; all others are 404.
Route routeOf(std::string_view path);

}
