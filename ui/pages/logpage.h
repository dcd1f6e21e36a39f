// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <QWidget>

#include <functional>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;

namespace emitter {

class EndFollower;
class EngineHost;
class EntriesModel;
class LevelFilter;
class MessagesModel;
struct EntrySample;

/// What the program said, and a sample of the entries as they are made. Collects both all the time;
/// pausing the view stops its scrolling, never the data.
class LogPage : public QWidget
{
    Q_OBJECT
public:
    explicit LogPage(EngineHost &host, QWidget *parent = nullptr);

    /// A message that is not the engine's: a file was saved, a run was kept.
    void say(Severity severity, const QString &text);
    void focusFilter();

    const MessagesModel &messages() const { return *m_messages; }
    const EntriesModel &entries() const { return *m_entries; }

private:
    /// A table below its filters.
    struct List
    {
        QWidget *widget;
        QTableView *table;
        QLineEdit *text;
        QComboBox *level;
        EndFollower *end;
    };
    List makeList(const QString &name, LevelFilter &filter, const QStringList &levels);
    void followHost(EngineHost &host);
    void showSample();

    MessagesModel *m_messages;
    EntriesModel *m_entries;
    LevelFilter *m_shownMessages;
    LevelFilter *m_shownEntries;
    QLabel *m_sample;
    QAction *m_follow;
    QLineEdit *m_filter = nullptr; ///< of the entries
};

}
