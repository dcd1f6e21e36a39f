// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>
#include <QString>

namespace emitter {

/// More are not drawn in one chart.
constexpr qsizetype mostChartLines = 8;

/// One line of a chart, as values.
struct ChartLine
{
    enum class Form { Line, Dashed, Filled };

    QString name;
    Form form = Form::Line;
    int colour = 0; ///< index into Theme::series
    QList<QPointF> points; ///< run time in seconds, value; x ascending
    bool isPlan = false; ///< what the line before it was to reach: they share a place in the legend
};

/// The stretch of run time that is shown, in seconds.
struct ChartRange
{
    double from = 0;
    double to = 60;
    bool endsNow = true; ///< `to` is this moment of a run that goes on

    bool operator==(const ChartRange &) const = default;
};

/// A moment that the user, or an event, put a flag on.
struct ChartMark
{
    double seconds = 0;
    QString label;

    bool operator==(const ChartMark &) const = default;
};

}
