// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/entryrenderer.h"

#include "base/random.h"
#include "base/values.h"
#include "wire/noisyvectors.h"
#include "wire/uuid.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

using namespace emitter;
using nlohmann::json;
using Part = EntryFormat::Part;
using Timestamp = EntryFormat::Timestamp;

namespace {

constexpr std::int64_t newYear = 1'767'225'600'000'000'000;

const std::vector<std::string> awkwardNames{"api-gateway", "a\"b\\c", "line\nbreak\ttab",
    "gr\u00fc\u00df\u4e2d", "\u202egnp.exe", "\x1b[31mred", std::string(300, 'x'),
    "{\"level\":\"ERROR\"}", " "};

Content makeContent(std::uint32_t poolSize = 50, bool vectors = false)
{
    SourceTable sources;
    for (const std::string &name : awkwardNames)
        sources.addService(name);
    sources.addEmitters("emitter", 1000);
    sources.addEmitters("odd\"pool\n", 3);
    std::optional<VectorTable> table;
    if (vectors) {
        table = VectorTable{4, 0.01F, {}};
        for (std::uint32_t i = 0; i < (poolSize + emitterTemplateCount()) * 4; ++i)
            table->values.push_back(0.5F);
    }
    Content content(
        {*MessagePool::create(poolSize, 42), std::move(sources), std::move(table), 42, 7});
    content.setStart(newYear);
    return content;
}

/// Every source with every level and slot in turn.
std::vector<Entry> makeEntries(const Content &content, std::size_t count)
{
    std::vector<Entry> entries(count);
    for (std::size_t i = 0; i < count; ++i) {
        Entry &entry = entries[i];
        entry.number = i;
        entry.due = static_cast<std::int64_t>(i) * 10'123'457;
        entry.source = static_cast<std::uint32_t>(i * 7 % content.sources().size());
        entry.level = static_cast<Level>(randomBits(1, 1, i) % levelCount);
        entry.slot = below(randomBits(1, 2, i), content.slotCount());
        entry.sequence = static_cast<std::uint32_t>(randomBits(1, 3, i) >> (32 + i % 32));
    }
    return entries;
}

std::string rendered(EntryRenderer &renderer, const Entry &entry)
{
    std::string out;
    renderer.append(out, entry);
    return out;
}

std::string messageOf(const Content &content, const Entry &entry)
{
    std::string out;
    content.appendMessage(out, entry);
    return out;
}

std::string idOf(const Content &content, const Entry &entry)
{
    std::string out;
    appendUuid(out, content.id(entry));
    return out;
}

std::uint64_t fnv1a(std::string_view bytes)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

}

TEST_CASE("JSON holds what the content says, for every kind of entry and name")
{
    const Content content = makeContent();
    EntryRenderer renderer(content, EntryFormat::json());
    for (const Entry &entry : makeEntries(content, 5000)) {
        const json parsed = json::parse(rendered(renderer, entry));
        REQUIRE(parsed["id"] == idOf(content, entry));
        REQUIRE(parsed["timestamp"] == formatUtc(content.unixNanos(entry)));
        REQUIRE(parsed["level"] == std::string(name(entry.level)));
        REQUIRE(parsed["service"] == content.sources().name(entry.source));
        REQUIRE(parsed["message"] == messageOf(content, entry));
        const bool emitter = content.sources().isEmitter(entry.source);
        REQUIRE(parsed.contains("metadata") == emitter);
        REQUIRE(parsed.size() == (emitter ? 6 : 5));
        if (emitter) {
            const EmitterMetadata metadata = content.metadata(entry);
            REQUIRE(parsed["metadata"]
                == json{{"emitter_id", content.sources().name(entry.source)},
                    {"sequence", entry.sequence},
                    {"request_id", "req-" + std::to_string(metadata.requestId)},
                    {"duration_ms", metadata.durationMs}, {"status_code", metadata.statusCode}});
        }
    }
}

TEST_CASE("JSON is compact and one line, in the order of the keys")
{
    const Content content = makeContent();
    EntryRenderer renderer(content, EntryFormat::json());
    for (const Entry &entry : makeEntries(content, 1000)) {
        const std::string text = rendered(renderer, entry);
        REQUIRE(text.find('\n') == std::string::npos);
        // nlohmann's ordered form, printed without blanks, differs only in what we escape beyond
        // need.
        const auto parsed = nlohmann::ordered_json::parse(text);
        REQUIRE(nlohmann::ordered_json::parse(parsed.dump()) == parsed);
        std::vector<std::string> keys;
        for (const auto &[key, value] : parsed.items())
            keys.push_back(key);
        const std::vector<std::string> order{
            "id", "timestamp", "level", "service", "message", "metadata"};
        REQUIRE(std::equal(keys.begin(), keys.end(), order.begin()));
        if (content.sources().name(entry.source).find_first_of("\"\\\n\x1b\xe2\xc3 ")
            == std::string::npos)
            REQUIRE(parsed.dump().size() == text.size());
    }
}

TEST_CASE("every choice, order and repetition of keys is valid JSON")
{
    const Content content = makeContent();
    const std::vector<Entry> entries = makeEntries(content, 60);
    constexpr Part parts[] = {Part::Id, Part::Timestamp, Part::Level, Part::Service, Part::Message,
        Part::Metadata, Part::Embedding};
    constexpr std::array levelNamesBy{levelNames, lowerLevelNames, titleLevelNames};
    for (std::uint64_t i = 0; i < 500; ++i) {
        EntryFormat format;
        format.levelCase = static_cast<LevelCase>(i % 3);
        format.vector = static_cast<EntryFormat::Vector>(i % 2);
        format.timestamp = static_cast<Timestamp>(i % 5);
        const std::uint32_t count = below(randomBits(9, 1, i), 9);
        for (std::uint32_t k = 0; k < count; ++k)
            format.keys.push_back(
                {parts[below(randomBits(9, 2 + k, i), 7)], "k\"" + std::to_string(k)});
        for (std::uint32_t k = 0; k < i % 3; ++k)
            format.constants.emplace_back("c\\" + std::to_string(k), "v\"\n");
        EntryRenderer renderer(content, format);
        for (const Entry &entry : entries) {
            const std::string text = rendered(renderer, entry);
            const bool emitter = content.sources().isEmitter(entry.source);
            std::size_t expected = format.constants.size();
            for (const auto &[part, key] : format.keys)
                expected += part != Part::Embedding && (part != Part::Metadata || emitter);
            REQUIRE(text.size() <= renderer.maxBytes());
            const json parsed = json::parse(text);
            const auto index = static_cast<std::size_t>(entry.level);
            REQUIRE(parsed.size() == expected);
            for (const auto &[part, key] : format.keys) {
                if (part == Part::Service)
                    REQUIRE(parsed[key] == content.sources().name(entry.source));
                if (part == Part::Level)
                    REQUIRE(parsed[key] == std::string(levelNamesBy[i % 3][index]));
            }
            for (const auto &[key, value] : format.constants)
                REQUIRE(parsed[key] == value);
        }
    }
}

TEST_CASE("timestamps are texts or numbers as the format says")
{
    const Content content = makeContent();
    Entry entry;
    entry.due = 1'500'000'000;
    const auto with = [&](Timestamp timestamp) {
        EntryFormat format;
        format.timestamp = timestamp;
        format.keys = {{Part::Timestamp, "t"}};
        EntryRenderer renderer(content, format);
        return rendered(renderer, entry);
    };
    CHECK(with(Timestamp::Rfc3339) == R"({"t":"2026-01-01T00:00:01.500000Z"})");
    CHECK(with(Timestamp::Rfc3339NoZone) == R"({"t":"2026-01-01T00:00:01.500000"})");
    CHECK(with(Timestamp::UnixSeconds) == R"({"t":1767225601.500000})");
    CHECK(with(Timestamp::UnixMillis) == R"({"t":1767225601500})");
    CHECK(with(Timestamp::UnixNanos) == R"({"t":1767225601500000000})");
}

TEST_CASE("text is time, level, name and message on one line")
{
    const Content content = makeContent();
    EntryRenderer renderer(content, EntryFormat::text());
    for (const Entry &entry : makeEntries(content, 3000)) {
        const std::string text = rendered(renderer, entry);
        REQUIRE(text.find_first_of("\n\r\t\x1b") == std::string::npos);
        REQUIRE(text.find("\u202e") == std::string::npos);
        const std::string head =
            formatUtc(content.unixNanos(entry)) + ' ' + std::string(name(entry.level)) + ' ';
        REQUIRE(text.substr(0, head.size()) == head);
        const std::string message = ' ' + messageOf(content, entry);
        REQUIRE(text.substr(text.size() - message.size()) == message);
        if (entry.source == 0)
            REQUIRE(text == head + "api-gateway" + message);
        REQUIRE(text.size() <= renderer.maxBytes());
    }
}

TEST_CASE("a batch is its entries, each followed by the separator")
{
    const Content content = makeContent();
    for (const EntryFormat &format : {EntryFormat::json(), EntryFormat::text()}) {
        EntryRenderer whole(content, format);
        EntryRenderer single(content, format);
        const std::vector<Entry> entries = makeEntries(content, 700);
        for (const std::string separator : {"", "\n", ",\n"}) {
            std::string expected = "[";
            for (const Entry &entry : entries)
                expected += rendered(single, entry) + separator;
            std::string out = "[";
            whole.appendAll(out, entries, separator);
            REQUIRE(out == expected);
        }
    }
}

TEST_CASE("vectors are written when the content has them")
{
    const Content content = makeContent(50, true);
    EntryFormat format = EntryFormat::json(true);
    format.constants = {{"env", "test"}};
    EntryRenderer renderer(content, format);
    NoisyVectors vectors(*content.vectors(), content.seed());
    for (const Entry &entry : makeEntries(content, 500)) {
        const std::string text = rendered(renderer, entry);
        REQUIRE(text.size() <= renderer.maxBytes());
        const json parsed = json::parse(text);
        std::string numbers;
        vectors.appendText(numbers, entry.slot, entry.number);
        REQUIRE(parsed["embedding"] == json::parse('[' + numbers + ']'));
        REQUIRE(parsed["env"] == "test");
    }
}

TEST_CASE("a vector in base64 is the text of its big-endian numbers")
{
    const Content content = makeContent(50, true);
    EntryFormat format;
    format.keys = {{Part::Embedding, "dense"}};
    format.vector = EntryFormat::Vector::Base64BigEndian;
    EntryRenderer renderer(content, format);
    NoisyVectors vectors(*content.vectors(), content.seed());
    const std::vector<Entry> entries = makeEntries(content, 20);
    for (const Entry &entry : entries) {
        std::string expected;
        vectors.appendBase64(expected, entry.slot, entry.number, NoisyVectors::ByteOrder::Big);
        const std::string text = rendered(renderer, entry);
        CHECK(text == "{\"dense\":\"" + expected + "\"}");
        CHECK(text.size() <= renderer.maxBytes());
    }
}

TEST_CASE("typical size is near the mean")
{
    const Content content = makeContent(1000);
    EntryRenderer renderer(content, EntryFormat::json());
    std::string out;
    std::vector<Entry> entries(1000);
    for (std::uint32_t i = 0; i < 1000; ++i)
        entries[i].slot = i;
    renderer.appendAll(out, entries, {});
    CHECK(renderer.typicalBytes() > out.size() / 1000 * 8 / 10);
    CHECK(renderer.typicalBytes() < out.size() / 1000 * 13 / 10);
}

TEST_CASE("the same seed, run and start give the same bytes for ever")
{
    SourceTable sources;
    sources.addService("api-gateway");
    sources.addService("user-service");
    sources.addEmitters("emitter", 1000);
    Content content({*MessagePool::create(1000, 42), std::move(sources), {}, 42, 7});
    content.setStart(newYear);
    const std::vector<Entry> entries = makeEntries(content, 10'000);
    for (const auto &[format, expected] :
        {std::pair{EntryFormat::json(), std::uint64_t{3478445432542656555ULL}},
            std::pair{EntryFormat::text(), std::uint64_t{13228159335565920842ULL}}}) {
        EntryRenderer renderer(content, format);
        std::string out;
        renderer.appendAll(out, entries, "\n");
        CHECK(fnv1a(out) == expected);
    }
}
