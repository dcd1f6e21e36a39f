// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/watchedwork.h"

#include "run/exitcode.h"

#include <atomic>
#include <csignal>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace emitter {
namespace {

/// The last step that the work told; from its thread to the main thread.
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

WatchedEnd watchWork(Console &console, ProcessEvents &events, const std::string &stopping,
    const std::function<void(const std::stop_token &, const TellStep &)> &work,
    MessageBoard *messages)
{
    StepBoard board;
    std::stop_source stop;
    std::atomic<bool> ended = false;
    const TellStep tell = [&](const std::string &name, std::uint64_t done, std::uint64_t total) {
        board.put({name, done, total});
        events.wake();
    };
    std::thread thread([&] {
        work(stop.get_token(), tell);
        ended = true;
        events.wake();
    });
    const auto showNews = [&] {
        for (const Problem &problem : messages ? messages->take() : std::vector<Problem>())
            console.say(problem);
        if (const auto step = board.take())
            console.step(step->name, step->done, step->total);
    };
    WatchedEnd end;
    while (!ended) {
        const auto event = events.wait(1000);
        if (event && asksToStop(*event) && !end.stopped) {
            end = {true, event->signal == SIGTERM ? Terminated : Interrupted};
            if (!console.isQuiet())
                console.say(stopping);
            stop.request_stop();
        }
        showNews();
    }
    thread.join();
    showNews(); // of work that was over at once
    return end;
}

}
