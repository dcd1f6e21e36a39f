// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinkapi/sinkdescriptor.h"

#include <string_view>
#include <vector>

namespace emitter {

/// The sinks of this build, in the order of their ids. Immutable.
class SinkRegistry
{
public:
    /// The generated table of engine/sinks.
    static SinkRegistry builtIn();
    explicit SinkRegistry(std::vector<SinkDescriptor> sinks)
        : m_sinks(std::move(sinks))
    {
    }

    const std::vector<SinkDescriptor> &sinks() const { return m_sinks; }
    /// nullptr when this build has no such sink.
    const SinkDescriptor *find(std::string_view id) const;

private:
    std::vector<SinkDescriptor> m_sinks;
};

}
