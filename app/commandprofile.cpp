// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandprofile.h"

#include "app/profileloading.h"
#include "run/exitcode.h"

#include <utility>

namespace emitter {

int complain(Console &console, const std::vector<Problem> &problems)
{
    for (const Problem &problem : problems)
        console.say(problem);
    return problems.empty() ? Success : exitCodeFor(problems.front().cause);
}

CommandProfile loadForCommand(const CommandLine &line, const SinkRegistry &sinks, Console &console)
{
    CommandProfile result;
    if (const auto opened = console.openLogFile(line.logFile); !opened) {
        result.exitCode = complain(console, {opened.problem()});
        return result;
    }
    LoadedProfile loaded = loadProfile(line, sinks);
    result.exitCode = complain(console, loaded.outcome.problems);
    result.profile = std::move(loaded.outcome.profile);
    if (result.profile && !loaded.note.empty() && !console.isQuiet())
        console.say(loaded.note);
    return result;
}

CommandPlan planForCommand(const CommandLine &line, const SinkRegistry &sinks, Console &console)
{
    CommandProfile loaded = loadForCommand(line, sinks, console);
    CommandPlan result;
    result.exitCode = loaded.exitCode;
    if (!loaded.profile)
        return result;
    PlanOutcome planned = makePlan(*loaded.profile, sinks);
    if (hasErrors(planned.problems)) {
        result.exitCode = complain(console, planned.problems);
        return result;
    }
    result.profile = std::move(loaded.profile);
    result.plan = std::move(planned.plan);
    return result;
}

}
