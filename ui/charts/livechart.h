// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartline.h"
#include "ui/charts/chartpace.h"

#include <QFrame>

#include <chrono>
#include <optional>

class QStackedLayout;
class QTableView;
class QToolButton;

namespace emitter {

class ChartLegend;
class ChartTable;
class ChartView;
class Dialogs;

/// One chart on the Live page: title, fixed legend, drawing, or the same values as a table. Costs
/// what its budget says (at most 8 lines of 120 points, no animation) and draws nothing while it is
/// hidden: whoever feeds it asks isVisible(). Owns a copy of what it shows.
class LiveChart : public QFrame
{
    Q_OBJECT
public:
    struct Texts
    {
        QString title;
        QString unit; ///< below the drawing: `entries per second`
        QString fileName; ///< proposed when it is saved, without suffix
    };

    LiveChart(const Texts &texts, Dialogs &dialogs, ChartPace::Now now, QWidget *parent = nullptr);

    /// All the points there are; the chart thins them out. Lines share their x values. A plan that
    /// is a line's own has no place in the legend: the first dashed line there says what dashes
    /// are.
    void showLines(const QList<ChartLine> &lines, const ChartRange &range);
    void setMarks(const QList<ChartMark> &marks);
    /// Values of this moment in the legend; absent: the names alone.
    void setCrosshair(std::optional<double> seconds);
    void setTable(bool table);
    bool isTable() const;
    /// What is drawn now; for tests.
    const QList<ChartLine> &drawn() const { return m_drawn; }

    bool savePicture(const QString &fileName);
    bool saveValues(const QString &fileName) const;

Q_SIGNALS:
    void hovered(std::optional<double> seconds);
    void painted(std::chrono::nanoseconds time);

protected:
    void changeEvent(QEvent *event) override;

private:
    QToolButton *makeMenu();
    void askAndSave(const QString &filter, const QString &suffix,
        const std::function<bool(const QString &)> &save);
    void updateLegend();

    const Texts m_texts;
    Dialogs &m_dialogs;
    QList<ChartLine> m_lines;
    QList<ChartLine> m_drawn;
    ChartRange m_range;
    std::optional<double> m_crosshair;
    ChartLegend *m_legend;
    ChartView *m_view;
    ChartTable *m_values;
    QTableView *m_table;
    QStackedLayout *m_stack;
};

}
