// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verifywatch.h"

#include "run/exitcode.h"
#include "run/recordedrun.h"

#include <atomic>
#include <csignal>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

namespace emitter {
namespace {

/// The last step that the check told; from its thread to the main thread.
class StepBoard
{
public:
    struct Step
    {
        std::string name;
        std::uint64_t done;
        std::uint64_t total;
    };
    void put(Step step)
    {
        const std::lock_guard lock(m_mutex);
        m_step = std::move(step);
    }
    std::optional<Step> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_step, {});
    }

private:
    std::mutex m_mutex;
    std::optional<Step> m_step;
};

bool asksToStop(const ProcessEvents::Event &event)
{
    return event.signal == SIGINT || event.signal == SIGTERM || event.key == 'q';
}

}

WatchedVerification watchVerification(Console &console, ProcessEvents &events, std::uint64_t sample,
    const std::function<Result<Verification>(const CheckOptions &)> &work)
{
    StepBoard board;
    std::stop_source stop;
    std::atomic<bool> ended = false;
    std::optional<Result<Verification>> result;
    CheckOptions options;
    options.sample = sample;
    options.stop = stop.get_token();
    options.progress = [&](const std::string &name, std::uint64_t done, std::uint64_t total) {
        board.put({name, done, total});
        events.wake();
    };
    std::thread thread([&] {
        result.emplace(work(options));
        ended = true;
        events.wake();
    });
    const auto showStep = [&] {
        if (const auto step = board.take())
            console.step(step->name, step->done, step->total);
    };
    bool terminated = false;
    while (!ended) {
        const auto event = events.wait(1000);
        if (event && asksToStop(*event) && !stop.stop_requested()) {
            terminated = event->signal == SIGTERM;
            if (!console.isQuiet())
                console.say("Stopping the check");
            stop.request_stop();
        }
        showStep();
    }
    thread.join();
    showStep(); // of a check that was over at once
    WatchedVerification watched{std::move(*result)};
    watched.exitCode = stop.stop_requested() ? (terminated ? Terminated : Interrupted)
        : watched.verification               ? exitCodeOf(*watched.verification)
                                             : exitCodeFor(watched.verification.problem().cause);
    return watched;
}

std::string reasonOf(const WatchedVerification &watched)
{
    switch (watched.exitCode) {
    case Success:
        return "the stores hold what was sent";
    case TargetMissed:
        return "a store does not hold what was sent";
    case Interrupted:
    case Terminated:
        return "the check of the stores was stopped";
    default:
        return "the stores could not be compared with what was sent";
    }
}

void addVerification(Summary &summary, const WatchedVerification &watched)
{
    if (watched.verification)
        summary.verification = *watched.verification;
    if (summary.exitCode != Success || watched.exitCode == Success)
        return;
    summary.exitCode = watched.exitCode;
    summary.reason = reasonOf(watched);
    summary.result = watched.exitCode == TargetMissed                       ? RunResult::Missed
        : watched.exitCode == Interrupted || watched.exitCode == Terminated ? RunResult::Stopped
                                                                            : RunResult::Failed;
}

}
