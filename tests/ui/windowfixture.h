// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "host/enginehost.h"
#include "run/testsinks.h"
#include "ui/dialogs.h"
#include "ui/draft.h"
#include "ui/mainwindow.h"
#include "ui/warnings.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

namespace emitter {

/// Answers what the window asks, and remembers that it was asked.
class ScriptedDialogs : public Dialogs
{
public:
    Unsaved unsaved = Unsaved::Cancel;
    bool quit = false;
    QString fileToOpen;
    QString fileToSave;
    QString filter; ///< that was chosen for it
    int asked = 0;
    QStringList failures;
    bool reload = false;
    bool overwrite = false;

    Unsaved askUnsaved(QWidget *, const QString &) override;
    bool askQuitWhileRunning(QWidget *) override;
    bool askDelete(QWidget *, const QString &) override;
    bool askReload(QWidget *, const QString &) override;
    bool askOverwrite(QWidget *, const QString &) override;
    QString chooseFileToOpen(QWidget *, const QString &) override;
    QString chooseFileToSave(QWidget *, const QString &, const QString &, QString *chosen) override;
    void showFailure(QWidget *, const QString &text, const QString &) override;
};

/// The sinks of this build, and those of the tests.
SinkRegistry allSinks();

/// A window with everything real but the answers and the places where it writes.
struct WindowFixture
{
    QTemporaryDir folder;
    SinkRegistry sinks = allSinks();
    EngineHost host{{.sinks = sinks, .makeHttpClient = {}}};
    Draft draft{options(sinks)};
    ScriptedDialogs dialogs;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    QStringList languages;
    std::function<Result<QUrl>(const Profile &)> serveDashboard;
    std::chrono::nanoseconds now{0};
    std::chrono::nanoseconds perLook = std::chrono::seconds(1); ///< the user takes his time
    std::unique_ptr<MainWindow> window;

    static ReadOptions options(const SinkRegistry &sinks);

    MainWindow &open();

    /// Two services at 600 entries a second in all, into one sink.
    static std::string profile(const std::string &sink, const std::string &extra = {});
    void openProfile(const std::string &sink, const std::string &extra = {});
    /// A profile that writes a file in the folder.
    void openFileProfile();
};

}
