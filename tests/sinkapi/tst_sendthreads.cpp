// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinkapi/sendthreads.h"

#include "base/clock.h"

#include <doctest/doctest.h>

#include <atomic>
#include <barrier>
#include <set>
#include <utility>

using namespace emitter;

namespace {

/// Meets the other lanes before it answers, so that they must all be at work at once.
class MeetingLane : public BlockingLane
{
public:
    explicit MeetingLane(std::barrier<> &meeting)
        : m_meeting(meeting)
    {
    }
    SendResult send(const Batch &batch) override
    {
        m_meeting.arrive_and_wait();
        SendResult result;
        result.outcome = Outcome::Rejected;
        result.reasons.emplace_back("number", static_cast<std::uint32_t>(batch.number));
        return result;
    }

private:
    std::barrier<> &m_meeting;
};

Batch batchNumber(std::uint64_t number)
{
    return {std::make_shared<const std::vector<Entry>>(1), number, 0};
}

}

TEST_CASE("all lanes send at once and each answer belongs to its batch")
{
    constexpr int lanes = 4;
    constexpr std::uint64_t batches = 4 * 25;
    std::barrier meeting(lanes);
    std::vector<std::unique_ptr<BlockingLane>> made;
    for (int i = 0; i < lanes; ++i)
        made.push_back(std::make_unique<MeetingLane>(meeting));
    std::mutex mutex;
    std::condition_variable changed;
    std::multiset<std::uint64_t> answered;
    std::uint64_t wrong = 0;
    auto threads = SendThreads::create(std::move(made));
    REQUIRE(threads);
    for (std::uint64_t number = 0; number < batches; ++number) {
        (*threads)->send(batchNumber(number), [&, number](const SendResult &result) {
            const std::lock_guard lock(mutex);
            answered.insert(number);
            wrong += result.reasons.at(0).second == number ? 0 : 1;
            changed.notify_all();
        });
    }
    std::unique_lock lock(mutex);
    REQUIRE(changed.wait_for(
        lock, std::chrono::seconds(60), [&] { return answered.size() == batches; }));
    CHECK(std::set(answered.begin(), answered.end()).size() == batches);
    CHECK(wrong == 0);
}

TEST_CASE("the CPU time of the busiest lane is told, not that of all")
{
    constexpr std::int64_t work = 40'000'000;
    std::barrier meeting(2);
    std::barrier end(3);
    std::vector<std::unique_ptr<BlockingLane>> made;
    for (int i = 0; i < 2; ++i)
        made.push_back(std::make_unique<MeetingLane>(meeting));
    auto threads = SendThreads::create(std::move(made));
    REQUIRE(threads);
    CHECK((*threads)->busiestNanos() < work);
    for (std::uint64_t number = 0; number < 2; ++number) {
        (*threads)->send(batchNumber(number), [&](const SendResult &) {
            const std::int64_t computed = Clock::system().threadCpuNanos() + work;
            while (Clock::system().threadCpuNanos() < computed) { }
            end.arrive_and_wait();
        });
    }
    end.arrive_and_wait();
    CHECK((*threads)->busiestNanos() >= work);
    CHECK((*threads)->busiestNanos() < 2 * work);
}

TEST_CASE("nobody answers after the end, and what was begun ends before it")
{
    std::barrier meeting(2);
    std::vector<std::unique_ptr<BlockingLane>> made;
    made.push_back(std::make_unique<MeetingLane>(meeting));
    int answers = 0;
    {
        auto threads = SendThreads::create(std::move(made));
        REQUIRE(threads);
        (*threads)->send(batchNumber(0), [&](const SendResult &) { ++answers; });
        meeting.arrive_and_wait(); // the lane has begun
    }
    CHECK(answers == 1);
}
