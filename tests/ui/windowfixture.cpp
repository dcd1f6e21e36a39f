// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/windowfixture.h"

#include <optional>
#include <utility>
#include <vector>

namespace emitter {

Dialogs::Unsaved ScriptedDialogs::askUnsaved(QWidget *, const QString &)
{
    ++asked;
    return unsaved;
}

bool ScriptedDialogs::askQuitWhileRunning(QWidget *)
{
    ++asked;
    return quit;
}

bool ScriptedDialogs::askDelete(QWidget *, const QString &)
{
    return false;
}

bool ScriptedDialogs::askReload(QWidget *, const QString &)
{
    ++asked;
    return reload;
}

bool ScriptedDialogs::askOverwrite(QWidget *, const QString &)
{
    ++asked;
    return overwrite;
}

QString ScriptedDialogs::chooseFileToOpen(QWidget *, const QString &)
{
    return fileToOpen;
}

QString ScriptedDialogs::chooseFileToSave(
    QWidget *, const QString &, const QString &, QString *chosen)
{
    if (chosen)
        *chosen = filter;
    return fileToSave;
}

void ScriptedDialogs::showFailure(QWidget *, const QString &text, const QString &)
{
    failures.append(text);
}

SinkRegistry allSinks()
{
    std::vector<SinkDescriptor> all = SinkRegistry::builtIn().sinks();
    const SinkRegistry extra = testSinks();
    all.insert(all.end(), extra.sinks().begin(), extra.sinks().end());
    return SinkRegistry(std::move(all));
}

ReadOptions WindowFixture::options(const SinkRegistry &sinks)
{
    ReadOptions options;
    for (const SinkDescriptor &sink : sinks.sinks())
        options.sinks.push_back({sink.id, sink.rows});
    options.environment = [](const std::string &) { return std::nullopt; };
    return options;
}

MainWindow &WindowFixture::open()
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

std::string WindowFixture::profile(const std::string &sink, const std::string &extra)
{
    return "version: 1\nseed: 42\nmessage_pool_size: 20\nflush_interval_ms: 20\n"
           "services:\n"
           "  - name: api-gateway\n    rate_per_sec: 400\n"
           "  - name: billing\n    rate_per_sec: 200\n"
           "sinks:\n  - type: "
        + sink + '\n' + (extra.empty() ? std::string() : "    " + extra + '\n');
}

void WindowFixture::openProfile(const std::string &sink, const std::string &extra)
{
    draft.open(QString::fromStdString(profile(sink, extra)), QStringLiteral("test"));
}

void WindowFixture::openFileProfile()
{
    openProfile(
        "file", "path: \"" + folder.filePath(QStringLiteral("out.jsonl")).toStdString() + "\"");
}

}
