// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/entry.h"

#include <cstdint>
#include <string>
#include <string_view>

/// What pool emitters say: the message list and the metadata of the LogEmitterPool guide.
namespace emitter {

/// Drawn per entry from the seed: request_id 10000...99999, duration_ms 1...1000, status_code 200
/// (three times as likely), 201, 304, 400, 404, 500.
struct EmitterMetadata
{
    std::uint32_t requestId = 0;
    std::uint32_t durationMs = 0;
    std::uint32_t statusCode = 0;
};

EmitterMetadata emitterMetadata(std::uint64_t seed, const Entry &entry);

/// Number of templates ("Processing request #N", "Database query completed in Xms", ...).
std::uint32_t emitterTemplateCount();
/// A template with its numbers replaced by typical ones: what is embedded for it.
std::string_view emitterTemplateSample(std::uint32_t index);
/// A template split around its number, `prefix + number + suffix`; without a number, `number` is
/// None.
struct EmitterTemplate
{
    enum Number : std::uint8_t { None, Sequence, Duration, User };
    std::string_view prefix;
    Number number = None;
    std::string_view suffix;
};
const EmitterTemplate &emitterTemplate(std::uint32_t index);
/// The value that stands at a template's number: the sequence, the duration in milliseconds, or a
/// user 1000...9999 made from the request id. 0 for None.
std::uint32_t emitterNumber(
    EmitterTemplate::Number number, const Entry &entry, const EmitterMetadata &metadata);
/// The message of `entry` when it says template `index`; the number comes from sequence and
/// metadata.
void appendEmitterMessage(
    std::string &out, std::uint32_t index, const Entry &entry, const EmitterMetadata &metadata);

}
