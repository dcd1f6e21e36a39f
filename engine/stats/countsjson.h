// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/jsonwriter.h"
#include "stats/ledger.h"

namespace emitter {

/// Members of an open object, for every JSON that shows a sink's books: what was not delivered, and
/// why; `dropped_by` has only the reasons that occurred.
void writeUndelivered(JsonWriter &json, const SinkCounts &counts);

}
