// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/unitedit.h"

#include "ui/style.h"

#include <QPainter>

namespace emitter {

UnitEdit::UnitEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setLayoutDirection(Qt::LeftToRight); // numbers, paths and addresses, in every language
}

void UnitEdit::setUnit(const QString &unit)
{
    if (unit == m_unit)
        return;
    m_unit = unit;
    const int room = unit.isEmpty() ? 0 : fontMetrics().horizontalAdvance(unit) + 10;
    setTextMargins(0, 0, room, 0);
    update();
}

void UnitEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (m_unit.isEmpty())
        return;
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection()); // by itself a painter has the application's
    painter.setPen(Theme::of(palette()).muted);
    painter.drawText(
        rect().adjusted(9, 0, -9, 0), static_cast<int>(Qt::AlignVCenter | Qt::AlignRight), m_unit);
}

}
