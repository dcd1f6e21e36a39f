// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/storedrun.h"

#include <QString>

namespace emitter {

/// When a run started, in the user's locale; with seconds, as short runs follow each other closely.
QString startText(const StoredRun &run);
/// Its profile and start, by which a person knows it among others; empty: the profile has no name.
QString runName(const StoredRun &run);

}
