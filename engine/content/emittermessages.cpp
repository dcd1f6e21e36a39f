// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/emittermessages.h"

#include "base/random.h"

#include <array>
#include <charconv>

namespace emitter {
namespace {

struct Row
{
    EmitterTemplate text;
    std::string_view sample;
};

constexpr auto none = EmitterTemplate::None;
constexpr auto sequence = EmitterTemplate::Sequence;
constexpr auto duration = EmitterTemplate::Duration;
constexpr auto user = EmitterTemplate::User;

constexpr std::array rows{
    Row{{"Processing request #", sequence, ""}, "Processing request #42"},
    Row{{"Database query completed in ", duration, "ms"}, "Database query completed in 150ms"},
    Row{{"User authenticated successfully", none, ""}, "User authenticated successfully"},
    Row{{"Cache hit for key 'user_", user, "'"}, "Cache hit for key 'user_1234'"},
    Row{{"API call to external service completed", none, ""},
        "API call to external service completed"},
    Row{{"Cache miss for key 'user_", user, "', reading from the database"},
        "Cache miss for key 'user_1234', reading from the database"},
    Row{{"Request finished in ", duration, "ms"}, "Request finished in 150ms"},
    Row{{"Session of user ", user, " renewed"}, "Session of user 1234 renewed"},
    Row{{"Background job #", sequence, " picked up by a worker"},
        "Background job #42 picked up by a worker"},
    Row{{"Connection to the message broker restored", none, ""},
        "Connection to the message broker restored"},
    Row{{"Waited ", duration, "ms for a free database connection"},
        "Waited 150ms for a free database connection"},
    Row{{"Rate limit reached for user ", user, ""}, "Rate limit reached for user 1234"},
    Row{{"Health check passed", none, ""}, "Health check passed"},
    Row{{"Upload #", sequence, " stored"}, "Upload #42 stored"},
    Row{{"Configuration reloaded in ", duration, "ms"}, "Configuration reloaded in 150ms"},
    Row{{"Certificate check of an upstream server failed, trying again", none, ""},
        "Certificate check of an upstream server failed, trying again"},
};

constexpr std::uint64_t metadataDomain = 0x6d65746164617461ULL;

}

EmitterMetadata emitterMetadata(std::uint64_t seed, const Entry &entry)
{
    constexpr std::array<std::uint16_t, 8> statusCodes{200, 200, 200, 201, 304, 400, 404, 500};
    const std::uint64_t bits = randomBits(seed ^ metadataDomain, entry.source, entry.sequence);
    EmitterMetadata metadata;
    metadata.requestId = 10000 + below(bits, 90000);
    metadata.durationMs = 1 + below(bits << 32, 1000);
    // below() reads the low half from its top; 1000 values leave its last three bits free.
    metadata.statusCode = statusCodes[bits & 7];
    return metadata;
}

std::uint32_t emitterTemplateCount()
{
    return static_cast<std::uint32_t>(rows.size());
}

std::string_view emitterTemplateSample(std::uint32_t index)
{
    return rows[index].sample;
}

const EmitterTemplate &emitterTemplate(std::uint32_t index)
{
    return rows[index].text;
}

std::uint32_t emitterNumber(
    EmitterTemplate::Number number, const Entry &entry, const EmitterMetadata &metadata)
{
    switch (number) {
    case EmitterTemplate::Sequence:
        return entry.sequence;
    case EmitterTemplate::Duration:
        return metadata.durationMs;
    case EmitterTemplate::User:
        return 1000 + metadata.requestId % 9000;
    case EmitterTemplate::None:
        break;
    }
    return 0;
}

void appendEmitterMessage(
    std::string &out, std::uint32_t index, const Entry &entry, const EmitterMetadata &metadata)
{
    const EmitterTemplate &text = rows[index].text;
    out += text.prefix;
    if (text.number != EmitterTemplate::None) {
        std::array<char, 16> digits;
        const std::uint32_t value = emitterNumber(text.number, entry, metadata);
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        out.append(digits.data(), end);
    }
    out += text.suffix;
}

}
