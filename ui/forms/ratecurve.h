// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"

#include <QWidget>

#include <optional>

namespace emitter {

/// The planned rate over time, drawn from the shape that the run will follow.
class RateCurve : public QWidget
{
    Q_OBJECT
public:
    explicit RateCurve(QWidget *parent = nullptr);
    /// Shows the run's length, or without one as much as the shape is of interest. Without a plan a
    /// sentence says so.
    void setPlan(const std::optional<Plan> &plan);
    QSize minimumSizeHint() const override { return {320, 170}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString timeText(double seconds) const;

    Shape m_shape;
    double m_rate = 0; ///< at 100 %
    double m_seconds = 0; ///< 0: nothing to draw
};

}
