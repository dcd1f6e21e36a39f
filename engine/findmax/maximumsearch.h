// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findmax/ratesearch.h"
#include "findmax/window.h"
#include "run/plan.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace emitter {

/// Drives the search of one run by that run's snapshots: a rate warms up, is judged window by
/// window, and after one that broke nothing is emitted until the sinks have caught up. Pure: only
/// what look() is told counts. Not thread-safe.
class MaximumSearch
{
public:
    struct Limits
    {
        std::chrono::nanoseconds maxTime = std::chrono::minutes(5); ///< of run time
        /// How long a rate is looked at for one verdict; longer where batches take longer to fill.
        std::chrono::nanoseconds window = std::chrono::seconds(1);
    };
    /// `plan`: open loop, constant shape, more than nothing a second; its targets judge windows.
    MaximumSearch(Plan plan, const Limits &limits);

    /// What is to be done after a snapshot; all empty: nothing.
    struct Wish
    {
        std::optional<double> factor = {}; ///< of the plan's rate, from now on
        std::string news = {}; ///< "4,000/s passes"
        bool isOver = false; ///< end the run
    };
    Wish look(const Snapshot &now);

    bool isFinished() const { return m_search.isFinished(); }
    RateSearch::Bracket bracket() const { return m_search.bracket(); }
    const std::vector<RateSearch::Step> &steps() const { return m_search.steps(); }
    /// What broke the lowest rate that broke, with its values: of its first bad window, as is that
    /// step's `broke`.
    const std::string &why() const { return m_why; }
    /// Why the time was over before the search was; empty: it was not.
    const std::string &unfinished() const { return m_unfinished; }

private:
    double windowSeconds() const;
    double factor() const { return m_search.rate() / m_plan.expectedPerSecond(); }
    Wish observe(const Snapshot &now);
    Wish judge();
    Wish recover(const Snapshot &now);

    const Plan m_plan;
    const std::vector<Target> m_targets;
    const Limits m_limits;
    RateSearch m_search;
    std::optional<Window> m_window, m_before, m_first;
    bool m_recovers = false; ///< nothing is emitted until the backlog is gone
    std::string m_firstWhy; ///< of the step under way
    std::string m_why;
    std::string m_unfinished;
};

}
