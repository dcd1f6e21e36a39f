// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window shows while a run is asked for, goes on and ends.
#include "ui/mainwindow.h"

#include "host/enginehost.h"
#include "profile/textedit.h"
#include "stats/reportformat.h"
#include "ui/dialogs.h"
#include "ui/models/problemsmodel.h"
#include "ui/models/sinksmodel.h"
#include "ui/noticestrip.h"
#include "ui/numbers.h"
#include "ui/pages/livepage.h"
#include "ui/pages/logpage.h"
#include "ui/pages/profilepage.h"
#include "ui/pages/runspage.h"
#include "ui/problemsdock.h"
#include "ui/profilefiles.h"
#include "ui/runcontrol.h"
#include "ui/runkeeper.h"
#include "ui/runstatus.h"
#include "ui/runtoolbar.h"
#include "ui/windowactions.h"

#include <QAction>
#include <QCloseEvent>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>

#include <algorithm>

namespace emitter {
namespace {

Problem missed(const TargetResult &target, std::size_t index)
{
    const QString expression = Numbers::safe(target.expression);
    Problem problem;
    problem.severity = Severity::Warning;
    problem.path = "targets[" + std::to_string(index) + ']';
    problem.text = (target.value
            ? MainWindow::tr("target missed: %1, measured %2")
                  .arg(expression, Numbers::safe(valueText(target)))
            : MainWindow::tr("target missed: %1 (%2)").arg(expression, Numbers::safe(target.note)))
                       .toStdString();
    return problem;
}

/// One for each target that did not pass. A run that was cut short is not measured by them.
std::vector<Problem> missedTargets(const Engine::Outcome &outcome)
{
    std::vector<Problem> problems;
    if (!outcome.ran || outcome.summary.result == RunResult::Stopped)
        return problems;
    const std::vector<TargetResult> &targets = outcome.summary.targets;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (!targets[i].passed)
            problems.push_back(missed(targets[i], i));
    }
    return problems;
}

}

void MainWindow::connectRun()
{
    connect(m_control, &RunControl::planChanged, this, &MainWindow::showDraft);
    connect(m_control, &RunControl::phaseChanged, this, &MainWindow::showPhase);
    connect(&m_parts.draft, &Draft::replaced, this, [this] {
        if (m_control->phase().isActive())
            return;
        m_problems->setProblems(ProblemsModel::OfRun, {}); // they are about another profile
        m_runNotice->hide();
    });
    connect(m_control, &RunControl::waitingEditsChanged, this,
        [this] { m_status->setEditsWait(m_control->hasWaitingEdits()); });
    connect(m_control, &RunControl::factorChanged, m_toolBar, &RunToolBar::setFactor);
    connect(m_control, &RunControl::factorChanged, this, [this] {
        showProgress();
        m_factorMark
            .start(); // anew: a slider that is dragged gets one mark, where it comes to rest
    });
    m_factorMark.setSingleShot(true);
    m_factorMark.setInterval(500);
    connect(&m_factorMark, &QTimer::timeout, this, [this] {
        if (m_control->phase().isActive())
            m_livePage->mark(tr("× %1").arg(QLocale().toString(m_control->factor())));
    });
    connect(m_toolBar, &RunToolBar::factorChanged, m_control, &RunControl::setFactor);
    connect(&m_parts.draft, &Draft::fileChanged, this, &MainWindow::showTitle);
    connect(&m_parts.draft.undoStack(), &QUndoStack::cleanChanged, this, &MainWindow::showTitle);
    connect(m_status, &RunStatus::cancelled, m_control, &RunControl::stop);
    connect(m_status, &RunStatus::problemsWanted, m_problemsDock, &ProblemsDock::bringUp);
    const auto countProblems = [this] { m_status->setProblems(m_problems->serious()); };
    connect(m_problems, &ProblemsModel::modelReset, this, countProblems);
    connect(m_problems, &ProblemsModel::rowsInserted, this, countProblems);
    connect(m_problems, &ProblemsModel::dataChanged, this, countProblems);
    connect(m_runNotice, &NoticeStrip::secondChosen, m_problemsDock, &ProblemsDock::bringUp);
    connect(&m_parts.host, &EngineHost::progressed, m_status, &RunStatus::showStep);
    connect(&m_parts.host, &EngineHost::said, this,
        [this](const Problem &problem) { m_problems->add(ProblemsModel::OfRun, problem); });
    // Queued: a dialog that it opens must not hold up the host.
    connect(
        &m_parts.host, &EngineHost::finished, this,
        [this](const auto &outcome) { showEnd(*outcome); }, Qt::QueuedConnection);
    m_clock.setInterval(500);
    connect(&m_clock, &QTimer::timeout, this, &MainWindow::showProgress);
}

void MainWindow::connectHistory()
{
    connect(m_keeper, &RunKeeper::kept, m_runsPage, &RunsPage::showRun);
    m_runsPage->setStartAction(m_actions->start);
    connect(m_keeper, &RunKeeper::failed, this, [this](const Problem &problem) {
        m_logPage->say(problem.severity, Numbers::safe(problem.text, 1000));
        m_problems->add(ProblemsModel::OfRun, problem);
    });
    connect(m_runsPage, &RunsPage::failed, this, [this](const Problem &problem) {
        m_runNotice->say(
            Numbers::safe(problem.text, 1000), RunPhase::Tone::Warning, tr("&Dismiss"));
    });
    connect(m_livePage->tableAction(), &QAction::toggled, m_runsPage, &RunsPage::setTable);
    connect(m_livePage, &LivePage::marked, m_keeper, &RunKeeper::mark);
}

void MainWindow::startRun()
{
    m_parts.draft.finishEdits(); // what is still being typed counts
    m_toolBar->finishEdits();
    if (!m_control->canStart())
        return;
    m_problems->setProblems(ProblemsModel::OfRun, {});
    m_runNotice->hide();
    if (m_parts.serveDashboard) {
        const auto address = m_parts.serveDashboard(*m_parts.draft.profile());
        if (!address) {
            setDashboard({}); // the one before is not served any more
            m_runNotice->say(tr("The run did not start: %1 – %2")
                                 .arg(Numbers::safe(address.problem().text, 300),
                                     Numbers::safe(address.problem().remedy, 300)),
                RunPhase::Tone::Bad, tr("&Dismiss"));
            return;
        }
        setDashboard(*address);
    }
    m_keeper->setProfile(m_parts.draft.title(),
        shareableProfileText(m_parts.draft.text(), m_parts.draft.readOptions().sinks));
    m_factorMark.stop(); // what was set before is no event of this run
    m_control->start();
    showPage(Page::Live);
}

void MainWindow::showDraft()
{
    const bool isOpen = isProfileOpen();
    showBody();
    // Those of its plan are among them, as the Profile page lets the draft plan.
    m_problems->setProblems(
        ProblemsModel::OfProfile, isOpen ? m_parts.draft.problems() : std::vector<Problem>());
    m_actions->save->setEnabled(isOpen);
    m_actions->saveAs->setEnabled(isOpen);
    showTitle();
    showPhase();
}

void MainWindow::showPhase()
{
    const RunPhase phase = m_control->phase();
    const WindowActions &actions = *m_actions;
    actions.start->setEnabled(m_control->canStart());
    actions.pause->setEnabled(
        phase.allows(RunPhase::Wish::Pause) || phase.allows(RunPhase::Wish::Resume));
    const bool paused = phase == RunPhase::Paused;
    actions.pause->setText(paused ? WindowActions::tr("&Go on") : WindowActions::tr("&Pause"));
    actions.pause->setIcon(makeIcon(paused ? Icon::Start : Icon::Pause));
    actions.stop->setEnabled(phase.isActive());
    actions.stop->setText(phase == RunPhase::Stopping ? tr("S&top now") : tr("S&top"));
    m_status->setEditsWait(m_control->hasWaitingEdits());
    m_status->showPhase(phase);
    if (phase.isActive() && !m_clock.isActive())
        m_clock.start();
    else if (!phase.isActive())
        m_clock.stop();
    showProgress();
}

void MainWindow::showProgress()
{
    const RunPhase phase = m_control->phase();
    const Snapshot &now = m_parts.host.snapshot();
    const bool isPast = phase.isFinished() && !m_control->isOfDraft();
    if (phase == RunPhase::Idle || phase == RunPhase::Preparing || isPast || now.sinks.empty())
        m_status->showPlan(*m_control);
    else
        m_status->showRun(*m_control, now, m_livePage->sinks());
    showBadge();
    showTitle();
}

void MainWindow::showBadge()
{
    using Tone = RunPhase::Tone;
    const std::size_t errors = m_problems->errors(ProblemsModel::OfProfile);
    const RunPhase phase = m_control->phase();
    const Snapshot &now = m_parts.host.snapshot();
    const bool hasFigures = phase != RunPhase::Idle && phase != RunPhase::Preparing;
    if (errors > 0 && !phase.isActive()) {
        m_toolBar->setBadge(tr("%n problem(s) · Start is off", nullptr, static_cast<int>(errors)),
            Icon::Triangle, Tone::Bad);
    } else if (hasFigures && now.closedLoop) {
        m_toolBar->setBadge(tr("closed loop"), Icon::Dot, Tone::Active);
    } else if (const auto percent = now.achievedPercent(); hasFigures && percent) {
        const Tone tone = *percent >= 99 ? Tone::Good : *percent >= 95 ? Tone::Warning : Tone::Bad;
        const Icon icon = tone == Tone::Good ? Icon::Dot
            : tone == Tone::Warning          ? Icon::Triangle
                                             : Icon::Cross;
        m_toolBar->setBadge(tr("%1 of plan").arg(Numbers::percent(percent)), icon, tone);
    } else {
        m_toolBar->setBadge(phase.word(), phase.icon(), phase.tone());
    }
}

QString MainWindow::shownTitle() const
{
    return Numbers::safe(m_parts.draft.title().toStdString());
}

void MainWindow::showTitle()
{
    const RunPhase phase = m_control->phase();
    const QString title = shownTitle();
    m_toolBar->setProfile(title.isEmpty() ? tr("No profile") : title);
    QString state = phase.word();
    const Snapshot &now = m_parts.host.snapshot();
    if (phase.isActive() && now.runTime > 0) {
        state += QLatin1Char(' ') + Numbers::clock(static_cast<double>(now.runTime) / 1e9);
        if (now.duration > 0)
            state +=
                QStringLiteral(" / ") + Numbers::clock(static_cast<double>(now.duration) / 1e9);
    }
    QString name = title;
    name.replace(QStringLiteral("[*]"), QStringLiteral("[*][*]")); // Qt's own mark, escaped
    setWindowTitle(title.isEmpty() ? QStringLiteral("emitter")
                                   : QStringLiteral("%1[*] — %2 — emitter").arg(name, state));
    setWindowModified(m_parts.draft.isModified());
}

void MainWindow::showEnd(const Engine::Outcome &outcome)
{
    showProgress(); // what the sinks said last
    for (const Problem &problem : outcome.problems)
        m_problems->add(ProblemsModel::OfRun, problem);
    const std::vector<Problem> targets = missedTargets(outcome);
    for (const Problem &problem : targets)
        m_problems->add(ProblemsModel::OfRun, problem);
    if (m_closing) {
        close();
        return;
    }
    const Summary &summary = outcome.summary;
    const QString reason = reasonText(summary.reason);
    const auto first = std::find_if(outcome.problems.begin(), outcome.problems.end(),
        [](const Problem &problem) { return problem.severity == Severity::Error; });
    if (!outcome.ran && summary.result == RunResult::Failed) {
        m_runNotice->say(tr("The run did not start: %1").arg(reason), RunPhase::Tone::Bad,
            tr("&Dismiss"), tr("Show &problems"));
        if (first != outcome.problems.end() && first->cause == Cause::Unreachable) {
            m_parts.dialogs.showFailure(
                this, Numbers::safe(first->text, 1000), Numbers::safe(first->remedy, 1000));
        }
    } else if (summary.result == RunResult::Failed || summary.result == RunResult::Missed) {
        const bool namesTarget = summary.result == RunResult::Missed && !targets.empty();
        const RunPhase end = RunPhase::of(RunState::Finished, summary.result);
        m_runNotice->say(end.word() + QStringLiteral(" — ")
                + (namesTarget ? Numbers::safe(targets.front().text, 400) : reason),
            end.tone(), tr("&Dismiss"), m_problems->size() > 0 ? tr("Show &problems") : QString());
    }
}

void MainWindow::goTo(const Problem &problem)
{
    // What the run says of the profile names its place too; all else is seen on the Live page.
    const bool hasPlace = !problem.path.empty() || problem.line > 0;
    showPage(hasPlace ? Page::Profile : Page::Live);
    if (hasPlace)
        m_profilePage->showProblem(problem);
}

void MainWindow::setDashboard(const QUrl &address)
{
    m_dashboard = address;
    m_actions->dashboard->setEnabled(!address.isEmpty());
    m_status->setDashboard(address);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const bool active = m_control->phase().isActive();
    // Whoever closes once more does not want to wait for the sinks.
    if (m_closing && active) {
        m_control->stopForGood();
        event->ignore();
        return;
    }
    if (!m_closing && !m_files->mayLeave()) {
        event->ignore();
        return;
    }
    if (active) {
        event->ignore();
        if (!m_parts.dialogs.askQuitWhileRunning(this))
            return;
        // The run may have ended while the question stood there, or stops already: to stop it
        // once more would drop what waits.
        m_closing = true;
        centralWidget()->setEnabled(false); // nobody would ask about what is changed now
        m_editMenu->setEnabled(false);
        if (m_control->phase().allows(RunPhase::Wish::Stop))
            m_control->stop();
        else if (!m_control->phase().isActive())
            QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
        return;
    }
    keepPage();
    m_settings.save(*this);
    event->accept();
}

}
