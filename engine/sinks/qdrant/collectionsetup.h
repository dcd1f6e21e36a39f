// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinks/qdrant/collection.h"
#include "sinks/qdrant/qdrantsettings.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace emitter::qdrantsink {

/// What a run needs of its collection.
struct CollectionWish
{
    std::string denseName; ///< empty: no dense vector
    std::uint64_t dimensions = 0;
    std::string sparseName; ///< empty: no sparse vector
};

/// Creates the collection when it is missing, or verifies it, and makes the payload indexes: all
/// before the load, because an index that comes later has to be built again. What is missing is
/// added, and each addition to a collection that was there becomes a sentence in `notes`; what
/// cannot be changed is a Problem. `step` is told what is being done.
Result<CollectionState> setUpCollection(Collection &collection, const CollectionWish &wish,
    const std::string &serverVersion, std::vector<std::string> &notes,
    const std::function<void(const std::string &)> &step);

}
