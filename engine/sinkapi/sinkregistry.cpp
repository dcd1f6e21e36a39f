// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinkapi/sinkregistry.h"

#include <algorithm>

namespace emitter {

const SinkDescriptor *SinkRegistry::find(std::string_view id) const
{
    const auto found = std::find_if(
        m_sinks.begin(), m_sinks.end(), [&](const auto &sink) { return sink.id == id; });
    return found == m_sinks.end() ? nullptr : &*found;
}

}
