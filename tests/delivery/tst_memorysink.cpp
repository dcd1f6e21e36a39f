// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/memorysink.h"
#include "support/sinkcontract.h"

#include <doctest/doctest.h>

using namespace emitter;

TEST_CASE("the sink of the tests keeps the contract, answering inside send()")
{
    const Content content = makeContent();
    runSinkContract(
        [] { return std::make_unique<MemorySink>(std::make_shared<MemoryStore>()); }, content);
}

TEST_CASE("the sink of the tests keeps the contract, answering from a thread")
{
    const Content content = makeContent();
    runSinkContract(
        [] {
            auto store = std::make_shared<MemoryStore>();
            store->mode = MemoryStore::Mode::Thread;
            store->maxInFlight = 3;
            return std::make_unique<MemorySink>(std::move(store));
        },
        content);
}
