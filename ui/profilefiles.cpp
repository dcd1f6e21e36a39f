// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profilefiles.h"

#include "ui/dialogs.h"
#include "ui/draft.h"
#include "ui/numbers.h"
#include "ui/windowsettings.h"

#include <QFileInfo>
#include <QWidget>

namespace emitter {
namespace {

const QString recentKey = QStringLiteral("files/recent");
constexpr qsizetype mostRecent = 8;

const char newProfile[] = R"(version: 1
run_duration: 60s

services:
  - name: service-1
    rate_per_sec: 10

sinks:
  - type: file
    path: emitter-output.jsonl
    format: json

embedding:
  provider: none
)";

QString profileFilter()
{
    return ProfileFiles::tr("Profiles (*.yaml *.yml);;All files (*)");
}

}

ProfileFiles::ProfileFiles(
    Draft &draft, Dialogs &dialogs, WindowSettings &settings, QWidget *window)
    : QObject(window)
    , m_draft(draft)
    , m_dialogs(dialogs)
    , m_settings(settings)
    , m_window(window)
{
    connect(&m_draft, &Draft::fileChanged, this, [this] {
        if (m_draft.fileName().isEmpty())
            m_known.clear();
        else if (auto text = loadProfileText(m_draft.fileName().toStdString()))
            m_known = std::move(*text);
        m_knownGone = false;
        m_isForeign = false;
        remember();
        watch();
        Q_EMIT settled();
    });
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &ProfileFiles::look);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &ProfileFiles::look);
    if (!m_draft.fileName().isEmpty()) {
        m_known = m_draft.text();
        remember();
        watch();
    }
}

void ProfileFiles::startNew()
{
    openText(QLatin1StringView(newProfile), tr("New profile"));
}

void ProfileFiles::openText(const QString &text, const QString &title)
{
    if (mayLeave())
        m_draft.open(text, title);
}

void ProfileFiles::open()
{
    if (!mayLeave())
        return;
    const QString name = m_dialogs.chooseFileToOpen(m_window, profileFilter());
    if (!name.isEmpty())
        load(name);
}

void ProfileFiles::openFile(const QString &fileName)
{
    if (mayLeave())
        load(fileName);
}

void ProfileFiles::load(const QString &fileName)
{
    if (const auto loaded = m_draft.load(QFileInfo(fileName).absoluteFilePath()); !loaded) {
        m_dialogs.showFailure(m_window, Numbers::safe(loaded.problem().text, 1000),
            Numbers::safe(loaded.problem().remedy, 1000));
    }
}

bool ProfileFiles::save()
{
    return m_draft.fileName().isEmpty() ? saveAs() : write(m_draft.fileName());
}

bool ProfileFiles::saveAs()
{
    const QString proposed =
        m_draft.fileName().isEmpty() ? QStringLiteral("config.yaml") : m_draft.fileName();
    const QString name = m_dialogs.chooseFileToSave(m_window, proposed, profileFilter());
    return !name.isEmpty() && write(name);
}

bool ProfileFiles::write(const QString &fileName)
{
    const QString file = QFileInfo(fileName).absoluteFilePath();
    if (!m_draft.fileName().isEmpty() && file == QFileInfo(m_draft.fileName()).absoluteFilePath()) {
        look(); // a change that was not told yet counts too
        if (m_isForeign && !m_dialogs.askOverwrite(m_window, m_draft.title()))
            return false;
    }
    const auto saved = m_draft.saveAs(file);
    if (saved) {
        Q_EMIT this->saved();
    } else {
        m_dialogs.showFailure(m_window, Numbers::safe(saved.problem().text, 1000),
            Numbers::safe(saved.problem().remedy, 1000));
    }
    return bool(saved);
}

bool ProfileFiles::mayLeave()
{
    m_draft.finishEdits(); // what is still being typed is a change too
    if (!m_draft.isModified())
        return true;
    switch (m_dialogs.askUnsaved(m_window, m_draft.title())) {
    case Dialogs::Unsaved::Save:
        return save();
    case Dialogs::Unsaved::Discard:
        return true;
    case Dialogs::Unsaved::Cancel:
        break;
    }
    return false;
}

QStringList ProfileFiles::recent() const
{
    return m_settings.value(recentKey).toStringList();
}

void ProfileFiles::remember()
{
    if (m_draft.fileName().isEmpty())
        return;
    QStringList files = recent();
    files.removeAll(m_draft.fileName());
    files.prepend(m_draft.fileName());
    m_settings.setValue(recentKey, QStringList(files.mid(0, mostRecent)));
    Q_EMIT recentChanged();
}

void ProfileFiles::watch()
{
    if (const QStringList old = m_watcher.files() + m_watcher.directories(); !old.isEmpty())
        m_watcher.removePaths(old);
    if (m_draft.fileName().isEmpty())
        return;
    // The folder too: many programs save by putting another file in the place of the old one.
    m_watcher.addPath(QFileInfo(m_draft.fileName()).absolutePath());
    if (QFileInfo::exists(m_draft.fileName()))
        m_watcher.addPath(m_draft.fileName());
}

void ProfileFiles::look()
{
    const QString name = m_draft.fileName();
    if (name.isEmpty())
        return;
    const bool gone = !QFileInfo::exists(name);
    if (!gone && !m_watcher.files().contains(name))
        m_watcher.addPath(name);
    const auto text = loadProfileText(name.toStdString());
    if (gone ? m_knownGone : text && *text == m_known)
        return;
    m_knownGone = gone;
    m_known = text ? *text : std::string();
    m_isForeign = !gone && !(text && *text == m_draft.text());
    if (!gone && !m_isForeign)
        Q_EMIT settled();
    else
        Q_EMIT changedOnDisk(gone);
}

void ProfileFiles::reload()
{
    m_draft.finishEdits(); // else it would come into what is read
    if (m_draft.isModified() && !m_dialogs.askReload(m_window, m_draft.title())) {
        Q_EMIT changedOnDisk(false); // still to be decided
        return;
    }
    load(m_draft.fileName());
}

void ProfileFiles::keepMine()
{
    m_isForeign = false;
    m_draft.undoStack().resetClean(); // what is here is saved nowhere any more
    Q_EMIT settled();
}

}
