// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard/dashboardview.h"

#include <cstddef>
#include <string>

namespace emitter {

/// The run in Prometheus' text format 0.0.4: counters, gauges and histograms in entries, seconds
/// and bytes. Labels come from the profile alone; services and pools beyond the first
/// `mostLabels` of each are counted together.
std::string toMetrics(const DashboardView &view);

inline constexpr std::size_t mostLabels = 200;

}
