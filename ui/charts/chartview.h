// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartline.h"
#include "ui/charts/chartpace.h"
#include "ui/charts/nicescale.h"
#include "ui/style.h"

#include <QtCharts/QChartView>
#include <QtCharts/QValueAxis>

#include <optional>
#include <vector>

class QAreaSeries;
class QLineSeries;

namespace emitter {

/// The drawing of one chart, on Qt Charts: lines from 0 up, marks, a crosshair. What lies around
/// the lines is drawn by hand, so that an update moves points and nothing else.
class ChartView : public QChartView
{
    Q_OBJECT
public:
    ChartView(QString unit, ChartPace::Now now, QWidget *parent = nullptr);

    /// The points are drawn as they are. REQUIRES: at most mostChartLines
    void showLines(const QList<ChartLine> &lines, const ChartRange &range);
    void setMarks(const QList<ChartMark> &marks);
    void setCrosshair(std::optional<double> seconds);

    const NiceScale &scale() const { return m_scale; }
    QColor colourOf(const ChartLine &line) const;

Q_SIGNALS:
    void hovered(std::optional<double> seconds);
    /// By the first painting after showLines(); those for the crosshair are no update's.
    void painted(std::chrono::nanoseconds time);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    struct Drawn
    {
        QLineSeries *line;
        QAreaSeries *area; ///< null: not filled
    };

    void rebuild(const QList<ChartLine> &lines);
    void addAll(bool dashed);
    void restyle();
    void placePlot();
    double xOf(double seconds) const;
    void drawAxes(QPainter &painter) const;
    void drawMarks(QPainter &painter) const;
    QString timeText(double seconds) const;

    const QString m_unit;
    const ChartPace::Now m_now;
    QValueAxis *m_x;
    QValueAxis *m_y;
    std::vector<Drawn> m_drawn;
    QList<ChartLine> m_lines; ///< without points: names, forms, colours
    ChartRange m_range;
    NiceScale m_scale;
    QList<ChartMark> m_marks;
    std::optional<double> m_crosshair;
    bool m_isNew = true; ///< not painted since showLines()
};

}
