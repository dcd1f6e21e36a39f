// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of every page, for people to look at; the target `pictures` takes the plain ones:
//   QT_QPA_PLATFORM=offscreen build/dev/tests/ui/screenshots FOLDER [de|pseudo|rtl]
// The second word: all that can be seen at 1024 x 700, in German, with texts 40 % longer, or from
// right to left.
// QT_SCALE_FACTOR=2 gives those of a fine screen.
#include "ui/models/runsmodel.h"
#include "ui/pages/livepage.h"
#include "ui/preferencesdialog.h"
#include "ui/pseudotranslator.h"
#include "ui/runcontrol.h"
#include "ui/style.h"
#include "ui/tour.h"
#include "ui/windowfixture.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QEventLoop>
#include <QTranslator>

#include <cmath>
#include <cstdio>

using namespace emitter;

namespace {

void wait(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

struct Studio
{
    QString folder;
    QString theme;
    ThemeChoice choice;

    void take(QWidget &widget, const char *name) const
    {
        const QString scale = QString::number(widget.devicePixelRatio(), 'g', 2);
        const QString file = QDir(folder).filePath(
            QStringLiteral("%1-%2-%3.png").arg(QLatin1StringView(name), theme, scale));
        if (!widget.grab().save(file))
            std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
    }

    void prepare(WindowFixture &it) const
    {
        WindowSettings settings(it.settings);
        Preferences chosen;
        chosen.theme = choice;
        chosen.save(settings);
    }
};

QAction *startOf(MainWindow &window)
{
    for (QAction *action : window.findChildren<QAction *>()) {
        if (action->shortcuts().contains(QKeySequence(Qt::Key_F5)))
            return action;
    }
    return nullptr;
}

/// Five minutes of three sinks, one of which has a bad time in the middle.
void playHistory(EngineHost &host)
{
    constexpr std::int64_t second = 1'000'000'000;
    Snapshot now;
    now.state = RunState::Running;
    now.duration = 600 * second;
    now.services = {{"api-gateway", 600, 0, 600}, {"auth-service", 380, 0, 380}};
    now.pools = {{"worker", 240, 20, 0, 0, 0, 240}};
    for (const char *name : {"elasticsearch", "pgvector", "qdrant"}) {
        SinkSnapshot sink;
        sink.name = name;
        sink.state = SinkState::Running;
        now.sinks.push_back(sink);
    }
    for (int i = 1; i <= 300; ++i) {
        const bool bad = i > 180 && i < 250;
        const double noise = std::sin(i * 1.7) * 12 + std::sin(i * 0.37) * 8;
        now.runTime = i * second;
        now.expectedPerSecond = 1220;
        now.achievedPerSecond = 1219 + noise;
        now.counts.scheduled += 1220;
        now.counts.emitted += static_cast<std::uint64_t>(1215 + noise / 4);
        now.services[0].emitted += static_cast<std::uint64_t>(600 + noise);
        now.services[1].emitted += static_cast<std::uint64_t>(380 - noise);
        now.pools[0].emitted += bad ? 200 : 240; // behind its plan for a while
        for (std::size_t k = 0; k < 3; ++k) {
            SinkSnapshot &sink = now.sinks[k];
            const bool slow = bad && k == 2;
            sink.counts.delivered += static_cast<std::uint64_t>((slow ? 1061 : 1205) + noise);
            sink.counts.inFlight = slow ? static_cast<std::uint64_t>((i - 180) * 45) : 730 + 60 * k;
            sink.counts.droppedBy[0] += slow && i > 210 ? 30 : 0;
            sink.counts.overloaded += slow ? 1 : 0;
            const double worse = slow ? 2.6 : 1;
            sink.recentLatency = {41 + 20 * double(k) * worse, 96 * worse + std::abs(noise) * 2,
                210 * worse + std::abs(noise) * 4, 700, 1000};
            sink.latency = sink.recentLatency;
        }
        now.lateness = {0.1, 0.3, 0.4, 2.1, now.counts.emitted};
        Q_EMIT host.snapshotReady(now);
    }
    now.sinks[2].errors.emplace_back("429 Too Many Requests, trying again", 14);
    Q_EMIT host.snapshotReady(now);
}

void takeWelcome(const Studio &studio)
{
    WindowFixture it;
    studio.prepare(it);
    studio.take(it.open(), "welcome");
}

void takeRun(const Studio &studio)
{
    WindowFixture it;
    studio.prepare(it);
    it.openFileProfile();
    MainWindow &window = it.open();
    window.showPage(MainWindow::Page::Live);
    studio.take(window, "live-empty");
    window.showPage(MainWindow::Page::Profile);
    studio.take(window, "profile");
    startOf(window)->trigger();
    wait(9000);
    studio.take(window, "live-running");
    window.resize(1024, 700);
    wait(700);
    studio.take(window, "live-small");
    window.resize(1280, 800);
    it.draft.setText(it.draft.text() + "buffer_size: 10\n", QStringLiteral("Change"));
    for (QDockWidget *dock : window.findChildren<QDockWidget *>())
        dock->show();
    wait(700);
    studio.take(window, "live-docks");
    for (const auto &[page, name] :
        {std::pair(MainWindow::Page::Runs, "runs"), std::pair(MainWindow::Page::Log, "log")}) {
        window.showPage(page);
        studio.take(window, name);
    }
    it.draft.undoStack().undo();
}

/// Three runs of a second or two, the second at twice the rate.
void takeRuns(const Studio &studio)
{
    WindowFixture it;
    studio.prepare(it);
    it.openFileProfile();
    MainWindow &window = it.open();
    for (int i = 0; i < 3; ++i) {
        it.draft.setText(it.draft.text() + (i == 0 ? "run_duration: 4s\n" : "# again\n"),
            QStringLiteral("Change"));
        startOf(window)->trigger();
        wait(1000);
        window.findChild<QDoubleSpinBox *>(QStringLiteral("factor"))->setValue(i == 1 ? 2 : 1);
        window.findChild<LivePage *>()->mark(QStringLiteral("deployed"));
        while (it.host.isActive())
            wait(100);
        wait(300);
    }
    window.showPage(MainWindow::Page::Runs);
    wait(700);
    studio.take(window, "runs-detail");
    window.resize(1024, 700);
    wait(300);
    studio.take(window, "runs-small");
    window.resize(1280, 800);
    auto *runs = window.findChild<RunsModel *>();
    for (int row = 0; row < 3; ++row)
        runs->setData(runs->index(row, 0), Qt::Checked, Qt::CheckStateRole);
    wait(700);
    studio.take(window, "runs-compared");
    window.showPage(MainWindow::Page::Log);
    wait(300);
    studio.take(window, "log-finished");
}

void takeLong(const Studio &studio)
{
    WindowFixture it;
    studio.prepare(it);
    it.openProfile("good");
    MainWindow &window = it.open();
    startOf(window)->trigger();
    wait(300);
    for (int i = 0; i < 2; ++i) {
        for (QAction *action : window.findChildren<QAction *>()) {
            if (action->shortcuts().contains(QKeySequence(Qt::SHIFT | Qt::Key_F5)))
                action->trigger();
        }
    }
    wait(500);
    Q_EMIT it.host.stateChanged(RunState::Preparing);
    Q_EMIT it.host.stateChanged(RunState::Running);
    playHistory(it.host);
    auto *page = window.findChild<LivePage *>();
    page->mark(QStringLiteral("1"));
    page->refresh(); // whatever the pace
    wait(700);
    studio.take(window, "live-long");
    for (QAction *action : page->viewActions())
        action->trigger();
    wait(700);
    studio.take(window, "live-table");
}

void takeErrors(const Studio &studio)
{
    WindowFixture it;
    studio.prepare(it);
    it.openProfile("closed");
    MainWindow &window = it.open();
    startOf(window)->trigger();
    wait(700);
    studio.take(window, "failed");
    it.draft.open(QString::fromStdString(WindowFixture::profile("good")
                      + "buffer_size: -4\nbufer: 1\nrun_duration: soon\n"),
        QStringLiteral("bad.yaml"));
    window.showPage(MainWindow::Page::Profile);
    window.findChild<QDockWidget *>(QStringLiteral("problems"))->show();
    wait(200);
    studio.take(window, "problems");
    PreferencesDialog dialog({}, {QStringLiteral("en"), QStringLiteral("de")});
    studio.take(dialog, "preferences");
}

/// A tour of the window in another language or direction.
int takeTour(const QString &folder, const QString &how)
{
    PseudoTranslator pseudo;
    QTranslator german;
    const bool isPseudo = how == QStringLiteral("pseudo");
    QTranslator &translator = isPseudo ? pseudo : german;
    if (how == QStringLiteral("rtl")) {
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    } else if ((isPseudo || how == QStringLiteral("de"))
        && translator.load(QStringLiteral("emitter_de"), QStringLiteral(":/translations"))) {
        QCoreApplication::installTranslator(&translator);
        if (!isPseudo)
            QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    } else {
        std::fprintf(stderr, "no such language: %s\n", qPrintable(how));
        return 64;
    }
    const Studio studio{folder, how, ThemeChoice::Light};
    const Tour tour([&](const QString &stop, QWidget &shown) {
        studio.take(shown, stop.toLatin1().constData());
    });
    return 0;
}

}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    const QString folder = application.arguments().value(1, QStringLiteral("screenshots"));
    QDir().mkpath(folder);
    if (const QString how = application.arguments().value(2); !how.isEmpty())
        return takeTour(folder, how);
    for (const Studio &studio : {Studio{folder, QStringLiteral("light"), ThemeChoice::Light},
             Studio{folder, QStringLiteral("dark"), ThemeChoice::Dark}}) {
        takeWelcome(studio);
        takeRun(studio);
        takeRuns(studio);
        takeLong(studio);
        takeErrors(studio);
    }
    return 0;
}
