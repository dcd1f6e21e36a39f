// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "history/runhistory.h"
#include "ui/latestanswer.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QAction;
class QLabel;
class QStackedWidget;
class QTableView;

namespace emitter {

class Dialogs;
class RunComparison;
class RunDetail;
class RunsModel;
class SortedRows;

/// Finished runs: a table, and below it the run that is selected, or the comparison of those that
/// are ticked. Reads the disk when it is shown and when a run was kept, in threads of its own: a
/// long history must not hold up the window, least of all while a run goes on.
class RunsPage : public QWidget
{
    Q_OBJECT
public:
    RunsPage(RunHistory history, Dialogs &dialogs, QWidget *parent = nullptr);

    /// Reads the list again as soon as the page is seen and no note is being typed, and shows this
    /// run.
    void showRun(const QString &id);
    /// What the page offers while it has no runs.
    void setStartAction(QAction *start);
    void setTable(bool table); ///< all charts as tables
    const RunsModel &runs() const { return *m_model; }
    QTableView &table() const { return *m_table; }
    bool isReading() const; ///< what is shown is not yet what was asked for

Q_SIGNALS:
    void failed(const emitter::Problem &problem);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeList();
    QWidget *makeEmptyState();
    bool isNoteTyped() const;
    void reload(const QString &select = {});
    struct List;
    struct Selection;
    void showList(const List &list, const QString &select);
    QAction *makeAction(const QString &text, void (RunsPage::*triggered)());
    std::string currentId() const;
    void sayWhatTicksDo();
    void wantSelection(); ///< soon, once for all that changes now
    void readSelection();
    void showSelection(const Selection &selection);
    const StoredRun *currentRun() const; ///< null: none is selected
    void chooseBaseline();
    void removeCurrent();
    void exportCurrent();
    void copySummary();
    void report(const Problem &problem);

    RunHistory m_history;
    std::optional<QString> m_wanted; ///< the run to show when the page is ready for it
    Dialogs &m_dialogs;
    RunsModel *m_model;
    QTableView *m_table;
    SortedRows *m_rows; ///< of the table
    RunDetail *m_detail;
    RunComparison *m_comparison;
    QLabel *m_hint;
    QStackedWidget *m_below; ///< nothing, the detail, the comparison
    QWidget *m_emptyState;
    QStackedWidget *m_stack; ///< the empty state, the page
    QAction *m_baseline;
    QAction *m_export;
    QAction *m_copy;
    QAction *m_remove;
    QTimer m_select;
    LatestAnswer m_list;
    LatestAnswer m_selection;
};

}
