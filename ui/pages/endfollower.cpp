// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/endfollower.h"

#include <QScrollBar>
#include <QTableView>

#include <algorithm>
#include <utility>

namespace emitter {

EndFollower::EndFollower(QTableView &table, QAbstractItemModel &model)
    : QObject(&table)
    , m_table(table)
{
    table.setVerticalScrollMode(QAbstractItemView::ScrollPerItem); // rows are counted below
    const QScrollBar *bar = table.verticalScrollBar();
    // Before the table hears of it: it scrolls to the next row when the current one goes.
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
        [this, bar](const QModelIndex &, int first, int last) {
            m_moves = true;
            m_wanted = bar->value() - std::clamp(bar->value() - first, 0, last - first + 1);
        });
    table.setModel(&model);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, [this] {
        m_moves = false;
        m_follows ? toEnd() : moveTo(m_wanted);
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_follows && m_table.isVisible())
            toEnd();
    });
    // Also when the table is shown for the first time, or becomes smaller.
    connect(bar, &QScrollBar::rangeChanged, this, [this](int, int most) {
        if (m_follows)
            moveTo(most);
    });
    connect(bar, &QScrollBar::valueChanged, this, &EndFollower::scrolled);
}

void EndFollower::setFollowing(bool follows)
{
    m_follows = follows;
    if (follows)
        toEnd();
}

void EndFollower::scrolled(int value)
{
    const int before = std::exchange(m_value, value);
    const bool atEnd = value == m_table.verticalScrollBar()->maximum();
    // A range that shrinks moves the bar back to its end, too.
    if (m_moves || (value < before) == atEnd || m_follows == atEnd)
        return;
    m_follows = atEnd;
    Q_EMIT followingChanged(atEnd);
}

void EndFollower::toEnd()
{
    const bool before = std::exchange(m_moves, true);
    m_table.scrollToBottom();
    m_moves = before;
}

void EndFollower::moveTo(int value)
{
    const bool before = std::exchange(m_moves, true);
    m_table.verticalScrollBar()->setValue(value);
    m_moves = before;
}

}
