// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/emittermessages.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

using namespace emitter;

namespace {

std::string message(std::uint32_t index, const Entry &entry, const EmitterMetadata &metadata)
{
    std::string out;
    appendEmitterMessage(out, index, entry, metadata);
    return out;
}

}

TEST_CASE("metadata stays in the guide's ranges and reaches their ends")
{
    std::map<std::uint32_t, int> status;
    std::uint32_t leastRequest = 100'000;
    std::uint32_t mostRequest = 0;
    std::uint32_t leastDuration = 10'000;
    std::uint32_t mostDuration = 0;
    constexpr int count = 1'000'000;
    for (int i = 0; i < count; ++i) {
        Entry entry;
        entry.source = static_cast<std::uint32_t>(i % 7);
        entry.sequence = static_cast<std::uint32_t>(i / 7 + 1);
        const EmitterMetadata metadata = emitterMetadata(11, entry);
        ++status[metadata.statusCode];
        leastRequest = std::min(leastRequest, metadata.requestId);
        mostRequest = std::max(mostRequest, metadata.requestId);
        leastDuration = std::min(leastDuration, metadata.durationMs);
        mostDuration = std::max(mostDuration, metadata.durationMs);
    }
    CHECK(leastRequest == 10'000);
    CHECK(mostRequest == 99'999);
    CHECK(leastDuration == 1);
    CHECK(mostDuration == 1000);
    CHECK(status.size() == 6);
    CHECK(status[200] == doctest::Approx(count * 3 / 8).epsilon(0.01));
    for (const std::uint32_t code : {201U, 304U, 400U, 404U, 500U})
        CHECK(status[code] == doctest::Approx(count / 8).epsilon(0.02));
}

TEST_CASE("metadata depends on seed, source and sequence alone")
{
    Entry entry;
    entry.source = 4;
    entry.sequence = 9;
    const EmitterMetadata metadata = emitterMetadata(1, entry);
    Entry moved = entry;
    moved.number = 1000;
    moved.due = 77;
    CHECK(emitterMetadata(1, moved).requestId == metadata.requestId);
    CHECK(emitterMetadata(2, entry).requestId != metadata.requestId);
    moved.sequence = 10;
    CHECK(emitterMetadata(1, moved).requestId != metadata.requestId);
}

TEST_CASE("the guide's messages are there")
{
    std::set<std::string> samples;
    for (std::uint32_t i = 0; i < emitterTemplateCount(); ++i)
        samples.insert(std::string(emitterTemplateSample(i)));
    CHECK(samples.size() == emitterTemplateCount());
    CHECK(emitterTemplateCount() >= 15);
    for (const char *wanted : {"Processing request #42", "Database query completed in 150ms",
             "User authenticated successfully", "Cache hit for key 'user_1234'",
             "API call to external service completed"}) {
        CAPTURE(wanted);
        CHECK(samples.count(wanted) == 1);
    }
}

TEST_CASE("a template's sample is what it says for typical numbers")
{
    Entry entry;
    entry.sequence = 42;
    // 1000 + requestId % 9000 == 1234
    const EmitterMetadata metadata{.requestId = 18'234, .durationMs = 150, .statusCode = 200};
    for (std::uint32_t i = 0; i < emitterTemplateCount(); ++i)
        CHECK(message(i, entry, metadata) == emitterTemplateSample(i));
}

TEST_CASE("the numbers of a message are the entry's own")
{
    Entry entry;
    entry.sequence = 4'294'967'295;
    const EmitterMetadata metadata{.requestId = 99'999, .durationMs = 1, .statusCode = 500};
    CHECK(message(0, entry, metadata) == "Processing request #4294967295");
    CHECK(message(1, entry, metadata) == "Database query completed in 1ms");
    CHECK(message(3, entry, metadata) == "Cache hit for key 'user_1999'");
    CHECK(emitterNumber(EmitterTemplate::None, entry, metadata) == 0);
}
