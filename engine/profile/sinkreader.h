// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/node.h"
#include "profile/profile.h"
#include "profile/readcontext.h"

namespace emitter {

/// `sinks:` of the profile: every kind by its own rows plus those that all sinks share.
void readSinks(const Node &root, ReadContext &context, Profile &profile);

/// The http sinks that pools ask for with `distributor_url`; pools with one address share a sink.
void addDistributorSinks(ReadContext &context, Profile &profile);

}
