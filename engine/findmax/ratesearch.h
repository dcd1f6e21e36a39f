// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace emitter {

/// What one stretch of time at one rate showed.
enum class WindowVerdict {
    Good,
    Errors, ///< entries failed
    Backlog, ///< entries waited longer and longer
    Target, ///< a given target was missed
    Generator, ///< this machine did not keep the rate
};
std::string_view name(WindowVerdict verdict); ///< "good", "errors", ...

/// Looks for the highest rate at which windows are good: doubles or halves until one rate passes
/// and one breaks, then halves the distance between them. A store that lags shows about what it can
/// take, and the next rate is near that. Pure: only what add() is told counts.
class RateSearch
{
public:
    struct Settings
    {
        double start = 100; ///< entries per second, > 0
        double precision = 1.05; ///< broken over passed rate at which the search ends
        double least = 0.1; ///< given up below
        double most = 1e8; ///< not looked above
    };
    /// One rate and what its windows showed.
    struct Step
    {
        double rate = 0;
        int good = 0;
        int bad = 0;
        std::optional<WindowVerdict> broke; ///< of the first bad window
        double taken = 0; ///< per second in the last window, where that had a backlog; 0: not known
        enum class State { Open, Passed, Broken } state = State::Open;

        /// How sure it is that most windows at this rate are good: one minus the chance of so many
        /// good ones among as many windows if one were as likely bad (sign test); 0..1.
        double confidence() const;
        /// Enough good windows for an answer; a rate that only passed quickly has too few. Since
        /// this is asked after each window, chance has several tries at it: 3.5 % in all.
        bool isConfirmed() const;
    };

    explicit RateSearch(Settings settings);

    /// The rate to run at now. REQUIRES: !isFinished()
    double rate() const { return m_steps.back().rate; }
    /// One more window at rate(), and what the slowest sink took in it (0: not known). True when
    /// the next window is to be of another rate.
    bool add(WindowVerdict verdict, double takenPerSecond = 0);
    bool isFinished() const { return m_finished; }

    /// Best passed and lowest broken rate so far; either may be missing.
    struct Bracket
    {
        std::optional<Step> passed, broken;
    };
    Bracket bracket() const;
    /// All rates in the order in which they were tried.
    const std::vector<Step> &steps() const { return m_steps; }

private:
    void begin(double rate);
    bool isBisecting() const { return m_broken && m_passed; }
    bool hasPassed(const Step &step) const;
    std::optional<double> next();

    Settings m_settings;
    std::vector<Step> m_steps;
    std::optional<Step> m_passed, m_broken;
    bool m_proving = false; ///< the step under way repeats a rate that passed quickly
    bool m_finished = false;
};

}
