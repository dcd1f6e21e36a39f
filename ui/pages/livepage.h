// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartpace.h"
#include "ui/pages/livehistory.h"
#include "ui/runphase.h"

#include <QTimer>
#include <QWidget>

#include <array>

class QAction;
class QLabel;
class QStackedLayout;
class QTableView;
class QTabWidget;

namespace emitter {

class Dialogs;
class EngineHost;
class LiveTile;
class RangeBar;
class RunCharts;
class SinksModel;
class SourcesModel;

/// The run as it goes: tiles, four charts, tables of services and sinks. Keeps the run's history
/// all the time, and shows it a few times a second while it can be seen.
class LivePage : public QWidget
{
    Q_OBJECT
public:
    /// Time is injected for the drawing's budget alone; empty: the machine's.
    LivePage(
        EngineHost &host, Dialogs &dialogs, ChartPace::Now now = {}, QWidget *parent = nullptr);

    static constexpr std::size_t usualHistory = 3600;

    void setChartInterval(std::chrono::milliseconds interval);
    void setHistoryCapacity(std::size_t samples);
    /// What the empty page says and which action its button is for.
    void setStartAction(QAction *start);

    QList<QAction *> viewActions() const; ///< Follow, Show as table
    QAction *tableAction() const;
    QAction *markAction() const;
    const QList<ChartMark> &marks() const { return m_marks; }
    const LiveHistory &history() const { return m_history; }
    const SinksModel &sinks() const { return *m_sinks; }

    /// Puts a flag at this moment of the run.
    void mark(const QString &label);
    /// Shows what there is now; by itself it does so a few times a second.
    void refresh();

Q_SIGNALS:
    void marked(const QString &label);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeBoard();
    QWidget *makeEmptyState();
    QWidget *makeTables();
    void makeTiles();
    void followHost();
    void beginRun();
    void tick();
    void applyPace();
    void showTiles(const Snapshot &now);
    void showTables(const Snapshot &now);
    void showCharts();

    EngineHost &m_host;
    LiveHistory m_history;
    ChartPace m_pace;
    QTimer m_timer{this};
    QList<ChartMark> m_marks;
    int m_ownMarks = 0;
    unsigned m_snapshots = 0;
    std::array<LiveTile *, 6> m_tiles;
    RunCharts *m_charts;
    RangeBar *m_range;
    SinksModel *m_sinks;
    SourcesModel *m_sources;
    QTabWidget *m_tables;
    QStackedLayout *m_stack;
    QLabel *m_emptyText;
    QWidget *m_emptyState;
    ChartRange m_shownRange;
    bool m_stale = true; ///< the charts do not show what the history holds
};

}
