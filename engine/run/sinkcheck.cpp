// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/sinkcheck.h"

#include "content/content.h"
#include "run/preparation.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace emitter {
namespace {

constexpr std::uint32_t fewMessages = 8;
constexpr auto closingTime = std::chrono::seconds(5);

Result<Content> smallContent(const Profile &profile, const Plan &plan)
{
    auto messages = MessagePool::create(fewMessages, 1);
    if (!messages)
        return std::move(messages.problem());
    Content::Parts parts{std::move(*messages), plan.sources, {}, plan.seed, 0};
    if (plan.wantsVectors) {
        EmbeddingSpec offline = profile.embedding;
        offline.provider = EmbeddingSpec::Provider::Hash;
        offline.cache = false;
        auto vectors = embedTexts(offline, slotTexts(parts.messages), {});
        if (!vectors)
            return std::move(vectors.problem());
        parts.vectors = std::move(*vectors);
    }
    return Content(std::move(parts));
}

}

struct SinkCheck::State
{
    State(std::unique_ptr<Sink> opened, Content few)
        : content(std::move(few))
        , sink(std::move(opened))
    {
    }

    void run()
    {
        Outcome result;
        Clock &clock = Clock::system();
        const std::int64_t begin = clock.monotonicNanos();
        if (auto opened = sink->open(content); !opened)
            result.problem = std::move(opened.problem());
        result.took = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::nanoseconds(clock.monotonicNanos() - begin));
        sink->cancel(); // finish() then restores what open() changed, and builds nothing
        const auto closing = std::chrono::nanoseconds(closingTime).count();
        auto closed = sink->finish(clock.monotonicNanos() + closing);
        if (!result.problem && !closed && !cancelled)
            result.notes.push_back(closed.problem().text);
        else
            result.notes = sink->notes();
        const std::lock_guard lock(mutex);
        outcome = std::move(result);
    }

    const Content content; // outlives the sink
    const std::unique_ptr<Sink> sink;
    std::atomic<bool> cancelled = false;
    std::mutex mutex;
    std::optional<Outcome> outcome;
};

SinkCheck::SinkCheck(std::shared_ptr<State> state)
    : m_state(std::move(state))
{
}

SinkCheck::~SinkCheck()
{
    cancel();
}

Result<std::unique_ptr<SinkCheck>> SinkCheck::start(
    const Profile &profile, const Plan &plan, std::string_view sink)
{
    const auto planned = std::find_if(plan.sinks.begin(), plan.sinks.end(),
        [&](const PlannedSink &known) { return known.config.name == sink; });
    if (planned == plan.sinks.end())
        return Problem{.text = "the sink is switched off", .remedy = "Switch it on first."};
    SinkConfig config = planned->config;
    config.purpose = SinkConfig::Purpose::Check;
    auto made = planned->descriptor->create(std::move(config));
    if (!made)
        return std::move(made.problem());
    auto content = smallContent(profile, plan);
    if (!content)
        return std::move(content.problem());
    auto state = std::make_shared<State>(std::move(*made), std::move(*content));
    try {
        std::thread([state] { state->run(); }).detach();
    } catch (const std::system_error &error) {
        return Problem{.text = std::string("no thread for the sink: ") + error.what(),
            .remedy = "Raise the limit of processes (ulimit -u)."};
    }
    return std::unique_ptr<SinkCheck>(new SinkCheck(std::move(state)));
}

std::optional<SinkCheck::Outcome> SinkCheck::outcome() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->outcome;
}

SinkActivity SinkCheck::activity() const
{
    return m_state->sink->activity();
}

void SinkCheck::cancel()
{
    m_state->cancelled = true;
    m_state->sink->cancel();
}

}
