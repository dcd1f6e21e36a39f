// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verifycommand.h"

#include "app/commandprofile.h"
#include "app/console.h"
#include "app/printing.h"
#include "app/processevents.h"
#include "app/verifywatch.h"
#include "base/runid.h"
#include "base/values.h"
#include "http/httpclient.h"
#include "run/exitcode.h"
#include "run/recordedrun.h"
#include "verify/recordfolder.h"

#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

namespace emitter {
namespace {

/// In the check's thread: makes the run's content again and reads the stores.
Result<Verification> verifyRecord(const Profile &profile, const Plan &plan, const RunRecord &record,
    const CheckOptions &options, std::vector<Problem> &warnings)
{
    const PreparationMeans means{.makeHttpClient = makeQnamClient,
        .progress = options.progress,
        .warn = [&](const Problem &problem) { warnings.push_back(problem); },
        .stop = options.stop,
        .clock = Clock::system()};
    const auto content = remakeContent(profile, plan, record, means);
    if (!content)
        return content.problem();
    return verifyRun(**content, record, plan, options);
}

std::string headline(const RunRecord &record)
{
    return "run " + runIdText(record.run) + ", started " + formatUtc(record.startedUnixNanos) + ", "
        + formatCount(record.emitted) + " entries emitted\n";
}

}

int runVerify(const CommandLine &line, const SinkRegistry &sinks)
{
    Console console(line, false);
    const CommandPlan loaded = planForCommand(line, sinks, console);
    if (!loaded.profile)
        return loaded.exitCode;
    const Profile &profile = *loaded.profile;
    const Plan &plan = loaded.plan;
    if (const auto readable = requireReadable(plan); !readable)
        return complain(console, {readable.problem()});
    const auto record =
        findRunRecord(RecordFolder::defaultDirectory(), profileKey(profile.file), line.runId);
    if (!record)
        return complain(console, {record.problem()});

    ProcessEvents events(console.isLive());
    std::vector<Problem> warnings;
    const WatchedVerification watched =
        watchVerification(console, events, line.sample, [&](const CheckOptions &options) {
            return verifyRecord(profile, plan, *record, options, warnings);
        });
    complain(console, warnings);
    console.clearLine();
    const auto &verification = watched.verification;
    if (!verification && watched.exitCode != Interrupted && watched.exitCode != Terminated)
        console.say(verification.problem());
    int printed = Success;
    if (verification && line.json)
        printed = print(toJson(*verification, watched.exitCode));
    else if (verification && !console.isQuiet())
        printed = print(headline(*record)
            + toText(*verification, console.colour() && isatty(STDOUT_FILENO) != 0));
    if (!console.isQuiet())
        console.say("Exit: " + std::to_string(watched.exitCode) + " (" + reasonOf(watched) + ')');
    return watched.exitCode == Success ? printed : watched.exitCode;
}

}
