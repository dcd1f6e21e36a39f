// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/storedrun.h"
#include <QTabWidget>

class QPlainTextEdit;
class QTableWidget;
class QTextBrowser;

namespace emitter {

class Dialogs;
class RunCharts;

/// One stored run: its charts, its summary, what happened, the profile as it was run.
class RunDetail : public QTabWidget
{
    Q_OBJECT
public:
    explicit RunDetail(Dialogs &dialogs, QWidget *parent = nullptr);

    /// `markdown`: the run's summary; empty for a run without one.
    void show(const StoredRunDetail &detail, const QString &markdown);
    void setTable(bool table); ///< the charts as tables
    const RunCharts &charts() const { return *m_charts; }

private:
    void showEvents(const std::vector<StoredEvent> &events);

    RunCharts *m_charts;
    QTextBrowser *m_summary;
    QTableWidget *m_events;
    QPlainTextEdit *m_profile;
};

}
