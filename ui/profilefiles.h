// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>

#include <string>

class QWidget;

namespace emitter {

class Dialogs;
class Draft;
class WindowSettings;

/// The File menu's work on the draft: new, open, save, the list of recent files, and a look out for
/// others who change the open file. Opening never starts a run. GUI thread.
class ProfileFiles : public QObject
{
    Q_OBJECT
public:
    /// `window` is the parent of dialogs.
    ProfileFiles(Draft &draft, Dialogs &dialogs, WindowSettings &settings, QWidget *window);

    void startNew();
    void open(); ///< asks which
    void openFile(const QString &fileName);
    /// A text that is not in a file yet.
    void openText(const QString &text, const QString &title);
    bool save(); ///< false: not saved, the user knows
    bool saveAs();
    /// False: the user wants to stay with what is not saved.
    bool mayLeave();

    QStringList recent() const;
    void reload(); ///< what is on the disk; asks where changes would be lost
    void keepMine(); ///< what is on the disk now is known

Q_SIGNALS:
    void recentChanged();
    void saved();
    /// The open file is not any more what was read or saved; `gone`: there is none.
    void changedOnDisk(bool gone);
    void settled(); ///< reloaded, saved or another one open: changedOnDisk() is over

private:
    void load(const QString &fileName);
    void remember();
    void watch();
    void look();
    bool write(const QString &fileName);

    Draft &m_draft;
    Dialogs &m_dialogs;
    WindowSettings &m_settings;
    QWidget *m_window;
    QFileSystemWatcher m_watcher;
    std::string m_known; ///< the file's text as it was last read, written or looked at
    bool m_knownGone = false;
    bool m_isForeign = false; ///< changed by others, and not decided yet whose text counts
};

}
