// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "profile/profile.h"
#include "sinkapi/sinkregistry.h"

#include <string>

namespace emitter {

/// The http sink that writes single logs to a distributor, with its default settings. Fails with
/// cause Usage when the URL is none or this build has no http sink.
Result<SinkSpec> distributorSink(const SinkRegistry &sinks, const std::string &url);

}
