// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "base/result.h"
#include "run/plan.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// Opens one sink of a profile as a run would, in a thread of its own, and closes it again: no
/// entry is sent, no index is built, and what is stored stays, also where a run would empty it.
/// What a run makes before its first entry (a table, a collection, a file) is made here too.
/// Nothing is embedded: the few vectors that the sink may ask for come from the program itself.
///
/// Created, asked and destroyed in one thread; no call waits. A sink that hangs keeps its thread
/// and what that thread needs, and nothing else.
class SinkCheck
{
public:
    struct Outcome
    {
        std::optional<Problem> problem; ///< absent: it opened
        std::chrono::milliseconds took{0};
        std::vector<std::string> notes; ///< what the sink said at its end
    };

    /// `sink`: the name of an enabled sink of the plan. Fails when the sink cannot be made.
    static Result<std::unique_ptr<SinkCheck>> start(
        const Profile &profile, const Plan &plan, std::string_view sink);
    ~SinkCheck(); ///< cancel()

    /// Absent while it goes on.
    std::optional<Outcome> outcome() const;
    SinkActivity activity() const;
    /// Asks the sink to end soon; an outcome still comes, unless it hangs.
    void cancel();

private:
    struct State;
    explicit SinkCheck(std::shared_ptr<State> state);

    std::shared_ptr<State> m_state; ///< shared with the thread
};

}
