// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinkapi/sink.h"
#include "support/entries.h"

#include <doctest/doctest.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace emitter {

/// Counts the answers of a sink under test.
class AnswerCounter
{
public:
    std::function<void(SendResult)> expect(std::size_t entries)
    {
        const std::lock_guard lock(m_state->mutex);
        const std::size_t index = m_state->answers.size();
        m_state->answers.push_back(0);
        ++m_state->outstanding;
        return [state = m_state, index, entries, sender = std::this_thread::get_id()](
                   const SendResult &result) {
            const std::lock_guard inner(state->mutex);
            state->elsewhere = state->elsewhere || std::this_thread::get_id() != sender;
            ++state->answers[index];
            --state->outstanding;
            state->late += state->closed ? 1 : 0;
            state->wrongItems += result.items.empty() || result.items.size() == entries ? 0 : 1;
            state->delivered += deliveredIn(result, entries);
            state->changed.notify_all();
        };
    }
    /// False when more than `count` are still outstanding after a long time.
    bool waitUntilOutstanding(int count)
    {
        std::unique_lock lock(m_state->mutex);
        return m_state->changed.wait_for(
            lock, std::chrono::seconds(60), [&] { return m_state->outstanding <= count; });
    }
    bool eachOnce() const
    {
        const std::lock_guard lock(m_state->mutex);
        for (const int answers : m_state->answers) {
            if (answers != 1)
                return false;
        }
        return true;
    }
    std::uint64_t delivered() const
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->delivered;
    }
    int wrongItems() const
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->wrongItems;
    }
    /// An answer came from another thread than the one that sent.
    bool cameFromElsewhere() const
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->elsewhere;
    }
    /// From here on every answer is too late.
    void close()
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->closed = true;
    }
    int late() const
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->late;
    }
    bool noneTwice() const
    {
        const std::lock_guard lock(m_state->mutex);
        for (const int answers : m_state->answers) {
            if (answers > 1)
                return false;
        }
        return true;
    }

private:
    static std::uint64_t deliveredIn(const SendResult &result, std::size_t entries)
    {
        if (result.items.empty())
            return result.outcome == Outcome::Delivered ? entries : 0;
        std::uint64_t count = 0;
        for (const Outcome outcome : result.items)
            count += outcome == Outcome::Delivered ? 1 : 0;
        return count;
    }

    struct State
    {
        std::mutex mutex;
        std::condition_variable changed;
        std::vector<int> answers;
        int outstanding = 0;
        int late = 0;
        int wrongItems = 0;
        std::uint64_t delivered = 0;
        bool closed = false;
        bool elsewhere = false;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

/// Sends one batch of contract entries, numbered on from `number`.
inline void sendContractBatch(Sink &sink, const Content &content, std::size_t size,
    std::uint64_t &number, std::uint64_t batch, AnswerCounter &answers)
{
    auto entries = std::make_shared<const std::vector<Entry>>(
        makeEntries(size, number, content.slotCount(), content.sources().size()));
    number += size;
    sink.send({std::move(entries), batch, 0}, answers.expect(size));
}

/// What every sink promises, tried on fresh sinks from `make` (a callable that returns a
/// std::unique_ptr<Sink> with a target that works). Call it in the first case of a sink's test.
template <typename Make> void runSinkContract(Make make, const Content &content)
{
    constexpr std::int64_t noDeadline = std::numeric_limits<std::int64_t>::max();
    std::uint64_t number = 0;

    SUBCASE("answers every batch once and delivers it")
    {
        AnswerCounter answers;
        const std::unique_ptr<Sink> sink = make();
        REQUIRE(sink->open(content));
        const int limit = sink->maxInFlight();
        REQUIRE(limit >= 1);
        std::uint64_t batch = 0;
        for (const std::size_t size : {1, 1000, 7, 333, 1, 2, 1000, 999}) {
            REQUIRE(answers.waitUntilOutstanding(limit - 1));
            sendContractBatch(*sink, content, size, number, batch++, answers);
        }
        REQUIRE(answers.waitUntilOutstanding(0));
        CHECK(answers.eachOnce());
        CHECK(answers.wrongItems() == 0);
        CHECK(answers.delivered() == number);
        // whether it is the sink or its store that is slow is judged by what its threads compute
        CHECK((!answers.cameFromElsewhere() || sink->busiestThreadNanos() > 0));
        CHECK(sink->finish(noDeadline));
        CHECK(answers.eachOnce());
    }
    SUBCASE("finishes without a single batch")
    {
        const std::unique_ptr<Sink> sink = make();
        REQUIRE(sink->open(content));
        CHECK(sink->finish(noDeadline));
    }
    SUBCASE("cancel ends what is outstanding")
    {
        AnswerCounter answers;
        const std::unique_ptr<Sink> sink = make();
        REQUIRE(sink->open(content));
        for (int i = 0; i < sink->maxInFlight(); ++i)
            sendContractBatch(*sink, content, 100, number, static_cast<std::uint64_t>(i), answers);
        sink->cancel();
        sink->cancel();
        REQUIRE(answers.waitUntilOutstanding(0));
        CHECK(answers.eachOnce());
        // Success or not: it must return.
        static_cast<void>(bool(sink->finish(0)));
    }
    SUBCASE("may be cancelled and destroyed before it is opened")
    {
        const std::unique_ptr<Sink> sink = make();
        sink->cancel();
    }
    SUBCASE("calls no done after its destruction")
    {
        AnswerCounter answers;
        std::unique_ptr<Sink> sink = make();
        REQUIRE(sink->open(content));
        for (int i = 0; i < sink->maxInFlight(); ++i)
            sendContractBatch(*sink, content, 1000, number, static_cast<std::uint64_t>(i), answers);
        sink.reset();
        answers.close();
        CHECK(answers.noneTwice());
        // Another sink's whole life gives a late answer time to show.
        AnswerCounter others;
        sink = make();
        REQUIRE(sink->open(content));
        sendContractBatch(*sink, content, 10, number, 0, others);
        REQUIRE(others.waitUntilOutstanding(0));
        CHECK(answers.late() == 0);
    }
}

}
