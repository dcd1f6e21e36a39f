// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/batchrunner.h"

#include "app/calibratecommand.h"
#include "app/console.h"
#include "app/dashboard.h"
#include "app/openfiles.h"
#include "app/processevents.h"
#include "app/profileloading.h"
#include "app/ratesteps.h"
#include "app/reports.h"
#include "app/verifywatch.h"
#include "base/clock.h"
#include "base/values.h"
#include "http/httpclient.h"
#include "run/engine.h"
#include "run/exitcode.h"
#include "run/plan.h"
#include "run/recordedrun.h"
#include "run/version.h"
#include "verify/recordfolder.h"

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <deque>
#include <mutex>
#include <utility>
#include <variant>

namespace emitter {
namespace {

/// Carries what the engine says from its thread to the main thread, as values.
class Mailbox : public EngineObserver
{
public:
    struct Step
    {
        std::string name;
        std::uint64_t done;
        std::uint64_t total;
    };
    using Letter = std::variant<RunState, Step, Snapshot, Problem>;

    explicit Mailbox(ProcessEvents &events)
        : m_events(events)
    {
    }

    void stateChanged(RunState state) override { post(state); }
    void progress(const std::string &step, std::uint64_t done, std::uint64_t total) override
    {
        post(Step{step, done, total});
    }
    void snapshotReady(const Snapshot &snapshot) override { post(snapshot); }
    void message(const Problem &problem) override { post(problem); }

    std::deque<Letter> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_letters, {});
    }

private:
    void post(Letter letter)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_letters.push_back(std::move(letter));
        }
        m_events.wake();
    }

    ProcessEvents &m_events;
    std::mutex m_mutex;
    std::deque<Letter> m_letters;
};

bool usesStdout(const Profile &profile)
{
    return std::any_of(profile.sinks.begin(), profile.sinks.end(),
        [](const SinkSpec &sink) { return sink.enabled && sink.type == "stdout"; });
}

/// One run on a terminal: hands letters to the console, keys and signals to the engine.
class BatchRun
{
public:
    BatchRun(const CommandLine &line, const SinkRegistry &sinks, Profile profile, Console &console,
        Dashboard &dashboard)
        : m_console(console)
        , m_events(console.isLive())
        , m_mailbox(m_events)
        , m_engine(std::move(profile), {line.abortOnFail, line.noFail, line.verify},
              {.sinks = sinks,
                  .makeHttpClient = makeQnamClient,
                  .recordsDirectory =
                      line.noRecord ? std::string() : RecordFolder::defaultDirectory(),
                  .flushed = dashboard.flushed(),
                  .listener = dashboard.listener()},
              m_mailbox)
    {
    }

    const Engine::Outcome &run()
    {
        m_engine.start();
        while (m_last.state != RunState::Finished) {
            if (const auto event = m_events.wait(1000))
                react(*event);
            deliver();
        }
        const Engine::Outcome &outcome = m_engine.wait();
        deliver();
        return outcome;
    }

    /// After a run that ran: compares the stores with what it recorded, and adds that to `summary`.
    void verify(
        Summary &summary, const Engine::Outcome &outcome, const Plan &plan, const CommandLine &line)
    {
        if (m_stops > 1) {
            m_console.say("The stores were not verified: you stopped at once");
            return;
        }
        const WatchedVerification watched =
            watchVerification(m_console, m_events, line.sample, [&](const CheckOptions &options) {
                auto record = findRunRecord(RecordFolder::defaultDirectory(), {}, summary.runId);
                return record ? verifyRun(*outcome.content, *record, plan, options)
                              : Result<Verification>(std::move(record.problem()));
            });
        if (!watched.verification)
            m_console.say(watched.verification.problem());
        addVerification(summary, watched);
    }

    /// Waits for `time`, or for the signal or key that ends it.
    void linger(std::chrono::milliseconds time)
    {
        const auto end = std::chrono::steady_clock::now() + time;
        while (m_stops < 2) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(
                end - std::chrono::steady_clock::now());
            if (left.count() <= 0)
                return;
            const auto event = m_events.wait(static_cast<int>(std::min(left, longestWait).count()));
            if (event && (event->key == 'q' || (event->signal != 0 && event->signal != SIGUSR1)))
                return;
        }
    }

private:
    static constexpr std::chrono::milliseconds longestWait = std::chrono::hours(1);

    void deliver()
    {
        for (const Mailbox::Letter &letter : m_mailbox.take()) {
            if (const auto *state = std::get_if<RunState>(&letter)) {
                m_last.state = *state;
                m_console.stateChanged(*state, m_last);
            } else if (const auto *step = std::get_if<Mailbox::Step>(&letter)) {
                m_console.step(step->name, step->done, step->total);
            } else if (const auto *snapshot = std::get_if<Snapshot>(&letter)) {
                m_last = *snapshot;
                m_console.status(m_last);
            } else {
                m_console.say(std::get<Problem>(letter));
            }
        }
    }

    void react(const ProcessEvents::Event &event)
    {
        if (event.signal == SIGUSR1)
            m_console.sayStatus(m_engine.snapshot());
        else if (event.signal != 0)
            stop(event.signal == SIGINT ? StopCause::Interrupt : StopCause::Terminate);
        else if (event.key == 'q')
            stop(StopCause::User);
        else if (event.key == '+' || event.key == '-')
            scale(event.key);
        else if (event.key == 'p')
            pause();
    }

    void stop(StopCause cause)
    {
        ++m_stops;
        if (m_stops == 1 && !m_console.isQuiet()) {
            m_console.say("Stopping, flushing " + formatCount(m_engine.snapshot().backlog())
                + " entries (Ctrl+C again to stop now)");
        } else if (!m_console.isQuiet()) {
            m_console.say("Stopping now");
        }
        m_engine.stop(cause);
    }

    void scale(char key)
    {
        if (key == '+')
            m_rate.up();
        else
            m_rate.down();
        m_engine.setFactor(m_rate.factor());
    }

    void pause()
    {
        if (m_engine.snapshot().state == RunState::Paused)
            m_engine.resume();
        else
            m_engine.pause();
    }

    Console &m_console;
    ProcessEvents m_events;
    Mailbox m_mailbox;
    Engine m_engine;
    Snapshot m_last;
    RateSteps m_rate;
    int m_stops = 0;
};

void sayPlan(
    Console &console, const CommandLine &line, const Profile &profile, const SinkRegistry &sinks)
{
    if (console.isQuiet())
        return;
    const PlanOutcome planned = makePlan(profile, sinks);
    if (hasErrors(planned.problems))
        return; // the engine will say so
    std::string text = "emitter: ";
    text += planned.plan.closedLoop
        ? std::string("as fast as the sinks accept (closed loop)")
        : formatCount(static_cast<std::uint64_t>(std::llround(planned.plan.expectedPerSecond())))
            + " entries/s planned";
    for (const PlannedSink &sink : planned.plan.sinks)
        text += (&sink == planned.plan.sinks.data() ? " into " : ", ") + sink.config.name;
    text += profile.runDuration.count() > 0 ? ", for " + formatDuration(profile.runDuration)
        : profile.count > 0                 ? ", " + formatCount(profile.count) + " entries"
                                            : ", until stopped";
    text += ", memory at most " + formatBytes(planned.plan.memoryBytes(profile));
    console.say(text);
    for (const Problem &warning : calibrationWarnings(planned.plan, profile))
        console.say(warning);
    if (line.verbosity > 0)
        console.say(toText(planned.plan, profile, {}));
}

/// Serves the dashboard where it is wanted, and says where. The problem keeps the run from
/// starting.
std::optional<Problem> openDashboard(
    Dashboard &dashboard, Console &console, const CommandLine &line, const Profile &profile)
{
    auto place = dashboardPlace(line, profile);
    if (!place)
        return place.problem();
    if (!*place) {
        if (line.linger.count() == 0)
            return {};
        return Problem{.text = "--linger serves the dashboard longer, and this run has none",
            .remedy = "Add --dashboard PORT, or a dashboard sink to the profile.",
            .cause = Cause::Usage};
    }
    if (auto served = dashboard.serve(**place); !served) {
        if ((*place)->needed)
            return served.problem();
        served.problem().severity = Severity::Note;
        served.problem().remedy = "The example runs without it.";
        console.say(served.problem());
        return {};
    }
    // A quiet run says only what nobody can know: a token, a port that the system chose.
    if (const Secret link = dashboard.secretLink(); !link.isEmpty())
        console.saySecret(Secret("Dashboard: " + link.reveal()));
    else if (!console.isQuiet() || (*place)->port == 0)
        console.say("Dashboard: " + dashboard.link());
    return {};
}

/// Writes the reports and says how it went; the exit code.
int tell(Console &console, const Reports &reports, Summary summary)
{
    for (const Problem &problem : reports.write(summary))
        console.say(problem);
    if (!console.isQuiet())
        console.say(toText(summary, console.colour()));
    return summary.exitCode;
}

/// The end of a run that did not start: the reports say why, the terminal has been told.
int tellNoStart(Console &console, const Reports &reports, Summary summary)
{
    if (summary.startedUnixNanos == 0)
        summary.startedUnixNanos = Clock::system().unixNanos();
    for (const Problem &problem : reports.write(summary))
        console.say(problem);
    console.say("Exit: " + std::to_string(summary.exitCode) + " (the run did not start)");
    return summary.exitCode;
}

/// The same before there is an engine.
int tellNoStart(
    Console &console, const Reports &reports, const std::string &profile, const Problem &problem)
{
    console.say(problem);
    Summary summary;
    summary.version = version();
    summary.profile = profile.empty() ? "built-in" : profile;
    summary.result = RunResult::Failed;
    summary.exitCode = exitCodeFor(problem.cause);
    summary.reason = problem.text;
    return tellNoStart(console, reports, std::move(summary));
}

std::optional<Problem> needOpenFilesFor(const Profile &profile, const SinkRegistry &sinks)
{
    std::size_t enabled = 0;
    std::size_t wished = 0;
    for (const SinkSpec &sink : profile.sinks) {
        const SinkDescriptor *descriptor = sink.enabled ? sinks.find(sink.type) : nullptr;
        enabled += sink.enabled;
        if (descriptor)
            wished += static_cast<std::size_t>(descriptor->traits(sink.values).openFiles);
    }
    return needOpenFiles(enabled, wished);
}

}

int runBatch(const CommandLine &line, const SinkRegistry &sinks, Profile profile)
{
    std::vector<std::string> fileNames = line.reports;
    if (line.json && std::find(fileNames.begin(), fileNames.end(), "-") == fileNames.end())
        fileNames.push_back("-");
    Console console(line, usesStdout(profile));
    if (const auto problem = needOpenFilesFor(profile, sinks)) {
        console.say(*problem);
        return exitCodeFor(problem->cause);
    }
    if (const auto opened = console.openLogFile(line.logFile); !opened) {
        console.say(opened.problem());
        return CannotCreate;
    }
    auto reports = Reports::create(fileNames);
    if (!reports) {
        console.say(reports.problem());
        return CannotCreate;
    }
    Dashboard dashboard;
    if (const auto problem = openDashboard(dashboard, console, line, profile))
        return tellNoStart(console, *reports, profile.file, *problem);
    sayPlan(console, line, profile, sinks);
    Plan plan;
    if (line.verify) {
        plan = makePlan(profile, sinks).plan; // what is wrong with it, the engine will say
        if (const auto readable = requireReadable(plan); !readable)
            return tellNoStart(console, *reports, profile.file, readable.problem());
    }

    BatchRun run(line, sinks, std::move(profile), console, dashboard);
    const Engine::Outcome &outcome = run.run();
    for (const Problem &problem : outcome.problems)
        console.say(problem);
    if (!outcome.ran)
        return tellNoStart(console, *reports, outcome.summary);
    Summary summary = outcome.summary;
    if (line.verify) {
        run.verify(summary, outcome, plan, line);
        dashboard.amend(summary);
    }
    const int exitCode = tell(console, *reports, summary);
    if (line.linger.count() > 0 && dashboard.isServing()) {
        if (!console.isQuiet())
            console.say("Serving the dashboard for " + formatDuration(line.linger)
                + " more (Ctrl+C ends it)");
        run.linger(line.linger);
    }
    return exitCode;
}

int runBatch(const CommandLine &line, const SinkRegistry &sinks)
{
    LoadedProfile loaded = loadProfile(line, sinks);
    for (const Problem &problem : loaded.outcome.problems)
        std::fprintf(stderr, "%s\n", toText(problem).c_str());
    if (!loaded.outcome.profile) {
        const auto &problems = loaded.outcome.problems;
        const int exitCode = problems.empty() ? InternalError : exitCodeFor(problems.front().cause);
        std::fprintf(stderr, "Exit: %d (the run did not start)\n", exitCode);
        return exitCode;
    }
    if (!loaded.note.empty() && line.verbosity >= 0)
        std::fprintf(stderr, "%s\n", loaded.note.c_str());
    return runBatch(line, sinks, std::move(*loaded.outcome.profile));
}

}
