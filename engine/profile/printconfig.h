// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"
#include "profile/profilereader.h"

#include <span>
#include <string>

namespace emitter {

/// The whole effective configuration as a profile, every value followed by where it came from.
/// Reads back as the same profile. Secrets appear as the reference that the profile uses, or as
/// `***`, which the reader refuses.
std::string printConfig(
    const Profile &profile, const Origins &origins, std::span<const SinkSchema> sinks);

/// A JSON Schema (draft 2020-12) of profiles for this build's sinks, for editors.
std::string profileSchema(std::span<const SinkSchema> sinks);

/// One table, as docs/configuration.md and the sinks' READMEs have it; a sentence when there are no
/// rows.
std::string settingsTable(std::span<const Field> rows);
/// The tables of docs/configuration.md.
std::string settingsMarkdown(std::span<const SinkSchema> sinks);

}
