// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/sectiondelegate.h"

#include "ui/style.h"

#include <QPainter>

#include <algorithm>

namespace emitter {

QSize SectionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + 16};
}

void SectionDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool current = option.state.testFlag(QStyle::State_Selected);
    const Theme &theme = Theme::of(option.palette);
    const QRectF place = QRectF(option.rect).adjusted(1, 1, -1, -1);
    if (current) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.accentSoft);
        painter->drawRoundedRect(place, 5, 5);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(theme.accent, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(place, 5, 5);
    }
    QFont font = option.font;
    font.setBold(current);
    painter->setFont(font);
    painter->setPen(current ? theme.accentText : option.palette.color(QPalette::Text));
    const int count = index.data(CountRole).toInt();
    QRect text = option.rect.adjusted(10, 0, -10, 0);
    if (count > 0) {
        const QString number = QString::number(count);
        const int height = option.fontMetrics.height() + 2;
        const int width = std::max(height, option.fontMetrics.horizontalAdvance(number) + 12);
        QRect badge(0, 0, width, height);
        badge.moveCenter(text.center());
        if (option.direction == Qt::RightToLeft)
            badge.moveLeft(text.left());
        else
            badge.moveRight(text.right());
        painter->setPen(Qt::NoPen);
        painter->setBrush(QColor(0xb0, 0x22, 0x1b));
        painter->drawRoundedRect(badge, height / 2.0, height / 2.0);
        painter->setPen(Qt::white);
        painter->drawText(badge, static_cast<int>(Qt::AlignCenter), number);
        painter->setPen(current ? theme.accentText : option.palette.color(QPalette::Text));
        text.adjust(option.direction == Qt::RightToLeft ? width + 6 : 0, 0,
            option.direction == Qt::RightToLeft ? 0 : -width - 6, 0);
    }
    painter->drawText(text,
        static_cast<int>(
            QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter),
        QFontMetrics(font).elidedText(
            index.data(Qt::DisplayRole).toString(), Qt::ElideRight, text.width()));
    painter->restore();
}

}
