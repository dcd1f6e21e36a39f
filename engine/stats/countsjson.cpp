// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/countsjson.h"

namespace emitter {

void writeUndelivered(JsonWriter &json, const SinkCounts &counts)
{
    json.member("rejected", counts.rejected).member("dropped", counts.dropped());
    json.key("dropped_by").beginObject();
    for (std::size_t i = 0; i < counts.droppedBy.size(); ++i) {
        if (counts.droppedBy[i] > 0)
            json.member(dropReasonNames[i], counts.droppedBy[i]);
    }
    json.endObject()
        .member("unconfirmed", counts.unconfirmed)
        .member("in_flight", counts.inFlight)
        .member("resent", counts.resent);
}

}
