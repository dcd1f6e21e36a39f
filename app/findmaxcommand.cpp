// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/findmaxcommand.h"

#include "app/commandprofile.h"
#include "app/console.h"
#include "app/printing.h"
#include "app/processevents.h"
#include "app/watchedwork.h"
#include "base/jsonwriter.h"
#include "findmax/findmaximum.h"
#include "http/httpclient.h"
#include "run/exitcode.h"
#include "stats/reportformat.h"
#include "stats/summarytable.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace emitter {
namespace {

/// What is searched: a name for people, and the profile for it.
struct Subject
{
    std::string name;
    Profile profile;
};

struct Findings
{
    std::vector<Maximum> maxima;
    std::vector<Problem> problems;
};

Result<std::vector<Subject>> subjectsOf(const Profile &profile, bool together)
{
    std::vector<Subject> subjects;
    if (together) {
        auto all = searchProfile(profile);
        if (!all)
            return all.problem();
        subjects.push_back({"all sinks", std::move(*all)});
        return subjects;
    }
    for (const SinkSpec &sink : profile.sinks) {
        if (!sink.enabled)
            continue;
        auto one = searchProfile(profile, sink.name);
        if (!one)
            return one.problem();
        subjects.push_back({sink.name, std::move(*one)});
    }
    return subjects;
}

Findings searchAll(std::vector<Subject> subjects, const EngineParts &parts, const CommandLine &line,
    const std::stop_token &stop, const TellStep &tell)
{
    Findings findings;
    std::int64_t left = std::chrono::nanoseconds(line.maxTime).count();
    Clock &clock = Clock::system();
    for (std::size_t i = 0; i < subjects.size() && !stop.stop_requested(); ++i) {
        FindMaximumOptions options;
        // What one sink does not need, the others may have.
        options.limits.maxTime =
            std::chrono::nanoseconds(left / static_cast<std::int64_t>(subjects.size() - i));
        if (line.window)
            options.limits.window = *line.window;
        options.stop = stop;
        options.tell = [&](const std::string &step) { tell(step, 0, 0); };
        const std::int64_t start = clock.monotonicNanos();
        tell("Searching " + subjects[i].name, 0, 0);
        auto found = findMaximum(std::move(subjects[i].profile), subjects[i].name, parts, options);
        left = std::max<std::int64_t>(left - (clock.monotonicNanos() - start), 0);
        if (found)
            findings.maxima.push_back(std::move(*found));
        else if (!stop.stop_requested())
            findings.problems.push_back(std::move(found.problem()));
    }
    return findings;
}

std::optional<double> rateOf(const std::optional<RateSearch::Step> &step)
{
    return step ? std::optional(step->rate) : std::nullopt;
}

std::string unconfirmedText(const std::string &subject, const RateSearch::Step &passed)
{
    return subject + ": " + shortRateText(passed.rate)
        + "/s is unconfirmed: " + std::to_string(passed.good) + " good of "
        + countOf(static_cast<std::uint64_t>(passed.good + passed.bad), "window")
        + " may be chance (" + fixedText(100 * (1 - passed.confidence()), 0) + " %)";
}

std::string tableText(const Findings &findings)
{
    SummaryTable table;
    using Cell = SummaryTable::Cell;
    table.add({Cell("Highest sustained rate"), Cell("per second"), Cell("breaks at/s"),
        Cell("sure"), Cell("tried")});
    std::string remarks;
    for (const Maximum &one : findings.maxima) {
        const auto &passed = one.bracket.passed;
        table.add(
            {one.subject, shortRateText(rateOf(passed)), shortRateText(rateOf(one.bracket.broken)),
                passed ? fixedText(100 * passed->confidence(), 0) + '%' : "-",
                countOf(one.steps.size(), "rate")});
        if (!one.why.empty())
            remarks += wrapped("broken by " + one.why, 2);
        if (passed && !passed->isConfirmed())
            remarks += wrapped(unconfirmedText(one.subject, *passed), 2);
        if (!one.isComplete)
            remarks += wrapped(
                one.subject + ": not finished; this is the bracket so far, since " + one.unfinished,
                2);
    }
    return table.text(false) + remarks;
}

void writeStep(JsonWriter &json, const RateSearch::Step &step)
{
    json.beginObject()
        .member("rate_per_s", step.rate)
        .member("good_windows", step.good)
        .member("bad_windows", step.bad)
        .member("confidence_percent", 100 * step.confidence());
    if (step.broke)
        json.member("broken_by", name(*step.broke));
    json.endObject();
}

std::string jsonText(const Findings &findings, int exitCode)
{
    JsonWriter json(2);
    json.beginObject().member("schema", "1.0").member("exit_code", exitCode);
    json.key("results").beginArray();
    for (const Maximum &one : findings.maxima) {
        json.beginObject().member("sink", one.subject).member("complete", one.isComplete);
        if (!one.isComplete)
            json.member("unfinished", one.unfinished);
        json.member("sustained_per_s", rateOf(one.bracket.passed));
        if (const auto &passed = one.bracket.passed)
            json.member("confirmed", passed->isConfirmed())
                .member("confidence_percent", 100 * passed->confidence());
        json.member("broken_per_s", rateOf(one.bracket.broken));
        if (one.bracket.broken)
            json.member("broken_by", name(*one.bracket.broken->broke)).member("why", one.why);
        json.key("steps").beginArray();
        for (const RateSearch::Step &step : one.steps)
            writeStep(json, step);
        json.endArray().endObject();
    }
    json.endArray().endObject();
    return json.take() + '\n';
}

int exitCodeOf(const Findings &findings, const WatchedEnd &end)
{
    if (end.stopped)
        return end.exitCode;
    if (!findings.problems.empty())
        return exitCodeFor(findings.problems.front().cause);
    if (std::any_of(findings.maxima.begin(), findings.maxima.end(),
            [](const Maximum &one) { return one.problem.has_value(); }))
        return Lost;
    const bool all = std::all_of(findings.maxima.begin(), findings.maxima.end(),
        [](const Maximum &one) { return one.bracket.passed.has_value(); });
    return all ? Success : TargetMissed;
}

}

int runFindMax(const CommandLine &line, const SinkRegistry &sinks)
{
    Console console(line, false);
    const CommandProfile loaded = loadForCommand(line, sinks, console);
    if (!loaded.profile)
        return loaded.exitCode;
    auto subjects = subjectsOf(*loaded.profile, line.together);
    if (!subjects)
        return complain(console, {subjects.problem()});

    ProcessEvents events(console.isLive());
    MessageBoard messages(events);
    const EngineParts parts{
        .sinks = sinks, .makeHttpClient = makeQnamClient, .listener = &messages};
    Findings findings;
    const WatchedEnd end = watchWork(
        console, events, "Stopping the search",
        [&](const std::stop_token &stop, const TellStep &tell) {
            findings = searchAll(std::move(*subjects), parts, line, stop, tell);
        },
        &messages);
    console.clearLine();
    complain(console, findings.problems);
    const int exitCode = exitCodeOf(findings, end);
    const std::string text = line.json ? jsonText(findings, exitCode) : tableText(findings);
    const int printed = print(text);
    const int code = exitCode == Success ? printed : exitCode;
    if (!console.isQuiet())
        console.say("Exit: " + std::to_string(code));
    return code;
}

}
