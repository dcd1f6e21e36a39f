// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartlegend.h"

#include <QPainter>

#include <algorithm>
#include <vector>

namespace emitter {
namespace {

constexpr int swatch = 14;
constexpr int gap = 5;
constexpr int between = 12;

}

ChartLegend::ChartLegend(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChartLegend::setEntries(const QList<Entry> &entries)
{
    if (entries == m_entries)
        return;
    m_entries = entries;
    QStringList words;
    for (const Entry &entry : m_entries)
        words.append(textOf(entry));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    setToolTip(words.join(QLatin1Char('\n')).toHtmlEscaped());
    updateGeometry();
    update();
}

int ChartLegend::wantedWidth() const
{
    int wanted = between * std::max(0, static_cast<int>(m_entries.size()) - 1);
    for (const Entry &entry : m_entries)
        wanted += widthOf(entry);
    return wanted;
}

QSize ChartLegend::minimumSizeHint() const
{
    constexpr int most = 160; // then the title gives way, too
    return {std::min(wantedWidth(), most), fontMetrics().height()};
}

QSize ChartLegend::sizeHint() const
{
    return {200, fontMetrics().height()};
}

QString ChartLegend::textOf(const Entry &entry) const
{
    return entry.value.isEmpty() ? entry.name : entry.name + QLatin1Char(' ') + entry.value;
}

int ChartLegend::widthOf(const Entry &entry) const
{
    return swatch + gap + fontMetrics().horizontalAdvance(textOf(entry)) + 2; // rounding
}

int ChartLegend::mostRoom(int available) const
{
    std::vector<int> widths;
    for (const Entry &entry : m_entries)
        widths.push_back(widthOf(entry));
    std::sort(widths.begin(), widths.end());
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const int share = available / static_cast<int>(widths.size() - i);
        if (widths[i] > share)
            return share;
        available -= widths[i];
    }
    return widths.back();
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    if (m_entries.isEmpty())
        return;
    QPainter painter(this);
    const int count = static_cast<int>(m_entries.size());
    const int available = width() - between * (count - 1);
    const int most = std::max(swatch + gap, mostRoom(available));
    int wanted = 0;
    for (const Entry &entry : m_entries)
        wanted += std::min(widthOf(entry), most);
    int x = std::max(0, available - wanted);
    for (const Entry &entry : m_entries) {
        const int room = std::min(widthOf(entry), most);
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        const int left = mirrored ? width() - x - room : x;
        QPen pen(entry.colour, 3);
        if (entry.dashed)
            pen.setDashPattern({1.5, 1});
        pen.setCapStyle(Qt::FlatCap); // else the dashes fill their gaps
        painter.setPen(pen);
        const int swatchX = mirrored ? left + room - swatch : left;
        painter.drawLine(swatchX + 1, height() / 2, swatchX + swatch - 1, height() / 2);
        painter.setPen(palette().color(QPalette::PlaceholderText));
        const QString text =
            fontMetrics().elidedText(textOf(entry), Qt::ElideMiddle, room - swatch - gap);
        painter.drawText(
            QRect(mirrored ? left : left + swatch + gap, 0, room - swatch - gap, height()),
            Qt::AlignVCenter | Qt::AlignLeading, text);
        x += room + between;
    }
}

}
