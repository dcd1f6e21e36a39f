// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartline.h"
#include "ui/charts/chartpace.h"

#include <QWidget>

#include <array>

namespace emitter {

class Dialogs;
class LiveChart;

/// The four charts of a run, two by two, with one crosshair.
class RunCharts : public QWidget
{
    Q_OBJECT
public:
    static constexpr std::size_t count = 4;
    /// Of rate, delivery, latency, backlog.
    using Lines = std::array<QList<ChartLine>, count>;

    RunCharts(Dialogs &dialogs, const ChartPace::Now &now, QWidget *parent = nullptr);

    void showLines(const Lines &lines, const ChartRange &range);
    void setMarks(const QList<ChartMark> &marks);
    void setTable(bool table);
    const std::array<LiveChart *, count> &charts() const { return m_charts; }

Q_SIGNALS:
    void painted(std::chrono::nanoseconds time);

private:
    std::array<LiveChart *, count> m_charts;
};

}
