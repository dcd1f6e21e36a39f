// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/decimation.h"

#include <algorithm>
#include <cmath>

namespace emitter {
namespace {

using Iterator = QList<QPointF>::const_iterator;

bool lower(const QPointF &a, const QPointF &b)
{
    return a.y() < b.y();
}

void appendExtremes(QList<QPointF> &result, Iterator begin, Iterator end)
{
    const auto [low, high] = std::minmax_element(begin, end, lower);
    result.append(*std::min(low, high));
    if (low != high)
        result.append(*std::max(low, high));
}

}

QList<QPointF> Decimation::operator()(const QList<QPointF> &line, double from, double to) const
{
    const auto before = [](const QPointF &point, double x) { return point.x() < x; };
    Iterator begin = std::lower_bound(line.begin(), line.end(), from, before);
    Iterator end = std::lower_bound(begin, line.end(), std::nextafter(to, to + 1), before);
    if (begin != line.begin())
        --begin;
    if (end != line.end())
        ++end;
    if (end - begin <= mostPoints)
        return {begin, end};

    // Two points a bucket, two neighbours, and one bucket more because the grid does not begin at
    // `from`.
    const double width = (to - from) / static_cast<double>(mostPoints / 2 - 2);
    QList<QPointF> result;
    result.reserve(mostPoints);
    result.append(*begin++);
    const Iterator last = end - 1;
    while (begin != last) {
        const double bucket = std::floor(begin->x() / width);
        Iterator next = begin;
        while (next != last && std::floor(next->x() / width) <= bucket)
            ++next;
        appendExtremes(result, begin, next);
        begin = next;
    }
    result.append(*last);
    return result;
}

}
