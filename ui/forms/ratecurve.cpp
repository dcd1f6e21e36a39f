// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/ratecurve.h"

#include "ui/numbers.h"
#include "ui/style.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <utility>

namespace emitter {
namespace {

/// 1, 2 or 5 times a power of ten, so that about `parts` of them make `whole`.
double niceStep(double whole, int parts)
{
    const double raw = whole / parts;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    const double times = raw / power;
    return (times > 5 ? 10 : times > 2 ? 5 : times > 1 ? 2 : 1) * power;
}

/// The same for time, where sixty is a round number.
double niceTime(double whole)
{
    for (const double step : {1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0,
             1800.0, 3600.0, 7200.0, 21600.0, 43200.0}) {
        if (whole / step <= 7)
            return std::max(step, whole < 7 ? niceStep(whole, 6) : step);
    }
    return niceStep(whole / 86400, 6) * 86400;
}

}

RateCurve::RateCurve(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Planned rate over time"));
    setLayoutDirection(Qt::LeftToRight); // time runs to the right
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void RateCurve::setPlan(const std::optional<Plan> &plan, std::vector<double> corners)
{
    m_seconds = 0;
    m_corners = std::move(corners);
    if (plan && !plan->closedLoop) {
        m_shape = plan->shape;
        m_rate = plan->expectedPerSecond();
        const bool timed = plan->pacer.duration != std::chrono::nanoseconds::max();
        const double length = m_shape.isConstant() ? 60 : m_shape.length() * 1.25;
        m_seconds = timed ? std::chrono::duration<double>(plan->pacer.duration).count() : length;
        setAccessibleDescription(
            tr("%1 at the start, %2 after %3")
                .arg(Numbers::perSecond(m_rate * m_shape.at(0)),
                    Numbers::perSecond(m_rate * m_shape.at(m_seconds)), timeText(m_seconds)));
    }
    update();
}

std::vector<QPointF> RateCurve::points() const
{
    constexpr int samples = 240;
    std::vector<double> times;
    for (int i = 0; i <= samples; ++i)
        times.push_back(m_seconds * i / samples);
    for (const double corner : m_corners) { // a short spike may lie between two samples
        if (corner <= 0 || corner >= m_seconds)
            continue;
        times.push_back(std::nextafter(corner, 0.0)); // where it jumps, the line does, too
        times.push_back(corner);
    }
    std::sort(times.begin(), times.end());
    std::vector<QPointF> points;
    for (const double seconds : times)
        points.emplace_back(seconds, m_rate * m_shape.at(seconds));
    return points;
}

QString RateCurve::timeText(double seconds) const
{
    if (seconds < 120)
        return tr("%1 s").arg(QLocale().toString(seconds, 'g', 4));
    if (seconds < 7200)
        return tr("%1 min").arg(QLocale().toString(seconds / 60, 'g', 4));
    return tr("%1 h").arg(QLocale().toString(seconds / 3600, 'g', 4));
}

void RateCurve::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(layoutDirection()); // by itself a painter has the application's
    const QColor muted = Theme::of(palette()).muted;
    if (m_seconds <= 0) {
        painter.setPen(muted);
        painter.drawText(rect(), static_cast<int>(Qt::AlignCenter | Qt::TextWordWrap),
            tr("No preview: the profile has problems, or runs as fast as the sinks accept."));
        return;
    }
    const QFontMetrics metrics = fontMetrics();
    const QRectF plot = QRectF(rect()).adjusted(
        metrics.horizontalAdvance(QStringLiteral("100,000.0 /s")), 10, -24, -metrics.height() - 10);
    const std::vector<QPointF> drawn = points();
    double top = 0;
    for (const QPointF &point : drawn)
        top = std::max(top, point.y());
    top = top > 0 ? top * 1.1 : 1;
    const auto x = [&](double seconds) { return plot.left() + plot.width() * seconds / m_seconds; };
    const auto y = [&](double rate) { return plot.bottom() - plot.height() * rate / top; };

    QColor line = muted;
    line.setAlphaF(0.25F);
    for (double rate = 0; rate <= top; rate += niceStep(top, 4)) {
        painter.setPen(line);
        painter.drawLine(QPointF(plot.left(), y(rate)), QPointF(plot.right(), y(rate)));
        painter.setPen(muted);
        painter.drawText(
            QRectF(0, y(rate) - metrics.height() / 2.0, plot.left() - 8, metrics.height()),
            static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), Numbers::perSecond(rate));
    }
    for (double at = 0; at <= m_seconds * 1.0001; at += niceTime(m_seconds)) {
        painter.setPen(muted);
        painter.drawText(QRectF(x(at) - 50, plot.bottom() + 6, 100, metrics.height()),
            static_cast<int>(Qt::AlignHCenter), timeText(at));
    }
    QPainterPath curve;
    for (const QPointF &point : drawn) {
        const QPointF at(x(point.x()), y(point.y()));
        curve.elementCount() == 0 ? curve.moveTo(at) : curve.lineTo(at);
    }
    const QColor accent = Theme::of(palette()).accent;
    QPainterPath area = curve;
    area.lineTo(plot.bottomRight());
    area.lineTo(plot.bottomLeft());
    area.closeSubpath();
    QColor fill = accent;
    fill.setAlphaF(0.14F);
    painter.fillPath(area, fill);
    painter.setPen(QPen(accent, 2));
    painter.drawPath(curve);
}

}
