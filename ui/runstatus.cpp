// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runstatus.h"

#include "stats/snapshot.h"
#include "ui/elidedlabel.h"
#include "ui/models/sinksmodel.h"
#include "ui/numbers.h"
#include "ui/runcontrol.h"
#include "ui/style.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTime>
#include <QToolButton>

#include <map>

namespace emitter {

RunStatus::RunStatus(QWidget *parent)
    : QStatusBar(parent)
    , m_icon(new QLabel)
    , m_word(new QLabel)
    , m_rates(new ElidedLabel)
    , m_sinks(new ElidedLabel)
    , m_backlog(new ElidedLabel)
    , m_seed(new ElidedLabel)
    , m_memory(new ElidedLabel)
    , m_step(new ElidedLabel)
    , m_progress(new QProgressBar)
    , m_cancel(new QPushButton(tr("Ca&ncel")))
    , m_edits(new ElidedLabel(tr("Edits apply to the next run")))
    , m_problems(new QToolButton)
    , m_dashboard(new QLabel)
    , m_saved(new ElidedLabel)
{
    setAccessibleName(tr("Status"));
    setSizeGripEnabled(false);
    m_icon->setContentsMargins(8, 0, 0, 0);
    const QStringList names{
        tr("State"), tr("Rates"), tr("Sinks"), tr("Backlog"), tr("Seed"), tr("Memory"), tr("Step")};
    const QList<QLabel *> labels{m_word, m_rates, m_sinks, m_backlog, m_seed, m_memory, m_step};
    addWidget(m_icon);
    for (qsizetype i = 0; i < labels.size(); ++i) {
        labels[i]->setTextFormat(Qt::PlainText);
        labels[i]->setAccessibleName(names[i]);
        labels[i]->setContentsMargins(0, 3, 14, 3);
        addWidget(labels[i]);
    }
    m_progress->setMaximumWidth(160);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of preparing"));
    addWidget(m_progress);
    addWidget(m_cancel);
    m_edits->setObjectName(QStringLiteral("edits"));
    m_edits->hide();
    addPermanentWidget(m_edits);
    m_problems->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_problems->setAutoRaise(true);
    m_problems->setFocusPolicy(Qt::TabFocus);
    m_problems->hide();
    addPermanentWidget(m_problems);
    m_dashboard->setAccessibleName(tr("Dashboard"));
    m_dashboard->setContentsMargins(0, 3, 8, 3);
    m_dashboard->setTextFormat(Qt::RichText); // an address of our own
    m_dashboard->setTextInteractionFlags(
        Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    addPermanentWidget(m_dashboard);
    m_saved->setAccessibleName(tr("Saved"));
    m_saved->setContentsMargins(0, 3, 8, 3);
    m_saved->hide();
    addPermanentWidget(m_saved);
    connect(m_problems, &QToolButton::clicked, this, &RunStatus::problemsWanted);
    connect(m_cancel, &QPushButton::clicked, this, &RunStatus::cancelled);
    connect(m_dashboard, &QLabel::linkActivated, this,
        [](const QString &link) { QDesktopServices::openUrl(QUrl(link)); });
    showPhase(RunPhase::Idle);
}

void RunStatus::showPhase(RunPhase phase)
{
    m_phase = phase;
    m_word->setText(phase.word());
    paint();
    const bool preparing = phase == RunPhase::Preparing;
    const bool stopping = phase == RunPhase::Stopping;
    m_step->setVisible(preparing || stopping);
    m_progress->setVisible(preparing);
    m_cancel->setVisible(preparing);
    for (QLabel *label : {m_rates, m_sinks, m_backlog, m_seed, m_memory})
        label->setVisible(!preparing);
    if (preparing || stopping) {
        m_step->clear();
        m_progress->setRange(0, 0);
    }
}

void RunStatus::showPlan(const RunControl &control)
{
    if (!control.plan()) {
        for (QLabel *label : {m_rates, m_sinks, m_backlog, m_seed, m_memory})
            label->clear();
        return;
    }
    const Plan &plan = *control.plan();
    m_rates->setText(plan.closedLoop
            ? tr("as fast as the sinks accept")
            : tr("planned %1")
                  .arg(Numbers::perSecond(plan.expectedPerSecond() * control.factor())));
    m_sinks->setText(tr("%n sink(s)", nullptr, static_cast<int>(plan.sinks.size())));
    m_backlog->clear();
    m_seed->setText(plan.seedDrawn ? tr("seed drawn at start") : tr("seed %1").arg(plan.seed));
    m_memory->setText(tr("memory for this profile: %1").arg(Numbers::bytes(control.memoryBytes())));
}

void RunStatus::showRun(const RunControl &control, const Snapshot &now, const SinksModel &sinks)
{
    m_rates->setText(now.closedLoop ? Numbers::perSecond(now.achievedPerSecond)
                                    : tr("%1 of %2", "rates")
                                          .arg(Numbers::perSecond(now.achievedPerSecond),
                                              Numbers::perSecond(now.expectedPerSecond)));
    std::map<SinkCondition, int> conditions;
    for (int row = 0; row < sinks.rowCount(); ++row)
        ++conditions[sinks.condition(row)];
    QStringList parts;
    for (const auto &[condition, count] : conditions)
        parts.append(QStringLiteral("%1 %2").arg(count).arg(word(condition)));
    m_sinks->setText(tr("sinks: %1").arg(parts.join(QStringLiteral(", "))));
    m_backlog->setText(tr("backlog %1").arg(Numbers::count(now.backlog())));
    m_seed->setText(tr("seed %1").arg(control.seed()));
    m_memory->clear();
}

void RunStatus::showStep(const QString &step, quint64 done, quint64 total)
{
    const QString words = QCoreApplication::translate("steps", step.toUtf8().constData());
    const QString safe = Numbers::safe(words.toStdString(), 80);
    m_step->setText(total > 0
            ? tr("%1: %2 of %3").arg(safe, Numbers::count(done), Numbers::count(total))
            : safe);
    m_progress->setRange(0, total > 0 ? 1000 : 0);
    if (total > 0)
        m_progress->setValue(static_cast<int>(done * 1000 / total));
}

void RunStatus::setDashboard(const QUrl &address)
{
    const QString link = address.toString(QUrl::RemoveQuery | QUrl::RemoveUserInfo).toHtmlEscaped();
    m_dashboard->setText(address.isEmpty() ? QString()
                                           : QStringLiteral("<a href=\"%1\">%2</a>")
                                                 .arg(address.toString().toHtmlEscaped(), link));
}

void RunStatus::setSaved(const QTime &time)
{
    m_saved->setText(time.isValid()
            ? tr("Saved %1").arg(QLocale().toString(time, QLocale::ShortFormat))
            : QString());
    m_saved->setVisible(time.isValid());
}

void RunStatus::setEditsWait(bool wait)
{
    m_edits->setVisible(wait);
}

void RunStatus::setProblems(std::size_t count)
{
    m_problems->setText(Numbers::count(count));
    const QString words = tr("Show %n problem(s)", nullptr, static_cast<int>(count));
    m_problems->setAccessibleName(words);
    m_problems->setToolTip(words);
    m_problems->setVisible(count > 0);
}

void RunStatus::changeEvent(QEvent *event)
{
    QStatusBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_icon)
        paint();
}

void RunStatus::paint()
{
    const Theme &theme = Theme::of(palette());
    m_icon->setPixmap(makeIcon(m_phase.icon(), theme.colour(m_phase.tone())).pixmap(13));
    m_problems->setIcon(makeIcon(Icon::Triangle, theme.colour(RunPhase::Tone::Warning)));
    const RunPhase::Tone tone = RunPhase::Tone::Active;
    setOwnSheet(*m_edits,
        QStringLiteral("QLabel#edits { padding: 1px 8px; background: %1; color: %2;"
                       " border-radius: %3px; }")
            .arg(theme.softColour(tone).name(), theme.colour(tone).name())
            .arg(fontMetrics().height() / 2));
}

}
