// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profile.h"

#include <algorithm>

namespace emitter {

bool Profile::isClosedLoop() const
{
    return std::any_of(services.begin(), services.end(),
        [](const ServiceSpec &service) { return !service.ratePerSecond; });
}

}
