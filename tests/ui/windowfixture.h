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

    Unsaved askUnsaved(QWidget *, const QString &) override
    {
        ++asked;
        return unsaved;
    }
    bool askQuitWhileRunning(QWidget *) override
    {
        ++asked;
        return quit;
    }
    bool askDelete(QWidget *, const QString &) override { return false; }
    bool askReload(QWidget *, const QString &) override
    {
        ++asked;
        return reload;
    }
    bool askOverwrite(QWidget *, const QString &) override
    {
        ++asked;
        return overwrite;
    }
    QString chooseFileToOpen(QWidget *, const QString &) override { return fileToOpen; }
    QString chooseFileToSave(QWidget *, const QString &, const QString &, QString *chosen) override
    {
        if (chosen)
            *chosen = filter;
        return fileToSave;
    }
    void showFailure(QWidget *, const QString &text, const QString &) override
    {
        failures.append(text);
    }
};

/// The sinks of this build, and those of the tests.
inline SinkRegistry allSinks()
{
    std::vector<SinkDescriptor> all = SinkRegistry::builtIn().sinks();
    const SinkRegistry extra = testSinks();
    all.insert(all.end(), extra.sinks().begin(), extra.sinks().end());
    return SinkRegistry(std::move(all));
}

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

    static ReadOptions options(const SinkRegistry &sinks)
    {
        ReadOptions options;
        for (const SinkDescriptor &sink : sinks.sinks())
            options.sinks.push_back({sink.id, sink.rows});
        options.environment = [](const std::string &) { return std::nullopt; };
        return options;
    }

    MainWindow &open()
    {
        window.reset();
        qApp->setStyleSheet({}); // widgets are made without one at the program's start
        window = std::make_unique<MainWindow>(WindowParts{.sinks = sinks,
            .host = host,
            .draft = draft,
            .dialogs = dialogs,
            .settings = settings,
            .exampleText = QString::fromStdString(profile("file", "path: example.jsonl")),
            .exampleFolder = folder.filePath(QStringLiteral("cache/example")),
            .historyFolder = folder.filePath(QStringLiteral("history")),
            .languages = languages,
            .serveDashboard = serveDashboard,
            .now = [this] { return now += perLook; }});
        window->show();
        return *window;
    }

    /// Two services at 600 entries a second in all, into one sink.
    static std::string profile(const std::string &sink, const std::string &extra = {})
    {
        return "version: 1\nseed: 42\nmessage_pool_size: 20\nflush_interval_ms: 20\n"
               "services:\n"
               "  - name: api-gateway\n    rate_per_sec: 400\n"
               "  - name: billing\n    rate_per_sec: 200\n"
               "sinks:\n  - type: "
            + sink + '\n' + (extra.empty() ? std::string() : "    " + extra + '\n');
    }
    void openProfile(const std::string &sink, const std::string &extra = {})
    {
        draft.open(QString::fromStdString(profile(sink, extra)), QStringLiteral("test"));
    }
    /// A profile that writes a file in the folder.
    void openFileProfile()
    {
        openProfile(
            "file", "path: \"" + folder.filePath(QStringLiteral("out.jsonl")).toStdString() + "\"");
    }
};

}
