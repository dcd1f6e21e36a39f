// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/reportcharts.h"

#include "stats/reportformat.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace emitter {
namespace {

// In the units of the viewBox, which are pixels at the page's usual width.
constexpr double width = 600, height = 232;
constexpr double left = 48, right = 586, top = 26, bottom = 204;

constexpr double headroom = 1.04; // a line along the chart's upper edge is hard to see
constexpr std::size_t manyPoints = 200;

std::string number(double value)
{
    std::string text = fixedText(value, 1);
    if (text.ends_with(".0"))
        text.resize(text.size() - 2);
    return text;
}

bool isDrawn(const std::optional<double> &value)
{
    return value && std::isfinite(*value) && *value >= 0;
}

struct TimeAxis
{
    double step, perUnit;
    const char *unit;
};

/// About six marks at times that people count in.
TimeAxis timeAxisFor(double seconds)
{
    static constexpr std::array steps{1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0,
        900.0, 1800.0, 3600.0, 7200.0, 10800.0, 21600.0, 43200.0};
    double step = seconds / 6 > steps.back()
        ? 86400.0 * std::ceil(seconds / 6 / 86400)
        : *std::lower_bound(steps.begin(), steps.end(), seconds / 6);
    if (seconds < 3)
        step = scaleFor(seconds).step;
    if (step < 60)
        return {step, 1, " s"};
    return step < 3600 ? TimeAxis{step, 60, " min"} : TimeAxis{step, 3600, " h"};
}

class Drawing
{
public:
    explicit Drawing(const Chart &chart)
        : m_chart(chart)
    {
        for (const ChartSeries &series : chart.series) {
            for (const auto &value : series.values) {
                if (isDrawn(value)) {
                    m_largest = std::max(m_largest, *value);
                    m_empty = false;
                }
            }
        }
        m_scale = scaleFor(m_largest);
        m_end = chart.seconds.empty() ? 0 : chart.seconds.back();
        m_empty = m_empty || !(m_end > 0) || !std::isfinite(m_end);
    }

    bool isEmpty() const { return m_empty; }

    void axes(std::string &svg) const
    {
        svg += "<text class=\"u\" x=\"0\" y=\"10\">" + markupEscaped(m_chart.unit) + "</text>";
        const int marks = static_cast<int>(std::lround(m_scale.top / m_scale.step));
        for (int i = 0; i <= marks; ++i) {
            const double value = i * m_scale.step;
            const std::string at = number(y(value));
            svg += "<path class=\"" + std::string(i == 0 ? "b" : "g") + "\" d=\"M" + number(left)
                + ' ' + at + 'H' + number(right) + "\"/><text class=\"e\" x=\"" + number(left - 6)
                + "\" y=\"" + number(y(value) + 4) + "\">" + siText(value) + "</text>";
        }
        if (m_empty)
            return;
        const TimeAxis axis = timeAxisFor(m_end);
        for (int i = 0; i * axis.step <= m_end * 1.0001; ++i) {
            const double at = x(i * axis.step);
            const bool fits = at < right - 10;
            svg += "<text class=\""
                + std::string(i == 0 ? "s"
                        : fits       ? "m"
                                     : "e")
                + "\" x=\"" + number(at) + "\" y=\"" + number(bottom + 17) + "\">"
                + siText(i * axis.step / axis.perUnit) + (i == 0 ? "" : axis.unit) + "</text>";
        }
    }

    void line(std::string &svg, const ChartSeries &series) const
    {
        const std::size_t count = std::min(series.values.size(), m_chart.seconds.size());
        const std::string colour = " k" + std::to_string(series.colour);
        for (std::size_t i = 0; i < count;) {
            if (!isDrawn(series.values[i])) {
                ++i;
                continue;
            }
            // The first sample stands for everything since the start.
            const double from = i == 0 ? 0 : m_chart.seconds[i];
            std::string points = 'M' + number(x(from)) + ' ' + number(y(*series.values[i]));
            std::size_t end = i;
            for (; end < count && isDrawn(series.values[end]); ++end)
                points +=
                    'L' + number(x(m_chart.seconds[end])) + ' ' + number(y(*series.values[end]));
            if (end - i == 1 && i > 0) {
                svg += "<circle class=\"p" + colour + "\" cx=\"" + number(x(from)) + "\" cy=\""
                    + number(y(*series.values[i])) + "\" r=\"2.5\"/>";
            } else {
                if (series.filled)
                    svg += "<path class=\"a" + colour + "\" d=\"" + points + 'V' + number(bottom)
                        + 'H' + number(x(from)) + "Z\"/>";
                svg += "<path class=\"l" + colour + (series.dashed ? " d" : "") + "\" d=\"" + points
                    + "\"/>";
            }
            i = end;
        }
    }

    /// The chart in words.
    std::string description() const
    {
        if (m_empty)
            return "Nothing was measured.";
        std::string text = "Over " + elapsedText(m_end) + ", in " + m_chart.unit + '.';
        for (const ChartSeries &series : m_chart.series) {
            double least = INFINITY, largest = 0, last = 0;
            for (const auto &value : series.values) {
                if (!isDrawn(value))
                    continue;
                last = *value;
                least = std::min(least, last);
                largest = std::max(largest, last);
            }
            text += ' ' + shortened(series.name, 60);
            text += std::isfinite(least) ? ": from " + rateText(least) + " to " + rateText(largest)
                    + ", last " + rateText(last) + '.'
                                         : ": nothing.";
        }
        return text;
    }

private:
    double x(double seconds) const { return left + (right - left) * seconds / m_end; }
    double y(double value) const { return bottom - (bottom - top) * value / m_scale.top; }

    const Chart &m_chart;
    AxisScale m_scale;
    double m_largest = 0;
    double m_end = 0;
    bool m_empty = true;
};

std::string legend(const Chart &chart)
{
    std::string html = "<span class=\"legend\">";
    for (const ChartSeries &series : chart.series)
        html += "<span><i class=\"k" + std::to_string(series.colour) + (series.dashed ? " d" : "")
            + "\"></i><bdi>" + markupEscaped(shortened(series.name, 24)) + "</bdi></span>";
    return html + "</span>";
}

}

AxisScale scaleFor(double largest)
{
    if (!(largest > 0) || !std::isfinite(largest))
        return {1, 1};
    const double power = std::pow(10.0, std::floor(std::log10(largest / 4)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        const double step = factor * power;
        const double marks = std::ceil(largest * headroom / step - 1e-9);
        if (marks <= 5)
            return {step, marks * step};
    }
    return {largest, largest};
}

std::string siText(double value)
{
    static constexpr std::array<const char *, 7> prefixes{"", "k", "M", "G", "T", "P", "E"};
    std::size_t prefix = 0;
    while (std::abs(value) >= 999.9995 && prefix + 1 < prefixes.size()) {
        value /= 1000;
        ++prefix;
    }
    const int decimals = value >= 0.01 || value == 0 ? 2 : 9;
    std::string text = fixedText(value, decimals);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text + prefixes[prefix];
}

std::string toSvgFigure(const Chart &chart)
{
    const Drawing drawing(chart);
    std::string html = "<figure><figcaption><b><bdi>" + markupEscaped(shortened(chart.title, 60))
        + "</bdi></b>" + legend(chart) + "</figcaption><svg role=\"img\""
        + (chart.seconds.size() > manyPoints ? " class=\"thin\"" : "") + " viewBox=\"0 0 "
        + number(width) + ' ' + number(height) + "\"><title>"
        + markupEscaped(shortened(chart.title, 60)) + "</title><desc>"
        + markupEscaped(drawing.description()) + "</desc>";
    drawing.axes(html);
    if (drawing.isEmpty()) {
        html += "<text class=\"m\" x=\"" + number((left + right) / 2) + "\" y=\""
            + number((top + bottom) / 2) + "\">nothing was measured</text>";
    } else {
        for (const ChartSeries &series : chart.series)
            drawing.line(html, series);
        html += "<text class=\"e\" x=\"" + number(right) + "\" y=\"10\">over run time</text>";
    }
    return html + "</svg></figure>\n";
}

}
