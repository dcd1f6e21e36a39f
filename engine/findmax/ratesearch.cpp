// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findmax/ratesearch.h"

#include <algorithm>
#include <cmath>

namespace emitter {
namespace {

constexpr int quickLead = 2; // good windows more than bad ones, while looking for the bracket
// The highest rate without a backlog is near what a store takes while it lags: from below and above
// so much of it. One window may also have been a pause of the store.
constexpr double below = 0.9, above = 1.1;
constexpr double deepestDrop = 1.0 / 32;
constexpr int badLead = 2; // bad windows more than good ones
constexpr int mostBad = 3; // a rate at which so many windows are bad is not sustained
// Asked after each window, this is passed with 6:0, 8:1 or 10:2. Where a window is as likely bad as
// good, one of those comes up in 1/64 + 6/512 + 33/4096 = 3.5 % of all cases; 0.95 would be 6.3 %.
constexpr double sure = 0.97;

/// The rate to try while none has passed.
double rateBelow(const RateSearch::Step &broken)
{
    if (broken.taken <= 0 || broken.taken >= broken.rate)
        return broken.rate / 2;
    return std::max(below * broken.taken, deepestDrop * broken.rate);
}

double rateBetween(const RateSearch::Step &passed, const RateSearch::Step &broken)
{
    const double middle = std::sqrt(passed.rate * broken.rate);
    const double near = above * broken.taken;
    return near > passed.rate ? std::min(near, middle) : middle;
}

}

std::string_view name(WindowVerdict verdict)
{
    static constexpr std::string_view names[] = {
        "good", "errors", "backlog", "target", "generator"};
    return names[static_cast<std::size_t>(verdict)];
}

double RateSearch::Step::confidence() const
{
    // Of n fair coins at least `good` show heads: the sum of binomials over 2^n.
    const int n = good + bad;
    double choose = 1;
    double chance = 0;
    for (int heads = n; heads >= good; --heads) {
        chance += choose;
        choose = choose * heads / (n - heads + 1);
    }
    return 1 - chance * std::pow(0.5, n);
}

bool RateSearch::Step::isConfirmed() const
{
    return confidence() >= sure;
}

RateSearch::RateSearch(Settings settings)
    : m_settings(settings)
{
    begin(settings.start);
}

void RateSearch::begin(double rate)
{
    m_steps.emplace_back().rate = rate;
}

bool RateSearch::hasPassed(const Step &step) const
{
    if (isBisecting() || m_proving)
        return step.isConfirmed();
    return step.good - step.bad >= quickLead;
}

bool RateSearch::add(WindowVerdict verdict, double takenPerSecond)
{
    Step &step = m_steps.back();
    step.taken = verdict == WindowVerdict::Backlog ? takenPerSecond : 0;
    if (verdict == WindowVerdict::Good) {
        ++step.good;
    } else {
        ++step.bad;
        step.broke = step.broke.value_or(verdict);
    }
    if (step.bad - step.good >= badLead || step.bad >= mostBad)
        step.state = Step::State::Broken;
    else if (hasPassed(step))
        step.state = Step::State::Passed;
    if (step.state == Step::State::Open)
        return false;
    if (step.state == Step::State::Passed)
        m_passed = step;
    else
        m_broken = step;
    // A rate that passed quickly and broke when it was looked at again is no bracket any more.
    if (m_passed && m_broken && m_passed->rate >= m_broken->rate)
        m_passed.reset();
    if (const auto rate = next())
        begin(*rate);
    else
        m_finished = true;
    return true;
}

std::optional<double> RateSearch::next()
{
    m_proving = false;
    if (!m_broken && m_passed->rate < m_settings.most)
        return std::fmin(m_passed->rate * 2, m_settings.most);
    if (!m_passed) {
        const double lower = rateBelow(*m_broken);
        return lower < m_settings.least ? std::nullopt : std::optional(lower);
    }
    if (m_broken && m_broken->rate > m_passed->rate * m_settings.precision)
        return rateBetween(*m_passed, *m_broken);
    if (m_passed->isConfirmed())
        return {};
    m_proving = true;
    return m_passed->rate;
}

RateSearch::Bracket RateSearch::bracket() const
{
    return {m_passed, m_broken};
}

}
