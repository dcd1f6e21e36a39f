// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style.h"

#include <QString>

#include <chrono>

namespace emitter {

class WindowSettings;

/// What a user may choose for the window, whatever the profile. A plain value.
struct Preferences
{
    QString language; ///< `de`; empty: that of the desktop. Counts from the next start.
    ThemeChoice theme = ThemeChoice::System;
    std::chrono::milliseconds chartInterval{500};
    int historySamples = 3600; ///< points kept of a run; one a second, then fewer
    int runsKept = 200; ///< under Runs; 0: all

    bool operator==(const Preferences &) const = default;

    /// Values that make no sense are replaced by the usual ones.
    static Preferences load(const WindowSettings &settings);
    void save(WindowSettings &settings) const;
};

}
