// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace emitter {

/// Chooses C.UTF-8 where the environment's locale is not UTF-8: Qt 6.5 and later would do so too,
/// with four lines on stderr. Call it before the application object is made.
void useUtf8Locale();

}
