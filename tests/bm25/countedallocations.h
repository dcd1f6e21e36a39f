// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace emitter {

/// How often this program has called operator new; for programs of one thread.
std::size_t countedAllocations();

}
