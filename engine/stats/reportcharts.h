// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace emitter {

/// One line of a chart; a value per point in time, absent where nothing was measured.
struct ChartSeries
{
    std::string name;
    int colour = 1; ///< 1 ... 6: the page's --c1 ... --c6; 0: ink
    std::vector<std::optional<double>> values;
    bool dashed = false;
    bool filled = false; ///< a pale area below the line
};

/// A line chart over run time with y from 0, drawn as inline SVG in the colours of the page.
struct Chart
{
    std::string title;
    std::string unit; ///< of y, e.g. "entries/s"
    std::vector<double> seconds; ///< ascending, one per value
    std::vector<ChartSeries> series;
};

/// A `figure` with legend, axes and, for those who cannot see it, a description in words.
std::string toSvgFigure(const Chart &chart);

/// Marks at 0, step, 2 * step ... top, at most six, with step 1, 2, 2.5 or 5 times a power of ten
/// and a little room above `largest`.
struct AxisScale
{
    double step = 1;
    double top = 1;
};
AxisScale scaleFor(double largest);

/// `800`, `1.2k`, `15M`, `0.25`; for marks at an axis.
std::string siText(double value);

}
