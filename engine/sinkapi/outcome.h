// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace emitter {

/// What became of a batch, or of one entry in it.
enum class Outcome : std::uint8_t {
    Delivered, ///< the store said yes
    Retry, ///< not stored: send again
    RetryUnsure, ///< perhaps stored, under an id that makes sending again harmless: send again; if
                 ///< it is given up, it is unconfirmed
    TooLarge, ///< the request is larger than the store takes: send again in halves
    Rejected, ///< the store said no to this entry for good
    Unconfirmed, ///< sent, answer unknown, and sending again could store it twice
    Fatal, ///< the sink cannot go on (wrong password, no such table, disk full)
};

/// What an answer says of the store as a whole. The worker leaves a store under pressure alone for
/// a while, and then probes it with one batch at a time until it takes something.
enum class Pressure : std::uint8_t {
    None,
    Unreachable, ///< no connection: nothing listens, its host is unknown, or it does not answer
    Overloaded, ///< the store asks for less (429, 503, too many connections); counted apart
};

/// How strong a "delivered" is.
enum class Strength : std::uint8_t {
    Accepted, ///< taken over (2xx, write() returned)
    Durable, ///< survives a crash of the store (commit)
};

constexpr const char *name(Strength strength)
{
    return strength == Strength::Durable ? "durable" : "accepted";
}

/// The answer to one send(). One outcome for the whole batch, or one per entry in the batch's
/// order.
struct SendResult
{
    Outcome outcome = Outcome::Delivered; ///< for every entry when `items` is empty
    std::vector<Outcome>
        items; ///< empty, or as long as the batch; another length makes it unconfirmed
    /// With TooLarge: entries before the one that made it fail may be stored, under ids that make
    /// sending again harmless; halves that are given up are unconfirmed.
    bool partlyStored = false;
    std::optional<std::chrono::milliseconds> retryAfter; ///< what the server asked for
    Pressure pressure = Pressure::None;
    /// Why entries were not delivered: a sentence without secrets and how many entries it is about.
    std::vector<std::pair<std::string, std::uint32_t>> reasons;
};

}
