// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/runphase.h"

#include <QStatusBar>
#include <QUrl>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace emitter {

class RunControl;
class SinksModel;
struct Snapshot;

/// The line at the window's foot: state, rates, sinks, backlog, seed, problems, the dashboard's
/// address; and while a run is prepared, what is being done, with a way out.
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
    void setProblems(std::size_t count); ///< none: nothing is shown of them

Q_SIGNALS:
    void cancelled();
    void problemsWanted();

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
    QToolButton *m_problems;
    QLabel *m_dashboard;
    RunPhase m_phase;
};

}
