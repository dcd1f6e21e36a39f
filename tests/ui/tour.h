// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/runarchive.h"
#include "stats/examplesummary.h"
#include "ui/models/runsmodel.h"
#include "ui/pages/profilelist.h"
#include "ui/pages/profilepage.h"
#include "ui/pages/profilesection.h"
#include "ui/pages/runspage.h"
#include "ui/preferencesdialog.h"
#include "ui/runcontrol.h"
#include "ui/shortcutsdialog.h"
#include "ui/windowfixture.h"

#include <QApplication>
#include <QDockWidget>
#include <QMessageBox>
#include <QTabWidget>
#include <QTableView>
#include <QtTest>

#include <functional>

namespace emitter {

/// Goes through all that the window can show, in whatever language is installed, at 1024 × 700.
class Tour
{
public:
    /// Called at each stop with its name and what is to be looked at: the window, or a dialog.
    using Stop = std::function<void(const QString &name, QWidget &shown)>;

    explicit Tour(Stop stop)
        : m_stop(std::move(stop))
    {
        m_it.sinks = SinkRegistry::builtIn(); // those of the tests have no translation
        MainWindow &window = m_it.open();
        window.resize(1024, 700);
        settle();
        at(QStringLiteral("welcome"), window);
        m_it.draft.open(profileText(), QStringLiteral("shop.yaml"));
        settle();
        seeProfile(window);
        seeRun(window);
        seeHistory(window);
        seeDialogs(window);
    }

    /// Words of the profile and of formats, which no language changes.
    static QString profileText()
    {
        QString text = QStringLiteral("version: 1\nseed: 42\nmessage_pool_size: 20\n"
                                      "embedding: {provider: hash}\n"
                                      "services:\n"
                                      "  - {name: shop, rate_per_sec: 400, arrival: uniform}\n"
                                      "  - {name: cart, rate_per_sec: 20.5}\n"
                                      "pools:\n  - {emitter_prefix: worker, num_emitters: 20}\n"
                                      "targets: [\"achieved >= 95%\"]\n"
                                      "shape: {type: wave, duration: 60s}\n"
                                      "sinks:\n");
        const SinkRegistry sinks = SinkRegistry::builtIn();
        for (const SinkDescriptor &sink : sinks.sinks()) {
            text += QStringLiteral("  - {type: \"%1\"").arg(QLatin1StringView(sink.id.data()));
            for (const Field &row : sink.rows) {
                if (row.required)
                    text += QStringLiteral(", %1: \"%2\"")
                                .arg(QLatin1StringView(row.key.data()),
                                    row.type == Field::Url ? QStringLiteral("http://127.0.0.1:9")
                                                           : QStringLiteral("shop"));
            }
            text += QStringLiteral(", enabled: %1}\n")
                        .arg(QLatin1StringView(sink.id == "null" ? "true" : "false"));
        }
        return text;
    }

    /// Until nothing moves any more, however long a busy machine takes for that.
    static void settle()
    {
        QList<QRect> before;
        for (QList<QRect> now = places(); now != before; now = places()) {
            before = now;
            QTest::qWait(40);
        }
    }

private:
    void at(const QString &name, QWidget &shown)
    {
        settle();
        m_stop(name, shown);
    }

    void seeProfile(MainWindow &window)
    {
        window.showPage(MainWindow::Page::Profile);
        auto *page = window.findChild<ProfilePage *>();
        for (int i = 0; i < static_cast<int>(page->sections().size()); ++i) {
            page->showSection(i);
            QTest::qWait(i == 4 ? 350 : 1); // the estimate of embeddings waits for pauses
            const QString name = QStringLiteral("profile-%1").arg(i);
            auto *list = qobject_cast<ProfileList *>(page->sections()[static_cast<std::size_t>(i)]);
            const int rows = list && i == 2 ? list->table().model()->rowCount() : 1;
            for (int row = 0; row < rows; ++row) {
                if (rows > 1)
                    list->table().setCurrentIndex(list->table().model()->index(row, 0));
                at(rows > 1 ? name + QStringLiteral("-%1").arg(row) : name, window);
            }
        }
        for (const char *shape : {"constant", "ramp", "steps", "spike", "stages"}) {
            QString changed = profileText();
            changed.replace(QStringLiteral("{type: wave, duration: 60s}"),
                QByteArray(shape) == "constant" ? QStringLiteral("{type: constant}")
                    : QByteArray(shape) == "stages"
                    ? QStringLiteral("{stages: [{duration: 60s, rate: 0 -> 100 %}]}")
                    : QByteArray(shape) == "spike"
                    ? QStringLiteral("{type: spike, after: 60s, duration: 60s}")
                    : QStringLiteral("{type: %1, duration: 60s}").arg(QLatin1StringView(shape)));
            m_it.draft.open(changed, QStringLiteral("shop.yaml"));
            page->showSection(3);
            at(QStringLiteral("profile-shape-%1").arg(QLatin1StringView(shape)), window);
        }
        m_it.draft.open(QStringLiteral("version: 1\n"), QStringLiteral("empty.yaml"));
        for (const int i : {0, 1, 2, 6}) {
            page->showSection(i);
            at(QStringLiteral("profile-empty-%1").arg(i), window);
        }
        m_it.draft.open(profileText(), QStringLiteral("shop.yaml"));
        page->showSection(0);
    }

    void seeRun(MainWindow &window)
    {
        window.showPage(MainWindow::Page::Live);
        at(QStringLiteral("live-empty"), window);
        trigger(window, Qt::Key_F5);
        QVERIFY(QTest::qWaitFor([&] { return m_it.host.snapshot().counts.emitted > 300; }));
        m_it.draft.setText(m_it.draft.text() + "buffer_size: 10\n", {});
        QTest::qWait(1100); // tiles, tables and the status line have taken their figures
        at(QStringLiteral("live-running"), window);
        for (QTabWidget *tabs : window.findChildren<QTabWidget *>()) {
            if (tabs->isVisible())
                tabs->setCurrentIndex(1);
        }
        for (QDockWidget *dock : window.findChildren<QDockWidget *>())
            dock->show();
        at(QStringLiteral("live-docks"), window);
        for (QDockWidget *dock : window.findChildren<QDockWidget *>())
            dock->hide();
        settle(); // the window may only now be small again
        window.resize(1024, 700);
        window.showPage(MainWindow::Page::Log);
        at(QStringLiteral("log"), window);
        trigger(window, Qt::SHIFT | Qt::Key_F5);
        QVERIFY(QTest::qWaitFor([&] { return window.control().phase().isFinished(); }));
    }

    void seeHistory(MainWindow &window)
    {
        const QString folder = m_it.folder.filePath(QStringLiteral("history"));
        for (const char *id : {"00000000000000a1", "00000000000000a2"}) {
            auto archive = RunArchive::create(folder.toStdString(),
                {id, "shop.yaml", "a: 1\n", 42, 1'700'000'000'000'000'000, {"file"}});
            QVERIFY(archive);
            Summary summary = example::small();
            example::addHistory(summary, 30);
            QVERIFY((*archive)->finish(summary));
        }
        window.showPage(MainWindow::Page::Runs);
        auto *page = window.findChild<RunsPage *>();
        page->showRun({});
        QVERIFY(QTest::qWaitFor([&] { return !page->isReading(); }));
        at(QStringLiteral("runs"), window);
        seeTabs(window, QStringLiteral("runs-detail"));
        for (const int row : {1, 2}) {
            page->table().model()->setData(page->table().model()->index(row, RunsModel::Started),
                Qt::Checked, Qt::CheckStateRole);
        }
        QVERIFY(QTest::qWaitFor([&] { return !page->isReading(); }));
        seeTabs(window, QStringLiteral("runs-compared"));
    }

    void seeTabs(MainWindow &window, const QString &name)
    {
        for (QTabWidget *tabs : window.findChildren<QTabWidget *>()) {
            for (int i = 0; tabs->isVisible() && i < tabs->count(); ++i) {
                tabs->setCurrentIndex(i);
                at(name + QStringLiteral("-%1").arg(i), window);
            }
        }
    }

    void seeDialogs(MainWindow &window)
    {
        PreferencesDialog preferences({}, {QStringLiteral("de"), QStringLiteral("en")}, &window);
        preferences.show();
        at(QStringLiteral("preferences"), preferences);
        preferences.close();
        auto *shortcuts = new ShortcutsDialog(&window);
        shortcuts->show();
        at(QStringLiteral("shortcuts"), *shortcuts);
        shortcuts->close();
        for (QAction *action : window.findChildren<QAction *>()) {
            if (action->menuRole() == QAction::AboutRole)
                action->trigger();
        }
        auto *about = window.findChild<QMessageBox *>();
        QVERIFY(about);
        at(QStringLiteral("about"), *about);
        about->close();
    }

    static QList<QRect> places()
    {
        QList<QRect> places;
        for (const QWidget *window : QApplication::topLevelWidgets()) {
            for (const QWidget *widget : window->findChildren<QWidget *>()) {
                if (widget->isVisible())
                    places.append(widget->geometry());
            }
        }
        return places;
    }

    static void trigger(MainWindow &window, QKeyCombination keys)
    {
        for (QAction *action : window.findChildren<QAction *>()) {
            if (action->shortcuts().contains(QKeySequence(keys)))
                action->trigger();
        }
    }

    const Stop m_stop;
    WindowFixture m_it;
};

}
