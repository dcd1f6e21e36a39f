// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "dashboard/dashboardview.h"
#include "dashboard/recentrates.h"
#include "run/engineobserver.h"
#include "stats/targets.h"

#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace emitter {

/// Everything that readers of the dashboard may ask for: hears the engine and the dashboard sink,
/// keeps the newest in bounded memory, hands out copies. One run after another. Any thread; no
/// function waits for a reader.
class DashboardModel final : public EngineObserver
{
public:
    explicit DashboardModel(Clock &clock = Clock::system());

    void planned(const RunFacts &facts) override;
    void stateChanged(RunState state) override;
    void progress(const std::string &step, std::uint64_t done, std::uint64_t total) override;
    void snapshotReady(const Snapshot &snapshot) override;
    void entriesSampled(const EntrySample &sample) override;
    void message(const Problem &problem) override;
    void ended(const RunOutcome &outcome) override;
    /// The summary has become another after the run's end: its stores were compared.
    void amend(const Summary &summary);
    /// A dashboard sink has flushed.
    void flushed(const FlushReport &report);

    DashboardView view() const;
    DashboardHistory history() const;
    /// The run's books so far in the form of a summary, for its report.
    Summary summarySoFar() const;

    /// What has happened since the call before. For one reader, who passes it on to others.
    struct News
    {
        bool newRun = false; ///< or its start has become known: a hello is due
        bool newHistory = false; ///< a new run, or points were merged: a snapshot is due
        bool newState = false;
        std::optional<FlushReport> flush; ///< all flushes added up
    };
    News takeNews();
    /// At most ten of the entries sampled since the call before, and how many they stand for.
    EntrySample takeEntries();

    static constexpr std::size_t mostMessages = 10;
    static constexpr std::size_t mostEntries = 10;

private:
    void forgetRun();
    void judge();

    Clock &m_clock;
    mutable std::mutex m_mutex;
    DashboardView m_view;
    std::vector<Target> m_targets;
    Sampler m_sampler;
    RecentRates m_rates;
    News m_news;
    std::deque<SampledEntry> m_entries; ///< sampled since the last takeEntries()
    std::uint64_t m_emitted = 0;
};

/// Adds `later` to `sum`; the time becomes that of the later one.
void addFlush(FlushReport &sum, const FlushReport &later);

}
