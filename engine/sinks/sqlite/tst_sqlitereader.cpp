// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/sqlite/sqlitereader.h"
#include "sinks/sqlite/tst_sqlitefixtures.h"
#include "support/entries.h"
#include "wire/noisyvectors.h"

using namespace emitter;
using namespace emitter::sqlitesink;
using namespace std::chrono_literals;

TEST_CASE("the reader gives back what was written, and says what is missing")
{
    const Folder folder;
    SourceTable sources;
    sources.addService("api-gateway");
    sources.addEmitters("emitter", 3);
    MessagePool messages = *MessagePool::create(10, 1);
    VectorTable table{4, 0.01F, {}};
    for (std::uint32_t i = 0; i < (messages.size() + emitterTemplateCount()) * 4; ++i)
        table.values.push_back(i % 3 == 0 ? 0.6F : -0.4F);
    const Content content({std::move(messages), std::move(sources), table, 1, 2});
    const auto entries = std::make_shared<const std::vector<Entry>>(
        makeEntries(7, 0, content.slotCount(), content.sources().size()));
    const auto sink =
        sinkWith(folder / "a.db", {{"embedding", true}, {"level_case", std::string("title")}});
    REQUIRE(sink->open(content));
    sink->send(
        {std::make_shared<const std::vector<Entry>>(entries->begin(), entries->begin() + 5), 0, 0},
        [](const SendResult &result) { REQUIRE(result.outcome == Outcome::Delivered); });
    SqliteReader reader(folder / "a.db", "logs", 100ms);
    REQUIRE(reader.open());
    CHECK(*reader.count() == 5);

    std::vector<EntryId> ids;
    for (const Entry &entry : *entries)
        ids.push_back(content.id(entry));
    CHECK(*reader.copies(ids) == std::vector<std::uint32_t>{1, 1, 1, 1, 1, 0, 0});
    const auto found = reader.fetch(ids);
    REQUIRE(found);
    REQUIRE(found->size() == 5);
    NoisyVectors vectors(*content.vectors(), content.seed());
    for (std::size_t i = 0; i < 5; ++i) {
        const Entry &entry = (*entries)[i];
        const StoredEntry &stored = (*found)[i];
        std::string message;
        content.appendMessage(message, entry);
        std::vector<float> vector(content.vectors()->dimensions);
        vectors.write(vector.data(), entry.slot, entry.number);
        CHECK(stored.id == ids[i]);
        CHECK(stored.unixMicros == content.unixNanos(entry) / 1000);
        CHECK(stored.service == content.sources().name(entry.source));
        CHECK(stored.level == name(entry.level, LevelCase::Title));
        CHECK(stored.message == message);
        CHECK(stored.vector == vector);
    }
    reader.cancel();
    CHECK_FALSE(reader.copies(ids));

    SqliteReader absent(folder / "b.db", "logs", 100ms);
    const auto opened = absent.open();
    REQUIRE_FALSE(opened);
    CHECK(opened.problem().text.find("b.db") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder / "b.db"));
}
