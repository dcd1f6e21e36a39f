// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"

namespace emitter {

/// One evenly spaced service into the named kinds of sinks.
inline Profile smallProfile(double rate, std::vector<std::string> sinkTypes)
{
    Profile profile;
    profile.seed = 7;
    profile.messagePoolSize = 20;
    profile.flushInterval = std::chrono::milliseconds(20);
    ServiceSpec service;
    service.name = "web";
    service.ratePerSecond = rate;
    service.arrival = Arrival::Fixed;
    profile.services.push_back(service);
    for (const std::string &type : sinkTypes) {
        SinkSpec sink;
        sink.type = type;
        sink.name = type;
        profile.sinks.push_back(sink);
    }
    return profile;
}

}
