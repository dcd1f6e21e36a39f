// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/runphase.h"

#include <QStatusBar>
#include <QUrl>

class QLabel;
class QProgressBar;
class QPushButton;

namespace emitter {

class RunControl;
class SinksModel;
struct Snapshot;

/// The line at the window's foot: state, rates, sinks, backlog, seed, the dashboard's address; and
/// while a run is prepared, what is being done, with a way out.
class RunStatus : public QStatusBar
{
    Q_OBJECT
public:
    explicit RunStatus(QWidget *parent = nullptr);

    /// Without a run: what the profile comes to.
    void showPlan(const RunControl &control);
    void showRun(const RunControl &control, const Snapshot &now, const SinksModel &sinks);
    void showPhase(RunPhase phase);
    void showStep(const QString &step, quint64 done, quint64 total);
    void setDashboard(const QUrl &address); ///< empty: there is none
    /// Whether there are edits that the run that goes on does not know.
    void setEditsWait(bool wait);

Q_SIGNALS:
    void cancelled();

protected:
    void changeEvent(QEvent *event) override;

private:
    void paint();

    QLabel *m_icon;
    QLabel *m_word;
    QLabel *m_rates;
    QLabel *m_sinks;
    QLabel *m_backlog;
    QLabel *m_seed;
    QLabel *m_step;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QLabel *m_edits;
    QLabel *m_dashboard;
    RunPhase m_phase;
};

}
