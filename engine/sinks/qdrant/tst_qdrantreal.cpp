// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "tst_qdrantfixtures.h"
#include "wire/noisyvectors.h"

#include <cstdlib>
#include <future>
#include <map>

using namespace emitter;
using namespace emitter::test;

namespace {

std::string variable(const char *name)
{
    const char *value = std::getenv(name);
    return value ? value : "";
}

}

TEST_CASE("what a real engine stores reads back as the entries")
{
    const std::string url = variable("EMITTER_TEST_QDRANT");
    if (url.empty()) {
        const bool excused =
            variable("EMITTER_TEST_UNAVAILABLE").find("qdrant") != std::string::npos;
        if (variable("EMITTER_REQUIRE_SERVERS") == "1" && !excused)
            FAIL("EMITTER_TEST_QDRANT is not set");
        MESSAGE("skipped: EMITTER_TEST_QDRANT is not set");
        return;
    }
    needApplication();
    const Content content = makeVectorContent(8);
    const std::string collection = "emitter-" + std::to_string(drawSeed());
    const SinkConfig config = configFor(url,
        {{"collection_name", collection}, {"level_case", std::string("title")}, {"wait", true}});
    const auto descriptor = qdrantsink::descriptor();
    auto sink = std::move(*descriptor.create(config));
    const auto opened = sink->open(content);
    REQUIRE_MESSAGE(bool(opened), (opened ? "" : opened.problem().text));
    constexpr std::size_t count = 300;
    const auto entries = std::make_shared<const std::vector<Entry>>(
        makeEntries(count, 0, content.slotCount(), content.sources().size()));
    std::promise<SendResult> answer;
    sink->send({entries, 0, 0}, [&](SendResult result) { answer.set_value(std::move(result)); });
    const SendResult sent = answer.get_future().get();
    REQUIRE_MESSAGE(sent.outcome == Outcome::Delivered,
        (sent.reasons.empty() ? std::string() : sent.reasons[0].first));
    CHECK(sink->finish(Clock::system().monotonicNanos() + 30 * second));

    auto reader = std::move(*descriptor.createReader(config));
    REQUIRE(reader->open());
    CHECK(*reader->count() == count);
    std::map<EntryId, const Entry *> expected;
    std::vector<EntryId> ids;
    for (const Entry &entry : *entries) {
        ids.push_back(content.id(entry));
        expected[ids.back()] = &entry;
    }
    ids.push_back(EntryId{1});
    std::vector<std::uint32_t> copies(count, 1);
    copies.push_back(0);
    CHECK(*reader->copies(ids) == copies);
    const auto stored = reader->fetch(ids);
    REQUIRE(stored);
    REQUIRE(stored->size() == count);
    NoisyVectors vectors(*content.vectors(), content.seed());
    for (const StoredEntry &found : *stored) {
        const Entry &entry = *expected.at(found.id);
        std::string message;
        content.appendMessage(message, entry);
        CHECK(found.message == message);
        CHECK(found.service == content.sources().name(entry.source));
        CHECK(found.level == name(entry.level, LevelCase::Title));
        CHECK(found.unixMicros == content.unixNanos(entry) / 1000);
        float wanted[8];
        vectors.write(wanted, entry.slot, entry.number);
        REQUIRE(found.vector.size() == 8);
        for (std::size_t i = 0; i < 8; ++i)
            CHECK(std::abs(found.vector[i] - wanted[i]) < 1e-6F);
    }
    auto client = makeQnamClient({});
    CHECK(sendAndWait(
        *client, {HttpRequest::Method::Delete, url + "/collections/" + collection, {}, {}})
              .isSuccess());
}
