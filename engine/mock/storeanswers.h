// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mock/postreceiver.h"

#include <span>

namespace emitter {

/// What a PostReceiver answers below /elasticsearch and /qdrant, so that the sinks of these names
/// open, send and finish: the index and the collection are called `logs`, are there, and take
/// everything. Only for measuring what the sinks make: no body is judged, nothing is stored, and of
/// a body in gzip not even the items of its answer can be counted.
std::span<const PostAnswer> storeAnswers();

}
