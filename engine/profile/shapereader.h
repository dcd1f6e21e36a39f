// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/node.h"
#include "profile/profile.h"
#include "profile/readcontext.h"

namespace emitter {

/// `shape:` of the profile, every type turned into stages.
ShapeSpec readShape(const Node &root, ReadContext &context);

}
