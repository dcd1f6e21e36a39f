// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/rangebar.h"

#include "ui/actionbutton.h"
#include "ui/icons.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace emitter {

RangeBar::RangeBar(QWidget *parent)
    : QWidget(parent)
    , m_follow(new QAction(tr("&Follow the newest"), this))
    , m_table(new QAction(makeIcon(Icon::Table), tr("Show charts as &table"), this))
    , m_mark(new QAction(makeIcon(Icon::Mark), tr("Set a &mark"), this))
    , m_spans(new QButtonGroup(this))
    , m_position(new QScrollBar(Qt::Horizontal))
    , m_note(new QLabel)
{
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_table->setCheckable(true);
    m_table->setShortcut(Qt::CTRL | Qt::Key_T);
    m_mark->setShortcut(Qt::CTRL | Qt::Key_M);
    addButtons();
    connect(m_position, &QScrollBar::valueChanged, this, &RangeBar::scrolled);
    connect(m_follow, &QAction::triggered, this, [this] {
        place();
        Q_EMIT changed();
    });
    connect(m_spans, &QButtonGroup::idClicked, this, [this] {
        place();
        Q_EMIT changed();
    });
}

void RangeBar::addButtons()
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    struct Span
    {
        QString text;
        QString name;
        int seconds;
    };
    const QList<Span> spans{{tr("&1 min"), tr("Show the last minute"), 60},
        {tr("&5 min"), tr("Show the last 5 minutes"), 300},
        {tr("15 m&in"), tr("Show the last 15 minutes"), 900},
        {tr("A&ll"), tr("Show the whole run"), 0}};
    for (const Span &span : spans) {
        auto *button = new QPushButton(span.text);
        button->setCheckable(true);
        button->setChecked(span.seconds == 300);
        button->setAccessibleName(span.name);
        m_spans->addButton(button, span.seconds);
        layout->addWidget(button);
    }
    layout->addSpacing(6);
    layout->addWidget(new ActionButton(m_follow, tr("Follo&w")));
    m_position->setAccessibleName(tr("Position of the charts in the run"));
    m_position->setFocusPolicy(Qt::StrongFocus);
    layout->addWidget(m_position, 1);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setObjectName(QStringLiteral("muted"));
    m_note->hide();
    layout->addWidget(m_note);
    layout->addWidget(new ActionButton(m_mark, tr("&Mark")));
    layout->addWidget(new ActionButton(m_table, tr("&Table")));
    place();
}

double RangeBar::span() const
{
    // A young run fills the charts too.
    const double soFar = std::max(m_seconds, 10.0);
    const int seconds = m_spans->checkedId();
    return seconds > 0 ? std::min<double>(seconds, soFar) : soFar;
}

void RangeBar::setRunTime(double seconds, bool goesOn)
{
    m_seconds = seconds;
    m_goesOn = goesOn;
    place();
}

void RangeBar::place()
{
    const QSignalBlocker quiet(m_position);
    const int last = static_cast<int>(std::ceil(std::max(0.0, m_seconds - span())));
    m_position->setRange(0, last);
    m_position->setPageStep(static_cast<int>(span()));
    m_position->setSingleStep(std::max(1, static_cast<int>(span() / 20)));
    m_position->setEnabled(last > 0);
    if (m_follow->isChecked())
        m_position->setValue(last);
}

void RangeBar::scrolled(int from)
{
    m_follow->setChecked(from == m_position->maximum());
    Q_EMIT changed();
}

ChartRange RangeBar::range() const
{
    if (!m_follow->isChecked()) {
        const double from = m_position->value();
        return {from, from + span(), false};
    }
    if (m_goesOn)
        return {m_seconds - span(), m_seconds, true};
    const double from = std::max(0.0, m_seconds - span());
    return {from, std::max(m_seconds, from + 1), false};
}

void RangeBar::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

}
