// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/levelbar.h"

#include "ui/models/sourcelistmodels.h"

#include <QPainter>
#include <QPainterPath>

#include <array>

namespace emitter {
namespace {

/// DEBUG ... CRITICAL, told apart by people with any colour vision.
QColor levelColour(std::size_t level)
{
    static const std::array colours{
        QColor(0x7a8690), QColor(0x56b4e9), QColor(0xe69f00), QColor(0xd55e00), QColor(0xcc79a7)};
    return colours.at(level);
}

}

void LevelBarDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index); // selection and focus
    const QVariantList shares = index.data(ServiceListModel::SharesRole).toList();
    QRectF bar = QRectF(option.rect).adjusted(6, 0, -14, 0);
    bar.setTop(bar.center().y() - 5);
    bar.setHeight(10);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(bar, 3, 3);
    painter->setClipPath(outline);
    painter->fillRect(bar, option.palette.color(QPalette::Midlight));
    const bool mirrored = option.direction == Qt::RightToLeft;
    double at = 0;
    for (qsizetype level = 0; level < shares.size(); ++level) {
        const double width = shares[level].toDouble() * bar.width();
        const double left = mirrored ? bar.right() - at - width : bar.left() + at;
        painter->fillRect(QRectF(left, bar.top(), width, bar.height()),
            levelColour(static_cast<std::size_t>(level)));
        at += width;
    }
    painter->restore();
}

}
