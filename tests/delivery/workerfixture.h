// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/sinkworker.h"
#include "support/entries.h"
#include "support/fakeclock.h"
#include "support/memorysink.h"

#include <condition_variable>
#include <future>
#include <limits>
#include <mutex>
#include <string>
#include <thread>

namespace emitter {

using namespace std::chrono_literals;

using State = SinkWorker::State;
using Mode = MemoryStore::Mode;

inline constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t second = 1'000'000'000;

inline DeliverySettings small()
{
    DeliverySettings settings;
    settings.bufferSize = 10;
    settings.queueSize = 100;
    settings.retry = {.attempts = 2, .base = 100ms, .max = 1s};
    settings.answerGrace = 60s; // whoever answers at cancel() does it long before
    settings.hangLimit = 60s;
    return settings;
}

struct Fixture
{
    explicit Fixture(Clock &clock = Clock::system(), const DeliverySettings &settings = small())
        : worker(std::make_unique<SinkWorker>(std::make_unique<MemorySink>(store), settings, ledger,
            run, clock, 1, [this] { notify(); }))
    {
    }

    void notify()
    {
        const std::lock_guard lock(mutex);
        ++changes;
        changed.notify_all();
    }
    void waitFor(State state)
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return worker->state() == state; });
    }
    void openAndWait()
    {
        worker->open(content);
        waitFor(State::Running);
    }
    void offer(std::size_t count)
    {
        worker->offer(makeChunk(count, offered));
        offered += count;
    }
    std::uint64_t dropped(DropReason reason) const
    {
        return ledger.counts().droppedBy[static_cast<std::size_t>(reason)];
    }
    std::string sizes() const
    {
        std::string out;
        for (const auto &sent : store->sent())
            out += std::to_string(sent.size) + ' ';
        return out;
    }

    std::shared_ptr<const Content> content = std::make_shared<const Content>(makeContent());
    std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();
    SinkLedger ledger;
    RunLedger run{1};
    std::mutex mutex;
    std::condition_variable changed;
    int changes = 0;
    std::uint64_t offered = 0;
    std::unique_ptr<SinkWorker> worker;
};

inline Problem problemWith(const char *text)
{
    Problem problem;
    problem.text = text;
    return problem;
}

inline SendResult whole(Outcome outcome, const char *reason = "because")
{
    SendResult result;
    result.outcome = outcome;
    result.reasons.emplace_back(reason, 1);
    return result;
}

}
