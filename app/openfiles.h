// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <cstddef>
#include <optional>

namespace emitter {

/// Sees to it that a run into `sinks` sinks may open as many files and connections as it needs,
/// raising the process's own limit where the system allows it; up to `wished` for all of them where
/// it can be had. The problem when it is not enough: libraries end the process when they cannot
/// have a descriptor.
std::optional<Problem> needOpenFiles(std::size_t sinks, std::size_t wished);

}
