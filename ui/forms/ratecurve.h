// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"

#include <QPointF>
#include <QWidget>

#include <optional>
#include <vector>

namespace emitter {

/// The planned rate over time, drawn from the shape that the run will follow.
class RateCurve : public QWidget
{
    Q_OBJECT
public:
    explicit RateCurve(QWidget *parent = nullptr);
    /// Shows the run's length, or without one as much as the shape is of interest. Without a plan a
    /// sentence says so.
    /// `corners`: the seconds at which the shape bends or jumps.
    void setPlan(const std::optional<Plan> &plan, std::vector<double> corners = {});
    /// What is drawn: seconds and entries per second, in order of time.
    std::vector<QPointF> points() const;
    QSize minimumSizeHint() const override { return {320, 170}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString timeText(double seconds) const;

    Shape m_shape;
    std::vector<double> m_corners;
    double m_rate = 0; ///< at 100 %
    double m_seconds = 0; ///< 0: nothing to draw
};

}
