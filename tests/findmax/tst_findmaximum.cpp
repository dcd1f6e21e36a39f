// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findmax/findmaximum.h"

#include "run/profiles.h"
#include "run/testsinks.h"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <vector>

using namespace emitter;

namespace {

std::atomic<bool> isDiskFull = false;

/// Takes everything until the disk is full.
class FillingSink : public TestSink
{
public:
    FillingSink()
        : TestSink(Good)
    {
    }
    void send(Batch batch, std::function<void(SendResult)> done) override
    {
        if (!isDiskFull)
            return TestSink::send(std::move(batch), std::move(done));
        SendResult result;
        result.outcome = Outcome::Fatal;
        result.reasons.emplace_back("the disk is full", batch.entries->size());
        done(result);
    }
};

/// Takes everything, and builds an index at its end until it is cancelled.
class IndexingSink : public TestSink
{
public:
    IndexingSink()
        : TestSink(Good)
    {
    }
    Result<void> finish(std::int64_t) override
    {
        m_isCancelled.wait(false);
        return {};
    }
    void cancel() override
    {
        m_isCancelled = true;
        m_isCancelled.notify_all();
    }

private:
    std::atomic<bool> m_isCancelled = false;
};

SinkRegistry indexingSinks()
{
    SinkDescriptor indexing = testSink<TestSink::Good>("indexing");
    indexing.create = [](SinkConfig) -> Result<std::unique_ptr<Sink>> {
        return std::unique_ptr<Sink>(std::make_unique<IndexingSink>());
    };
    return SinkRegistry({indexing});
}

SinkRegistry fillingSinks()
{
    SinkDescriptor filling = testSink<TestSink::Good>("filling");
    filling.create = [](SinkConfig) -> Result<std::unique_ptr<Sink>> {
        return std::unique_ptr<Sink>(std::make_unique<FillingSink>());
    };
    return SinkRegistry({filling, testSink<TestSink::Dying>("dying")});
}

struct Messages : EngineObserver
{
    void message(const Problem &problem) override { texts.push_back(problem.text); }
    std::vector<std::string> texts;
};

}

TEST_CASE("a sink that is lost on the way ends the search with what is known, and the reason")
{
    isDiskFull = false;
    const SinkRegistry sinks = fillingSinks();
    Messages messages;
    FindMaximumOptions options;
    options.limits.window = std::chrono::milliseconds(100);
    options.tell = [](const std::string &) { isDiskFull = true; }; // the first rate is over
    const auto found = findMaximum(smallProfile(500, {"filling"}), "filling",
        {.sinks = sinks, .makeHttpClient = {}, .listener = &messages}, options);
    REQUIRE(found);
    CHECK_FALSE(found->isComplete);
    CHECK(found->steps.size() == 2);
    REQUIRE(found->problem);
    CHECK(found->problem->text == "sink filling was lost: the disk is full");
    CHECK(found->unfinished == found->problem->text);
    CHECK(messages.texts == std::vector{found->problem->text});
}

TEST_CASE("a sink that is lost before anything is known is a problem alone")
{
    const SinkRegistry sinks = fillingSinks();
    const auto found = findMaximum(
        smallProfile(500, {"dying"}), "dying", {.sinks = sinks, .makeHttpClient = {}}, {});
    REQUIRE_FALSE(found);
    CHECK(found.problem().text == "sink dying was lost: the test sink died");
}

TEST_CASE("the end of a search does not wait for an index over what it wrote")
{
    const SinkRegistry sinks = indexingSinks();
    FindMaximumOptions options;
    options.limits.window = std::chrono::milliseconds(20);
    options.limits.maxTime = std::chrono::milliseconds(300);
    const auto found = findMaximum(smallProfile(500, {"indexing"}), "indexing",
        {.sinks = sinks, .makeHttpClient = {}}, options);
    REQUIRE(found);
    CHECK(found->unfinished == "the time was over");
}
