// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartview.h"

#include "base/ensure.h"
#include "ui/numbers.h"

#include <QMouseEvent>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QLineSeries>

#include <algorithm>
#include <cmath>
#include <utility>

namespace emitter {
namespace {

constexpr int timesGap = 12; ///< between the unit and the times beside it

bool looksAlike(const QList<ChartLine> &a, const QList<ChartLine> &b)
{
    return std::equal(
        a.begin(), a.end(), b.begin(), b.end(), [](const ChartLine &x, const ChartLine &y) {
            return x.name == y.name && x.form == y.form && x.colour == y.colour;
        });
}

}

ChartView::ChartView(QString unit, ChartPace::Now now, QWidget *parent)
    : QChartView(parent)
    , m_unit(std::move(unit))
    , m_now(std::move(now))
    , m_x(new QValueAxis(this))
    , m_y(new QValueAxis(this))
{
    setFrameShape(NoFrame);
    setLayoutDirection(Qt::LeftToRight); // time runs to the right
    setRenderHint(QPainter::Antialiasing);
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->setAnimationOptions(QChart::NoAnimation);
    for (QValueAxis *axis : {m_x, m_y}) {
        axis->setLabelsVisible(false);
        axis->setLineVisible(false);
        axis->setGridLineVisible(false); // drawn by hand: Qt's lags behind a new plot area
        chart()->addAxis(axis, axis == m_x ? Qt::AlignBottom : Qt::AlignLeft);
    }
    restyle();
}

void ChartView::showLines(const QList<ChartLine> &lines, const ChartRange &range)
{
    EMITTER_ENSURE(lines.size() <= mostChartLines, "a chart has at most eight lines");
    if (!looksAlike(lines, m_lines))
        rebuild(lines);
    double largest = 0;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        m_drawn[static_cast<std::size_t>(i)].line->replace(lines[i].points);
        for (const QPointF &point : lines[i].points)
            largest = std::max(largest, point.y());
    }
    const NiceScale scale = NiceScale::reaching(largest);
    // An axis that shrinks with every dip makes a calm line look wild.
    if (scale.top > m_scale.top || scale.top < m_scale.top / 2 || lines.isEmpty())
        m_scale = scale;
    m_range = range;
    m_isNew = true;
    m_y->setRange(0, m_scale.top);
    m_x->setRange(range.from, range.to);
    placePlot();
    viewport()->update();
}

void ChartView::setMarks(const QList<ChartMark> &marks)
{
    if (marks == m_marks)
        return;
    m_marks = marks;
    viewport()->update();
}

void ChartView::setCrosshair(std::optional<double> seconds)
{
    if (seconds == m_crosshair)
        return;
    m_crosshair = seconds;
    viewport()->update();
}

QColor ChartView::colourOf(const ChartLine &line) const
{
    const auto &series = Theme::of(palette()).series;
    return series[static_cast<std::size_t>(line.colour) % series.size()];
}

void ChartView::rebuild(const QList<ChartLine> &lines)
{
    chart()->removeAllSeries();
    m_drawn.clear();
    m_lines.clear();
    for (const ChartLine &line : lines) {
        auto *drawn = new QLineSeries;
        auto *area = line.form == ChartLine::Form::Filled ? new QAreaSeries(drawn) : nullptr;
        m_drawn.push_back({drawn, area});
        m_lines.append({line.name, line.form, line.colour, {}});
    }
    addAll(false);
    addAll(true); // last: through their gaps what they cover is seen, but not the other way round
    restyle();
}

void ChartView::addAll(bool dashed)
{
    const auto add = [this](QAbstractSeries *series) {
        chart()->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
    };
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const Drawn &drawn = m_drawn[static_cast<std::size_t>(i)];
        if ((m_lines[i].form == ChartLine::Form::Dashed) != dashed)
            continue;
        if (drawn.area)
            add(drawn.area);
        add(drawn.line);
    }
}

void ChartView::restyle()
{
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const Drawn &drawn = m_drawn[static_cast<std::size_t>(i)];
        QPen pen(colourOf(m_lines[i]), 1.8);
        if (m_lines[i].form == ChartLine::Form::Dashed)
            pen.setDashPattern({4, 3});
        pen.setCapStyle(Qt::FlatCap); // else the dashes reach into their gaps
        drawn.line->setPen(pen);
        if (drawn.area) {
            QColor fill = pen.color();
            fill.setAlphaF(0.12F);
            drawn.area->setPen(Qt::NoPen);
            drawn.area->setBrush(fill);
        }
    }
}

void ChartView::placePlot()
{
    int labels = 0;
    for (int i = 0; i <= m_scale.intervals(); ++i) {
        labels = std::max(labels, fontMetrics().horizontalAdvance(Numbers::si(m_scale.step * i)));
    }
    const int line = fontMetrics().height();
    const QRectF plot =
        QRectF(viewport()->rect()).adjusted(labels + 8, line / 2.0 + 1, -6, -line - 3);
    if (plot.isValid() && plot != chart()->plotArea())
        chart()->setPlotArea(plot);
}

double ChartView::xOf(double seconds) const
{
    const QRectF plot = chart()->plotArea();
    const double span = m_range.to - m_range.from;
    return plot.left() + (span > 0 ? (seconds - m_range.from) / span : 0) * plot.width();
}

void ChartView::paintEvent(QPaintEvent *event)
{
    const ChartPace::Nanos start = m_now();
    QChartView::paintEvent(event);
    if (std::exchange(m_isNew, false))
        Q_EMIT painted(m_now() - start);
}

void ChartView::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    placePlot();
}

void ChartView::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        restyle();
    else if (event->type() == QEvent::FontChange)
        placePlot();
}

void ChartView::mouseMoveEvent(QMouseEvent *event)
{
    const QRectF plot = chart()->plotArea();
    const double share = (event->position().x() - plot.left()) / plot.width();
    if (share < 0 || share > 1)
        Q_EMIT hovered(std::nullopt);
    else
        Q_EMIT hovered(m_range.from + share * (m_range.to - m_range.from));
}

void ChartView::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    Q_EMIT hovered(std::nullopt);
}

void ChartView::drawBackground(QPainter *painter, const QRectF &)
{
    painter->save();
    painter->resetTransform();
    painter->setPen(QPen(Theme::of(palette()).border, 1));
    const QRectF plot = chart()->plotArea();
    for (int i = 0; i <= m_scale.intervals(); ++i) {
        const double y = std::floor(plot.bottom() - plot.height() * i / m_scale.intervals()) + 0.5;
        painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    }
    painter->restore();
}

void ChartView::drawForeground(QPainter *painter, const QRectF &)
{
    painter->save();
    painter->resetTransform();
    painter->setLayoutDirection(layoutDirection()); // by itself a painter has the application's
    painter->setFont(font());
    drawAxes(*painter);
    drawMarks(*painter);
    const double x = m_crosshair ? xOf(*m_crosshair) : -1;
    const QRectF plot = chart()->plotArea();
    if (x >= plot.left() && x <= plot.right()) {
        painter->setPen(QPen(Theme::of(palette()).muted, 1));
        painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
    painter->restore();
}

void ChartView::drawAxes(QPainter &painter) const
{
    const QRectF plot = chart()->plotArea();
    const double line = fontMetrics().height();
    painter.setPen(Theme::of(palette()).muted);
    // Where it is too low for all of them, every second line, or the ends alone.
    const double room = plot.height() / m_scale.intervals();
    const int every = room >= line ? 1 : room * 2 >= line ? 2 : m_scale.intervals();
    for (int i = 0; i <= m_scale.intervals(); i += every) {
        const double y = plot.bottom() - plot.height() * i / m_scale.intervals();
        painter.drawText(QRectF(0, y - line / 2, plot.left() - 6, line),
            Qt::AlignRight | Qt::AlignVCenter, Numbers::si(m_scale.step * i));
    }
    const QRectF below(plot.left(), plot.bottom() + 2, plot.width(), line);
    painter.drawText(below, Qt::AlignLeft, timeText(m_range.from));
    QString end = timeText(m_range.to);
    if (m_crosshair)
        end = timeText(*m_crosshair);
    painter.drawText(below, Qt::AlignRight, end);
    const int ends = fontMetrics().horizontalAdvance(timeText(m_range.from) + end) + 2 * timesGap;
    painter.drawText(below, Qt::AlignHCenter,
        fontMetrics().elidedText(m_unit, Qt::ElideRight, static_cast<int>(below.width()) - ends));
}

void ChartView::drawMarks(QPainter &painter) const
{
    const QRectF plot = chart()->plotArea();
    const Theme &theme = Theme::of(palette());
    for (const ChartMark &mark : m_marks) {
        const double x = xOf(mark.seconds);
        if (x < plot.left() || x > plot.right())
            continue;
        painter.setPen(QPen(theme.warning, 1, Qt::DotLine));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        const double width = fontMetrics().horizontalAdvance(mark.label) + 6;
        const QRectF flag(
            std::min(x, plot.right() - width), plot.top(), width, fontMetrics().height());
        painter.fillRect(flag, theme.warningSoft);
        painter.setPen(theme.warning);
        painter.drawText(flag, Qt::AlignCenter, mark.label);
    }
}

QString ChartView::timeText(double seconds) const
{
    if (!m_range.endsNow)
        return Numbers::clock(seconds);
    const double ago = m_range.to - seconds;
    if (ago < 0.5)
        return tr("now");
    if (ago < 60)
        return tr("−%1 s").arg(std::lround(ago));
    if (const long rest = std::lround(ago) % 60; rest != 0)
        return tr("−%1 min %2 s").arg(std::lround(ago) / 60).arg(rest);
    return tr("−%1 min").arg(std::lround(ago) / 60);
}

}
