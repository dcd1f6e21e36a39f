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
    int window, std::atomic<std::uint64_t> &bytes)
    : m_client(client)
    , m_settings(settings)
    , m_bytes(bytes)
    , m_window(window)
    , m_renderer(content, settings.format)
{
}

void SinglePosts::send(Batch batch, std::function<void(SendResult)> done)
{
    auto pending = std::make_shared<Pending>();
    pending->left = batch.entries->size();
    pending->items.resize(pending->left, Outcome::Retry);
    pending->batch = std::move(batch);
    pending->done = std::move(done);
    {
        const std::lock_guard lock(m_mutex);
        if (pending->left > 0 && !m_closed) {
            m_waiting.push_back(std::move(pending));
            return fill();
        }
    }
    pending->allDelivered = pending->left == 0;
    finish(*pending);
}

void SinglePosts::fill()
{
    while (m_active < m_window && !m_waiting.empty()) {
        const PendingPtr pending = m_waiting.front();
        const std::size_t index = pending->next++;
        if (pending->next == pending->items.size())
            m_waiting.pop_front();
        HttpRequest request{
            HttpRequest::Method::Post, m_settings.submitUrl, m_settings.headers, {}};
        m_renderer.append(request.body, (*pending->batch.entries)[index]);
        m_bytes += request.body.size();
        ++m_active;
        m_client.send(std::move(request),
            [this, pending, index](const HttpResponse &answer) { take(pending, index, answer); });
    }
}

void SinglePosts::take(const PendingPtr &pending, std::size_t index, const HttpResponse &answer)
{
    const AnswerMeaning meaning = meaningOf(answer, Repeats::Duplicate, unixSeconds());
    bool complete = false;
    {
        const std::lock_guard lock(m_mutex);
        --m_active;
        // one entry cannot be split
        pending->items[index] =
            meaning.outcome == Outcome::TooLarge ? Outcome::Rejected : meaning.outcome;
        if (meaning.outcome != Outcome::Delivered) {
            pending->allDelivered = false;
            note(*pending, answer);
        }
        pending->result.overload |= meaning.overload;
        if (meaning.retryAfter)
            pending->result.retryAfter = std::max(
                *meaning.retryAfter, pending->result.retryAfter.value_or(*meaning.retryAfter));
        complete = --pending->left == 0;
        fill();
    }
    if (complete)
        finish(*pending);
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

void SinglePosts::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    stop();
}

}
