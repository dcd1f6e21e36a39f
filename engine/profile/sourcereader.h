// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/node.h"
#include "profile/profile.h"
#include "profile/readcontext.h"

/// The parts of a profile that make entries: services and pools.
namespace emitter {

void readServices(const Node &root, ReadContext &context, Profile &profile);
void readPools(const Node &root, ReadContext &context, Profile &profile);
/// Names and the total rate, which concern all of them.
void checkSources(const Node &root, ReadContext &context, const Profile &profile);
/// `--only`: drops the services and pools that it does not name.
void keepOnly(ReadContext &context, Profile &profile);

}
