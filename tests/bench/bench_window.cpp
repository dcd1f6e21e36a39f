// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window costs the load: the same profile at full speed without a window and with the Live
// page in sight, in turn; the GUI thread's share of a core; what a key takes while a sink hangs;
// the time to a painted window; the memory of a long run at full speed.
//   bench_window [SECONDS] [TURNS] [SECONDS of the memory run]
#include "spread.h"
#include "ui/runcontrol.h"
#include "ui/style.h"
#include "ui/windowfixture.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

using namespace emitter;

namespace {

double threadSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double residentMegabytes()
{
    std::ifstream statm("/proc/self/statm"); // pages: size, resident, ...; proc(5)
    double size = 0, resident = 0;
    statm >> size >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGE_SIZE)) / 1e6;
}

std::string profile(int seconds, const std::string &rate)
{
    return "seed: 7\nrun_duration: " + std::to_string(seconds)
        + "s\nservices:\n  - name: web\n    rate_per_sec: " + rate
        + "\n  - name: shop\n    rate_per_sec: 500\nsinks:\n  - type: \"null\"\n";
}

struct Turn
{
    double emittedPerSecond = 0;
    double guiShare = 0; ///< of a core, in per cent
    std::vector<double> megabytes; ///< resident, once a second
};

Turn run(bool withWindow, int seconds, const std::string &rate)
{
    WindowFixture it;
    it.draft.open(QString::fromStdString(profile(seconds, rate)), QStringLiteral("bench"));
    if (withWindow)
        it.open().showPage(MainWindow::Page::Live);
    QEventLoop loop;
    Turn turn;
    QObject::connect(&it.host, &EngineHost::finished, &loop, [&](const auto &outcome) {
        turn.emittedPerSecond = static_cast<double>(outcome->summary.last.counts.emitted)
            / std::max(outcome->summary.durationSeconds, 0.001);
        loop.quit();
    });
    QTimer everySecond;
    QObject::connect(&everySecond, &QTimer::timeout, &everySecond,
        [&] { turn.megabytes.push_back(residentMegabytes()); });
    everySecond.start(1000);
    QElapsedTimer wall;
    wall.start();
    const double before = threadSeconds();
    it.host.start(*it.draft.profile(), {});
    loop.exec();
    turn.guiShare = (threadSeconds() - before) / (static_cast<double>(wall.elapsed()) / 1e3) * 100;
    return turn;
}

double median(std::vector<double> values)
{
    return bench::spreadOf(std::move(values)).median;
}

void compare(const char *what, const std::string &rate, int seconds, int turns)
{
    std::vector<double> without, with, share, gain;
    for (int i = 0; i < turns; ++i) {
        without.push_back(run(false, seconds, rate).emittedPerSecond);
        const Turn turn = run(true, seconds, rate);
        with.push_back(turn.emittedPerSecond);
        share.push_back(turn.guiShare);
        gain.push_back((with.back() / without.back() - 1) * 100);
    }
    // The machine changes more from turn to turn than within one.
    const bench::Spread change = bench::spreadOf(gain);
    std::printf("%s: without a window %.0f entries/s, with it %.0f; change within a turn %+.2f %% "
                "(%+.2f to %+.2f %%); GUI thread %.2f %% of a core\n",
        what, median(without), median(with), change.median, change.least, change.most,
        median(share));
}

void remember(int seconds)
{
    const std::vector<double> sizes = run(true, seconds, "max").megabytes;
    const auto quarter = static_cast<std::ptrdiff_t>(sizes.size() / 4);
    if (quarter == 0)
        return;
    std::printf("%d s at full speed with the window: resident %.1f MB in the second quarter, %.1f "
                "MB in the last (medians)\n",
        seconds, median({sizes.begin() + quarter, sizes.begin() + 2 * quarter}),
        median({sizes.end() - quarter, sizes.end()}));
}

/// Milliseconds from the key to the window painted anew.
double press(MainWindow &window, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    const auto start = std::chrono::steady_clock::now();
    QTest::keyClick(&window, key, modifiers);
    window.repaint();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

/// The longest that each key took, while this sink hangs; a key that was not pressed took nothing.
struct Reactions
{
    double start = 0, pause = 0, stop = 0, stopNow = 0;
};

/// Presses the keys of a run whose sink comes back from nothing but cancel().
void runHanging(const std::string &sink, Reactions &longest)
{
    const auto take = [](double &most, double took) { most = std::max(most, took); };
    WindowFixture it;
    it.draft.open(QString::fromStdString(WindowFixture::profile(sink) + "drain_timeout: 1h\n"),
        QStringLiteral("hangs"));
    MainWindow &window = it.open();
    const auto wait = [&](RunState state) {
        return QTest::qWaitFor([&] { return it.host.state() == state; });
    };
    if (!QTest::qWaitForWindowActive(&window))
        return;
    take(longest.start, press(window, Qt::Key_F5));
    const bool runs = sink != "unopened" && wait(RunState::Running)
        && QTest::qWaitFor([&] { return it.host.snapshot().counts.emitted > 300; });
    if (runs)
        take(longest.pause, press(window, Qt::Key_F6));
    else
        QTest::qWait(500); // in open()
    take(longest.stop, press(window, Qt::Key_F5, Qt::ShiftModifier));
    if (runs && wait(RunState::Stopping)) {
        QTest::qWait(500); // in finish(), or until its answers
        take(longest.stopNow, press(window, Qt::Key_F5, Qt::ShiftModifier));
    }
    wait(RunState::Finished);
}

void react(const char *where, const std::string &sink, int turns)
{
    Reactions longest;
    for (int i = 0; i < turns; ++i)
        runHanging(sink, longest);
    std::printf(
        "a sink hangs %s: Start %.1f ms, Pause %.1f ms, Stop %.1f ms, Stop now %.1f ms until "
        "painted (longest of %d)\n",
        where, longest.start, longest.pause, longest.stop, longest.stopNow, turns);
}

}

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        qputenv("QT_LOGGING_RULES", "default.warning=false"); // of what that platform cannot do
    }
    QElapsedTimer sinceStart;
    sinceStart.start();
    QApplication application(argc, argv);
    const int seconds = application.arguments().value(1, QStringLiteral("10")).toInt();
    const int turns = application.arguments().value(2, QStringLiteral("5")).toInt();
    const int memorySeconds = application.arguments().value(3, QStringLiteral("60")).toInt();
    {
        WindowFixture it;
        it.openProfile("good");
        it.open();
        QEventLoop loop;
        QTimer::singleShot(0, &loop, &QEventLoop::quit); // after everything that show() has posted
        loop.exec();
        it.window->grab();
        std::printf(
            "start to a painted window: %lld ms\n", static_cast<long long>(sinceStart.elapsed()));
    }
    react("in open()", "unopened", turns);
    react("in send()", "stuck", turns);
    react("in finish()", "endless", turns);
    compare("full speed", "max", seconds, turns);
    compare("1,500 entries/s", "1000", seconds, turns);
    remember(memorySeconds);
    return 0;
}
