// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "profile/node.h"
#include "profile/parsedtext.h"
#include "profile/profile.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// What the reader must know of a kind of sink: its YAML word and its own rows.
struct SinkSchema
{
    std::string_view id;
    std::span<const Field> rows;
};

/// A value that outranks the file, from a flag or the environment: `path` as in messages
/// (`buffer_size`, `sinks[0].path`, `embedding.provider`), `origin` e.g. "--set" or "EMITTER_SEED".
struct Override
{
    std::string path;
    std::string value;
    std::string origin;
};

struct ReadOptions
{
    std::string fileName; ///< for messages; not opened
    std::vector<SinkSchema> sinks; ///< the sinks of this build
    /// Looks up a variable; nothing is read from the process by the reader itself.
    std::function<std::optional<std::string>(const std::string &)> environment;
    std::vector<Override> overrides; ///< later ones win
    /// `NAME=RATE` of --service: replaces the rate of an existing service, or adds one.
    std::vector<std::string> serviceRates;
    std::vector<std::string> only; ///< --only: services and pool prefixes to keep; empty: all
    /// `TYPE[:ARG]` of --sink: replace the profile's sinks when not empty. ARG is the sink's
    /// required or first Url/Path row.
    std::vector<std::string> sinkArguments;
};

struct ReadOutcome
{
    std::optional<Profile> profile; ///< present when there is no error
    std::vector<Problem> problems; ///< all of them, in the order of the text
    /// What was written, with the overrides, also when it has errors; absent when it is not YAML.
    std::optional<Node> tree;
    Origins origins;
    /// Names of the variables that enabled parts use, in order of appearance.
    std::vector<std::string> variables;
};

/// Reads profile text, of anybody. Limits: 1 MiB, depth 32, 100,000 nodes, no anchors, aliases,
/// tags, merge keys, duplicate or unknown keys. Never throws, never opens anything.
ReadOutcome readProfile(const ParsedText &text, const ReadOptions &options);

/// The bytes of a profile file; fails with cause NoInput (missing, unreadable, a folder) or Input
/// (over 1 MiB, empty, binary).
Result<std::string> loadProfileText(const std::string &fileName);

}
