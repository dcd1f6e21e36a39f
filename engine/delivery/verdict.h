// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/entry.h"
#include "sinkapi/outcome.h"
#include "sinkapi/sink.h"

#include <vector>

namespace emitter {

/// An answer, sorted: which entries are done, which go again. Pure data.
struct Verdict
{
    std::vector<Entry> delivered;
    std::vector<Entry> rejected;
    std::vector<Entry> unconfirmed;
    std::vector<Entry> lost; ///< the sink is fatal: dropped as sink_lost
    std::vector<Entry> again; ///< one batch to send again, after a wait
    std::vector<Entry> againUnsure; ///< the same, of entries that the store may hold already
    std::vector<std::vector<Entry>> halves; ///< batches to send again at once: they were too large
    bool fatal = false; ///< the sink cannot go on
};

/// Reads an answer to `batch`: an item count that differs makes the whole batch unconfirmed;
/// TooLarge splits in halves, and a single entry that is too large is rejected.
Verdict judge(const Batch &batch, const SendResult &result);

}
