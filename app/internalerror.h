// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace emitter {

/// Says what cannot go on, an exception nobody caught or, already said, a broken promise, and ends
/// the process with exit code 70. Neither this nor a crash leaves a core file: it would hold the
/// keys of the stores. Call it first.
void prepareForInternalErrors();

}
