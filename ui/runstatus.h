// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/runphase.h"

#include <QStatusBar>
#include <QUrl>

class QLabel;
class QProgressBar;
class QPushButton;
class QTime;
class QToolButton;

namespace emitter {

class RunControl;
class SinksModel;
struct Snapshot;

/// The line at the window's foot: state, rates, sinks, backlog, seed, memory, problems, the
/// dashboard's address, when the profile was saved; and while a run is prepared, what is being
/// done, with a way out.
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
    void setSaved(const QTime &time); ///< of the profile's last saving; invalid: none is known
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
    QLabel *m_memory;
    QLabel *m_step;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QLabel *m_edits;
    QToolButton *m_problems;
    QLabel *m_dashboard;
    QLabel *m_saved;
    RunPhase m_phase;
};

}
