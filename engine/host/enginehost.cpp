// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/enginehost.h"

#include "base/ensure.h"
#include "run/plan.h"

#include <QMetaObject>

#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>

namespace emitter {

/// What the engine has said and the host has not yet delivered. One event is posted for all of it.
class EngineHost::Mailbox : public EngineObserver
{
public:
    struct Step
    {
        QString name;
        std::uint64_t done;
        std::uint64_t total;
    };
    using Letter = std::variant<RunState, Step, Problem>;
    struct Post
    {
        std::optional<Run> run;
        std::deque<Letter> letters;
        std::optional<Snapshot> snapshot;
        EntrySample sample;
    };

    explicit Mailbox(EngineHost &host)
        : m_host(host)
    {
    }

    void planned(const RunFacts &facts) override
    {
        change([&](Post &post) { post.run = Run{facts.runId, facts.plan.seed}; });
    }
    void stateChanged(RunState state) override { post(state); }
    void progress(const std::string &step, std::uint64_t done, std::uint64_t total) override
    {
        post(Step{QString::fromStdString(step), done, total});
    }
    void message(const Problem &problem) override { post(problem); }
    void snapshotReady(const Snapshot &snapshot) override
    {
        change([&](Post &post) { post.snapshot = snapshot; });
    }
    void entriesSampled(const EntrySample &sample) override
    {
        change([&](Post &post) {
            post.sample.emitted += sample.emitted;
            if (post.sample.entries.size() < mostEntries) {
                post.sample.entries.insert(
                    post.sample.entries.end(), sample.entries.begin(), sample.entries.end());
            }
        });
    }

    Post take()
    {
        const std::lock_guard lock(m_mutex);
        m_posted = false;
        return std::exchange(m_post, {});
    }

private:
    static constexpr std::size_t mostEntries = 1000;

    void post(Letter letter)
    {
        change([&](Post &post) {
            // Of a count that runs on, the newest is enough.
            const auto *step = std::get_if<Step>(&letter);
            const auto *last =
                post.letters.empty() ? nullptr : std::get_if<Step>(&post.letters.back());
            if (step && last && step->name == last->name)
                post.letters.back() = std::move(letter);
            else
                post.letters.push_back(std::move(letter));
        });
    }

    template <typename Change> void change(Change apply)
    {
        const std::lock_guard lock(m_mutex);
        apply(m_post);
        if (!std::exchange(m_posted, true)) {
            QMetaObject::invokeMethod(
                &m_host, [host = &m_host] { host->deliver(); }, Qt::QueuedConnection);
        }
    }

    EngineHost &m_host;
    std::mutex m_mutex;
    bool m_posted = false;
    Post m_post;
};

EngineHost::EngineHost(EngineParts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
}

EngineHost::~EngineHost()
{
    m_engine.reset(); // while the mailbox still takes its last words
}

void EngineHost::start(const Profile &profile, RunOptions options)
{
    EMITTER_ENSURE(!isActive(), "one run at a time");
    m_snapshot = {};
    m_run = {};
    m_factor = 1;
    m_mailbox = std::make_unique<Mailbox>(*this);
    m_engine = std::make_unique<Engine>(profile, options, m_parts, *m_mailbox);
    m_engine->start();
}

void EngineHost::pause()
{
    if (m_engine)
        m_engine->pause();
}

void EngineHost::resume()
{
    if (m_engine)
        m_engine->resume();
}

void EngineHost::stop()
{
    if (m_engine)
        m_engine->stop(StopCause::User);
}

void EngineHost::setFactor(double factor)
{
    m_factor = factor;
    if (m_engine)
        m_engine->setFactor(factor);
}

void EngineHost::setMuted(const QString &serviceOrPrefix, bool muted)
{
    if (m_engine)
        m_engine->setMuted(serviceOrPrefix.toStdString(), muted);
}

void EngineHost::setSinkMuted(const QString &sinkName, bool muted)
{
    if (m_engine)
        m_engine->setSinkMuted(sinkName.toStdString(), muted);
}

void EngineHost::deliver()
{
    Mailbox::Post post = m_mailbox->take();
    if (post.run)
        m_run = std::move(*post.run);
    bool over = false;
    for (const Mailbox::Letter &letter : post.letters) {
        if (const auto *state = std::get_if<RunState>(&letter)) {
            over = *state == RunState::Finished;
            if (over)
                break; // told after everything else, by end()
            m_state = *state;
            Q_EMIT stateChanged(m_state);
        } else if (const auto *step = std::get_if<Mailbox::Step>(&letter)) {
            Q_EMIT progressed(step->name, step->done, step->total);
        } else {
            Q_EMIT said(std::get<Problem>(letter));
        }
    }
    if (post.snapshot) {
        m_snapshot = std::move(*post.snapshot);
        Q_EMIT snapshotReady(m_snapshot);
    }
    if (!post.sample.entries.empty())
        Q_EMIT entriesSampled(post.sample);
    if (over)
        end();
}

void EngineHost::end()
{
    const auto outcome = std::make_shared<const Engine::Outcome>(m_engine->wait());
    m_engine.reset();
    if (outcome->ran)
        m_snapshot = outcome->summary.last;
    m_state = RunState::Finished;
    Q_EMIT stateChanged(m_state);
    Q_EMIT finished(outcome);
}

}
