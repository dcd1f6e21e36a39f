// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

namespace emitter {

/// Thins out a line so that its peaks stay: the stretch is cut into buckets of equal width and each
/// keeps its lowest and its highest point, in their order. Buckets lie on a fixed grid, so that a
/// line that scrolls does not tremble. Pure.
struct Decimation
{
    qsizetype mostPoints = 120;

    /// The points of `line` (x ascending) from `from` to `to`, and one neighbour on either side so
    /// that the line reaches the edges; at most `mostPoints`.
    QList<QPointF> operator()(const QList<QPointF> &line, double from, double to) const;
};

}
