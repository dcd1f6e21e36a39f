// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace emitter {

/// How often this thread has called operator new.
std::size_t countedAllocations();

}
