// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/null/nullsink.h"
#include "support/sinkcontract.h"

using namespace emitter;

TEST_CASE("keeps the promises of every sink")
{
    const Content content = makeContent();
    SUBCASE("without rendering")
    {
        runSinkContract([] { return std::make_unique<nullsink::NullSink>(false); }, content);
    }
    SUBCASE("with rendering")
    {
        runSinkContract([] { return std::make_unique<nullsink::NullSink>(true); }, content);
    }
}

TEST_CASE("counts the bytes it renders, and none without rendering")
{
    const Content content = makeContent();
    const auto entries =
        std::make_shared<const std::vector<Entry>>(makeEntries(1300, 0, content.slotCount(), 5));
    std::string expected;
    EntryRenderer(content, EntryFormat::json()).appendAll(expected, *entries, "\n");
    for (const bool render : {false, true}) {
        FieldValues values = fallbacks(nullsink::descriptor().rows);
        values.set("render", render);
        SinkConfig config;
        config.values = values;
        auto sink = nullsink::descriptor().create(config);
        REQUIRE(sink);
        REQUIRE((*sink)->open(content));
        int answers = 0;
        (*sink)->send({entries, 0, 0}, [&](const SendResult &result) {
            ++answers;
            CHECK(result.outcome == Outcome::Delivered);
        });
        CHECK(answers == 1);
        CHECK((*sink)->bytesWritten() == (render ? expected.size() : 0));
    }
}

TEST_CASE("does not render unless asked to")
{
    CHECK_FALSE(fallbacks(nullsink::descriptor().rows).boolean("render"));
}
