// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field.h"
#include "content/level.h"

#include <cstdint>
#include <string>
#include <vector>

namespace emitter {

/// How an entry looks as bytes.
struct EntryFormat
{
    enum class Layout { Json, Text };
    enum class Timestamp { Rfc3339, Rfc3339NoZone, UnixSeconds, UnixMillis, UnixNanos };
    /// `[0.1,-0.2]`, or the numbers as big-endian float32 in a base64 text.
    enum class Vector { Numbers, Base64BigEndian };
    /// The parts of an entry, each under a key of the caller's choice, in this order.
    enum class Part { Id, Timestamp, Level, Service, Message, Metadata, Embedding };
    struct Key
    {
        Part part;
        std::string name;
    };

    Layout layout = Layout::Json;
    Timestamp timestamp = Timestamp::Rfc3339;
    LevelCase levelCase = LevelCase::Upper;
    Vector vector = Vector::Numbers;
    /// JSON keys; parts that are not named are left out. Metadata is written for pool emitters
    /// only.
    std::vector<Key> keys;
    /// Constant members written after the others, e.g. {"env": "test"}.
    TextMap constants;

    /// id, timestamp, level, service, message, metadata; with `embedding` also that.
    static EntryFormat json(bool embedding = false);
    /// `2026-01-01T00:00:00.000000Z INFO api-gateway message`, control characters escaped.
    static EntryFormat text();
};

}
