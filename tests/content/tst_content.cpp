// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/content.h"

#include <doctest/doctest.h>

#include <utility>

using namespace emitter;

namespace {

Content content()
{
    SourceTable sources;
    sources.addService("api-gateway");
    sources.addEmitters("emitter", 3);
    Content made({.messages = std::move(*MessagePool::create(10, 1)),
        .sources = std::move(sources),
        .vectors = std::nullopt,
        .seed = 7,
        .run = 99});
    made.setStart(1'767'225'600'000'000'000);
    return made;
}

}

TEST_CASE("services and emitters are numbered in the order they were added")
{
    SourceTable sources;
    CHECK(sources.addService("api") == 0);
    CHECK(sources.addEmitters("emitter", 1'000'000) == 1);
    CHECK(sources.addService("auth") == 1'000'001);
    CHECK(sources.addEmitters("slow", 2) == 1'000'002);
    CHECK(sources.size() == 1'000'004);
    CHECK(sources.groups().size() == 4);
    CHECK(sources.name(0) == "api");
    CHECK(sources.name(1) == "emitter-1");
    CHECK(sources.name(1'000'000) == "emitter-1000000");
    CHECK(sources.name(1'000'001) == "auth");
    CHECK(sources.name(1'000'003) == "slow-2");
    CHECK(sources.isEmitter(17));
    CHECK_FALSE(sources.isEmitter(1'000'001));
    CHECK(sources.groupIndexOf(1'000'000) == 1);
    CHECK(sources.groupIndexOf(1'000'001) == 2);
}

TEST_CASE("a pool without emitters takes no source index")
{
    SourceTable sources;
    sources.addEmitters("none", 0);
    sources.addService("api");
    sources.addEmitters("nobody", 0);
    sources.addEmitters("one", 1);
    CHECK(sources.size() == 2);
    CHECK(sources.name(0) == "api");
    CHECK(sources.name(1) == "one-1");
}

TEST_CASE("slots are the pool's messages first, then the emitters' templates")
{
    const Content made = content();
    CHECK(made.slotCount() == 10 + emitterTemplateCount());
    CHECK_FALSE(made.isTemplate(9));
    CHECK(made.isTemplate(10));
    CHECK(made.slotText(9) == made.messages().text(9));
    CHECK(made.slotText(10) == emitterTemplateSample(0));

    Entry entry;
    entry.sequence = 8;
    entry.slot = 9;
    std::string message = "> ";
    made.appendMessage(message, entry);
    CHECK(message == "> " + std::string(made.messages().text(9)));
    entry.slot = 10;
    message.clear();
    made.appendMessage(message, entry);
    CHECK(message == "Processing request #8");
}

TEST_CASE("an entry's id and time come from its due time, seed, run and number")
{
    const Content made = content();
    Entry entry;
    entry.due = 1'500'000'000;
    entry.number = 12;
    CHECK(made.unixNanos(entry) == 1'767'225'601'500'000'000);
    CHECK(made.id(entry) == entryId(7, 99, 12, 1'767'225'601'500'000'000));
    CHECK(made.vectors() == nullptr);
}
