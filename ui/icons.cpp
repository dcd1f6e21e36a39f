// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/icons.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

// All drawings live in a square of 16 units.

QPainterPath polygon(std::initializer_list<QPointF> points)
{
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
    path.closeSubpath();
    return path;
}

QPainterPath rows(std::initializer_list<QRectF> boxes)
{
    QPainterPath path;
    for (const QRectF &box : boxes)
        path.addRoundedRect(box, 1, 1);
    return path;
}

QPainterPath filledShape(Icon icon)
{
    QPainterPath path;
    switch (icon) {
    case Icon::Start:
        return polygon({{4, 2.5}, {13.5, 8}, {4, 13.5}});
    case Icon::Pause:
        return rows({{3.5, 2.5, 3.2, 11}, {9.3, 2.5, 3.2, 11}});
    case Icon::Stop:
        return rows({{3, 3, 10, 10}});
    case Icon::Dot:
        path.addEllipse(QPointF(8, 8), 4.5, 4.5);
        return path;
    case Icon::Hourglass:
        return polygon({{4, 2.5}, {12, 2.5}, {8, 8}, {12, 13.5}, {4, 13.5}, {8, 8}});
    case Icon::Triangle:
        path = polygon({{8, 2}, {14.5, 13.5}, {1.5, 13.5}});
        path.addRect(QRectF(7.2, 6, 1.6, 4));
        path.addRect(QRectF(7.2, 11, 1.6, 1.4));
        return path; // odd-even filling cuts the exclamation mark out
    case Icon::Mark:
        return polygon({{4, 2}, {13, 2}, {10.5, 5}, {13, 8}, {5.5, 8}, {5.5, 14.5}, {4, 14.5}});
    case Icon::More:
        for (const double x : {3.5, 8.0, 12.5})
            path.addEllipse(QPointF(x, 8), 1.4, 1.4);
        return path;
    default:
        return path;
    }
}

QPainterPath strokedShape(Icon icon)
{
    QPainterPath path;
    const auto line = [&path](std::initializer_list<QPointF> points) {
        path.moveTo(*points.begin());
        for (const QPointF &point : points)
            path.lineTo(point);
    };
    switch (icon) {
    case Icon::Ring:
        path.addEllipse(QPointF(8, 8), 4, 4);
        break;
    case Icon::Check:
        line({{2.5, 8.5}, {6.5, 12.5}, {13.5, 3.5}});
        break;
    case Icon::Cross:
        line({{3.5, 3.5}, {12.5, 12.5}});
        line({{12.5, 3.5}, {3.5, 12.5}});
        break;
    case Icon::Muted:
        path.addEllipse(QPointF(8, 8), 5.5, 5.5);
        line({{4.1, 11.9}, {11.9, 4.1}});
        break;
    case Icon::Profile:
        for (const double y : {4.0, 8.0, 12.0}) {
            line({{2, y}, {14, y}});
            const double x = y == 8.0 ? 10 : 5.5;
            path.addEllipse(QPointF(x, y), 1.3, 1.3);
        }
        break;
    case Icon::Live:
        line({{1.5, 9}, {4.5, 9}, {6.5, 3}, {9.5, 13}, {11.5, 7.5}, {14.5, 7.5}});
        break;
    case Icon::Runs:
        line({{2, 2}, {2, 14}, {14.5, 14}});
        line({{5, 14}, {5, 9}});
        line({{8.5, 14}, {8.5, 5}});
        line({{12, 14}, {12, 7.5}});
        break;
    case Icon::Log:
        for (const double y : {3.5, 6.5, 9.5, 12.5})
            line({{2.5, y}, {y == 6.5 || y == 12.5 ? 10.5 : 13.5, y}});
        break;
    case Icon::Table:
        path.addRoundedRect(QRectF(2, 3, 12, 10), 1, 1);
        line({{2, 6.5}, {14, 6.5}});
        line({{7, 3}, {7, 13}});
        break;
    case Icon::Program:
        line({{2.5, 12.5}, {2.5, 7}, {6, 10}, {9.5, 4}, {13.5, 8}});
        break;
    default:
        break;
    }
    return path;
}

class IconEngine : public QIconEngine
{
public:
    IconEngine(Icon icon, QColor colour)
        : m_icon(icon)
        , m_colour(std::move(colour))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        QColor colour = m_colour.isValid() ? m_colour : palette.color(QPalette::ButtonText);
        if (mode == QIcon::Disabled)
            colour = palette.color(QPalette::Disabled, QPalette::ButtonText);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const double side = std::min(rect.width(), rect.height());
        painter->translate(rect.center() + QPointF(0.5, 0.5) - QPointF(side, side) / 2);
        painter->scale(side / 16, side / 16);
        if (m_icon == Icon::Program) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(QColor(0x00, 0x72, 0xB2));
            painter->drawRoundedRect(QRectF(0, 0, 16, 16), 3, 3);
            colour = Qt::white;
        }
        painter->fillPath(filledShape(m_icon), colour);
        painter->strokePath(strokedShape(m_icon),
            QPen(colour, m_icon == Icon::Check || m_icon == Icon::Cross ? 2.2 : 1.5, Qt::SolidLine,
                Qt::RoundCap, Qt::RoundJoin));
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({0, 0}, size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new IconEngine(*this); }

private:
    Icon m_icon;
    QColor m_colour;
};

}

QIcon makeIcon(Icon icon, const QColor &colour)
{
    return QIcon(new IconEngine(icon, colour));
}

}
