// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/http/singleposts.h"

#include "base/clock.h"
#include "rest/restanswer.h"

#include <algorithm>

namespace emitter::httpsink {
namespace {

std::int64_t unixSeconds()
{
    return Clock::system().unixNanos() / 1'000'000'000;
}

}

SinglePosts::SinglePosts(HttpClient &client, const HttpSettings &settings, const Content &content,
    std::atomic<std::uint64_t> &bytes)
    : m_settings(settings)
    , m_bytes(bytes)
    , m_renderer(content, settings.format)
{
    m_stream =
        client.stream({HttpRequest::Method::Post, settings.submitUrl, settings.headers, {}}, *this);
}

SinglePosts::~SinglePosts()
{
    stop();
    m_stream.reset();
}

void SinglePosts::send(Batch batch, std::function<void(SendResult)> done)
{
    auto pending = std::make_shared<Pending>();
    pending->left = batch.entries->size();
    pending->items.resize(pending->left, Outcome::Retry);
    pending->batch = std::move(batch);
    pending->done = std::move(done);
    if (pending->left == 0)
        return finish(*pending);
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(pending));
    }
    m_stream->wake();
}

std::optional<std::uint64_t> SinglePosts::writeNext(std::string &out)
{
    const std::lock_guard lock(m_mutex);
    if (m_waiting.empty())
        return {};
    if (m_freePlaces.empty()) {
        m_freePlaces.push_back(m_places.size());
        m_places.emplace_back();
    }
    const std::uint64_t number = m_freePlaces.back();
    m_freePlaces.pop_back();
    Place &place = m_places[number];
    place.pending = m_waiting.front();
    place.index = place.pending->next++;
    if (place.pending->next == place.pending->items.size())
        m_waiting.pop_front();
    const std::size_t before = out.size();
    m_renderer.append(out, (*place.pending->batch.entries)[place.index]);
    m_bytes.fetch_add(out.size() - before, std::memory_order_relaxed);
    return number;
}

void SinglePosts::take(std::uint64_t number, const HttpResponse &answer)
{
    PendingPtr complete;
    {
        const std::lock_guard lock(m_mutex);
        Place &place = m_places[number];
        settle(*place.pending, place.index, answer);
        if (--place.pending->left == 0)
            complete = std::move(place.pending);
        place.pending.reset();
        m_freePlaces.push_back(number);
    }
    if (complete)
        finish(*complete);
}

// REQUIRES: m_mutex is held.
void SinglePosts::settle(Pending &pending, std::size_t index, const HttpResponse &answer)
{
    if (answer.isSuccess()) {
        pending.items[index] = Outcome::Delivered;
        return;
    }
    const AnswerMeaning meaning = meaningOf(answer, Repeats::Asked, unixSeconds());
    // one entry cannot be split
    pending.items[index] =
        meaning.outcome == Outcome::TooLarge ? Outcome::Rejected : meaning.outcome;
    pending.allDelivered = false;
    note(pending, answer);
    pending.result.pressure = std::max(pending.result.pressure, meaning.pressure);
    if (meaning.retryAfter)
        pending.result.retryAfter =
            std::max(*meaning.retryAfter, pending.result.retryAfter.value_or(*meaning.retryAfter));
}

void SinglePosts::note(Pending &pending, const HttpResponse &answer)
{
    auto &reasons = pending.result.reasons;
    const auto [kind, isNew] =
        pending.kinds.try_emplace({answer.error, answer.status}, reasons.size());
    if (isNew)
        reasons.emplace_back(reasonOf(answer, "POST", m_settings.submitUrl, m_settings.headers), 0);
    ++reasons[kind->second].second;
}

void SinglePosts::finish(Pending &pending)
{
    if (!pending.allDelivered)
        pending.result.items = std::move(pending.items);
    pending.done(std::move(pending.result));
}

void SinglePosts::stop()
{
    std::vector<PendingPtr> ended;
    {
        const std::lock_guard lock(m_mutex);
        for (const PendingPtr &pending : m_waiting) {
            const std::size_t unsent = pending->items.size() - pending->next;
            pending->next += unsent;
            pending->left -= unsent;
            pending->allDelivered = false;
            pending->result.reasons.emplace_back(
                "stopped before they were sent", static_cast<std::uint32_t>(unsent));
            if (pending->left == 0)
                ended.push_back(pending);
        }
        m_waiting.clear();
    }
    for (const PendingPtr &pending : ended)
        finish(*pending);
}

}
