// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard/dashboardview.h"

#include <string>

/// The texts of docs/dashboard-protocol.md, version 1. Pure; each a complete JSON object on one
/// line. What was not measured is null.
namespace emitter {

std::string helloJson(const DashboardView &view);
std::string snapshotJson(const DashboardView &view, const DashboardHistory &history);
std::string tickJson(const DashboardView &view);
std::string logJson(const EntrySample &sample);
std::string stateJson(const DashboardView &view);
/// The frame that the oldest readers know: the documented keys and no others.
std::string flushJson(const FlushReport &report);

std::string statusJson(const DashboardView &view);
std::string historyJson(const DashboardHistory &history);

}
