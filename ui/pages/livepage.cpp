// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/livepage.h"

#include "host/enginehost.h"
#include "ui/actionbutton.h"
#include "ui/charts/runcharts.h"
#include "ui/models/sinksmodel.h"
#include "ui/models/sourcesmodel.h"
#include "ui/numbers.h"
#include "ui/pages/livetile.h"
#include "ui/pages/rangebar.h"
#include "ui/tables.h"

#include <QAction>
#include <QLabel>
#include <QLocale>
#include <QStackedLayout>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace emitter {
namespace {

constexpr std::chrono::milliseconds usualInterval(500);

ChartPace::Nanos machineTime()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

void prepare(QTableView &table, const char *key, const QString &name, const QList<int> &widths)
{
    table.setObjectName(QLatin1StringView(key));
    prepareTable(table, name);
    setColumnWidths(table, widths);
}

/// One number over all sinks, and which of them it comes from.
struct OverSinks
{
    OverSinks() = default;
    template <typename Count> OverSinks(const Snapshot &now, Count count)
    {
        for (const SinkSnapshot &sink : now.sinks) {
            const std::uint64_t part = std::invoke(count, sink.counts);
            if (part > 0)
                names.append(Numbers::safe(sink.name));
            sum += part;
        }
    }
    QString from() const { return names.join(QStringLiteral(", ")); }

    std::uint64_t sum = 0;
    QStringList names;
};

// What went to muted sinks is told, but is no loss.
void showLosses(LiveTile &tile, const OverSinks &all, const OverSinks &lost, const OverSinks &muted)
{
    QStringList notes;
    if (lost.sum > 0)
        notes.append(lost.from());
    if (muted.sum > 0)
        notes.append(LivePage::tr("muted: %1").arg(muted.from()));
    tile.showValue(Numbers::count(all.sum),
        notes.isEmpty() ? LivePage::tr("none") : notes.join(QStringLiteral(" · ")),
        lost.sum > 0 ? RunPhase::Tone::Warning : RunPhase::Tone::Neutral);
}

}

LivePage::LivePage(EngineHost &host, Dialogs &dialogs, ChartPace::Now now, QWidget *parent)
    : QWidget(parent)
    , m_host(host)
    , m_history(usualHistory)
    , m_pace(usualInterval)
    , m_charts(new RunCharts(dialogs, now ? now : machineTime))
    , m_range(new RangeBar)
    , m_sinks(new SinksModel(this))
    , m_sources(new SourcesModel(this))
    , m_tables(new QTabWidget)
    , m_stack(new QStackedLayout(this))
    , m_emptyText(new QLabel)
{
    makeTiles();
    m_emptyState = makeEmptyState();
    m_stack->addWidget(m_emptyState);
    m_stack->addWidget(makeBoard());
    m_timer.setInterval(usualInterval);
    connect(&m_timer, &QTimer::timeout, this, &LivePage::tick);
    connect(m_range, &RangeBar::changed, this, &LivePage::showCharts);
    connect(m_range->markAction(), &QAction::triggered, this,
        [this] { mark(QString::number(++m_ownMarks)); });
    connect(m_range->tableAction(), &QAction::toggled, m_charts, &RunCharts::setTable);
    connect(m_charts, &RunCharts::painted, this,
        [this](ChartPace::Nanos time) { m_pace.addPainting(time); });
    m_range->markAction()->setEnabled(false);
    followHost();
}

void LivePage::makeTiles()
{
    const QStringList titles{tr("Planned"), tr("Achieved"), tr("Delivered"), tr("Rejected"),
        tr("Dropped"), tr("Lateness p99")};
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        m_tiles[i] = new LiveTile(titles[static_cast<qsizetype>(i)]);
}

QWidget *LivePage::makeBoard()
{
    auto *board = new QWidget;
    auto *layout = new QVBoxLayout(board);
    layout->setContentsMargins(12, 10, 12, 8);
    layout->setSpacing(8);
    auto *tiles = new QHBoxLayout;
    tiles->setSpacing(10);
    for (LiveTile *tile : m_tiles)
        tiles->addWidget(tile, 1);
    layout->addLayout(tiles);
    layout->addWidget(m_range);
    layout->addWidget(m_charts, 3);
    layout->addWidget(makeTables(), 1);
    return board;
}

QWidget *LivePage::makeTables()
{
    m_tables->setDocumentMode(true);
    m_tables->tabBar()->setDrawBase(false);
    m_tables->setAccessibleName(tr("Tables of the run"));
    auto *sinks = new QTableView;
    sinks->setModel(m_sinks);
    prepare(*sinks, "sinks", tr("Sinks"), {15, 11, 12, 10, 8, 8, 12, 9, 9, 9, 9});
    m_tables->addTab(sinks, tr("&Sinks"));
    auto *sources = new QTableView;
    showSorted(*sources, *m_sources);
    prepare(*sources, "sources", tr("Services and pools"), {30, 12, 12, 14});
    m_tables->addTab(sources, tr("Servi&ces and pools"));
    auto *card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(6, 2, 6, 4);
    layout->addWidget(m_tables);
    card->setMinimumHeight(m_tables->fontMetrics().height() * 9);
    return card;
}

QWidget *LivePage::makeEmptyState()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    auto *title = new QLabel(tr("No run yet"));
    title->setObjectName(QStringLiteral("heading"));
    title->setAlignment(Qt::AlignCenter);
    m_emptyText->setText(tr("Start the profile, and rates, latencies and backlog appear here."));
    m_emptyText->setTextFormat(Qt::PlainText);
    m_emptyText->setObjectName(QStringLiteral("muted"));
    m_emptyText->setAlignment(Qt::AlignCenter);
    layout->addStretch(2);
    layout->addWidget(title);
    layout->addWidget(m_emptyText);
    layout->addSpacing(8);
    layout->addStretch(3);
    return page;
}

void LivePage::setStartAction(QAction *start)
{
    auto *button = new ActionButton(start, tr("&Start the run"));
    button->setDefault(true);
    static_cast<QVBoxLayout *>(m_emptyState->layout())
        ->insertWidget(4, button, 0, Qt::AlignHCenter);
}

void LivePage::followHost()
{
    connect(&m_host, &EngineHost::stateChanged, this, [this](RunState state) {
        if (state == RunState::Preparing)
            beginRun();
        const bool goesOn = state == RunState::Running || state == RunState::Paused;
        m_sources->setMutable(goesOn);
        m_sinks->setMutable(goesOn);
        m_range->markAction()->setEnabled(goesOn);
    });
    connect(&m_host, &EngineHost::snapshotReady, this, [this](const Snapshot &snapshot) {
        if (snapshot.sinks.empty() || snapshot.counts.scheduled == 0)
            return; // sinks are still being opened
        m_history.add(snapshot);
        m_stale = true;
        if (m_snapshots++ % 5 == 0)
            showTables(snapshot); // also while hidden: the status line counts on it
    });
    connect(&m_host, &EngineHost::finished, this, [this](const auto &outcome) {
        if (outcome->ran)
            m_history.finish(outcome->summary.last);
        showTables(m_host.snapshot());
        m_stale = true;
        refresh();
    });
    connect(m_sources, &SourcesModel::muteChanged, &m_host, &EngineHost::setMuted);
    connect(m_sinks, &SinksModel::muteChanged, &m_host, &EngineHost::setSinkMuted);
}

void LivePage::beginRun()
{
    m_history.clear();
    m_marks.clear();
    m_ownMarks = 0;
    m_sinks->clear();
    m_sources->clear();
    m_stale = true;
    m_charts->setMarks({});
    m_stack->setCurrentIndex(1);
    refresh();
}

void LivePage::setChartInterval(std::chrono::milliseconds interval)
{
    m_pace.setInterval(interval);
    applyPace();
}

void LivePage::applyPace()
{
    m_timer.setInterval(std::chrono::duration_cast<std::chrono::milliseconds>(m_pace.interval()));
}

void LivePage::setHistoryCapacity(std::size_t samples)
{
    m_history.setCapacity(samples);
}

QList<QAction *> LivePage::viewActions() const
{
    return {m_range->followAction(), m_range->tableAction()};
}

QAction *LivePage::tableAction() const
{
    return m_range->tableAction();
}

QAction *LivePage::markAction() const
{
    return m_range->markAction();
}

void LivePage::mark(const QString &label)
{
    constexpr qsizetype mostMarks = 200;
    if (m_marks.size() == mostMarks)
        m_marks.removeFirst();
    m_marks.append({m_history.seconds(), label});
    m_charts->setMarks(m_marks);
    Q_EMIT marked(label);
}

void LivePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_timer.start();
    refresh();
}

void LivePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void LivePage::tick()
{
    if (m_pace.endTick()) {
        applyPace();
        m_range->setNote(m_pace.slowdown() > 1
                ? tr("Drawing is slow here: every %1 s")
                      .arg(QLocale().toString(
                          std::chrono::duration<double>(m_pace.interval()).count()))
                : QString());
    }
    if (!window()->isMinimized())
        refresh();
}

void LivePage::refresh()
{
    if (!isVisible())
        return;
    showTiles(m_host.snapshot());
    m_range->setRunTime(m_history.seconds(), m_host.isActive());
    showCharts();
}

void LivePage::showTables(const Snapshot &now)
{
    m_sinks->show(now);
    m_sources->show(now);
}

void LivePage::showTiles(const Snapshot &now)
{
    using Tone = RunPhase::Tone;
    if (now.sinks.empty()) {
        for (LiveTile *tile : m_tiles)
            tile->showValue(Numbers::absent(), {}, Tone::Neutral);
        return;
    }
    QStringList sources;
    if (!now.services.empty())
        sources.append(tr("%n service(s)", nullptr, static_cast<int>(now.services.size())));
    if (!now.pools.empty())
        sources.append(tr("%n pool(s)", nullptr, static_cast<int>(now.pools.size())));
    m_tiles[0]->showValue(
        now.closedLoop ? tr("maximum") : Numbers::perSecond(now.expectedPerSecond),
        sources.join(QStringLiteral(" · ")), Tone::Neutral);
    m_tiles[1]->showValue(Numbers::perSecond(now.achievedPerSecond),
        now.closedLoop ? tr("as fast as the sinks accept")
                       : tr("%1 of plan").arg(Numbers::percent(now.achievedPercent())),
        Tone::Neutral);
    const auto lessDelivered = [](const SinkSnapshot &a, const SinkSnapshot &b) {
        return a.counts.delivered < b.counts.delivered;
    };
    const auto least = std::min_element(now.sinks.begin(), now.sinks.end(), lessDelivered);
    const QString name = Numbers::safe(least->name);
    m_tiles[2]->showValue(Numbers::count(least->counts.delivered),
        now.sinks.size() == 1
            ? name
            : tr("least of %n sink(s): %1", nullptr, static_cast<int>(now.sinks.size())).arg(name),
        Tone::Neutral);
    const OverSinks rejected(now, &SinkCounts::rejected);
    const OverSinks muted(now, &SinkCounts::muted);
    showLosses(*m_tiles[3], rejected, rejected, {});
    showLosses(*m_tiles[4], OverSinks(now, &SinkCounts::dropped), OverSinks(now, &SinkCounts::lost),
        muted);
    const bool measured = now.lateness.count > 0;
    m_tiles[5]->showValue(
        Numbers::milliseconds(measured ? std::optional(now.lateness.p99) : std::nullopt),
        measured ? tr("max %1").arg(Numbers::milliseconds(now.lateness.max)) : QString(),
        Tone::Neutral);
}

void LivePage::showCharts()
{
    const ChartRange range = m_range->range();
    if (!m_stale && range == m_shownRange)
        return;
    m_stale = false;
    m_shownRange = range;
    m_charts->showLines(
        {m_history.rate(), m_history.delivery(), m_history.latency(), m_history.backlog()}, range);
}

}
