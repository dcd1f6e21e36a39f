// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/sampler.h"
#include "ui/charts/chartline.h"

#include <QStringList>

#include <cstddef>
#include <vector>

namespace emitter {

/// The run so far as lines for the four charts, in bounded memory: when the samples are full,
/// neighbours are merged. Pure; GUI thread.
class LiveHistory
{
public:
    /// REQUIRES: capacity >= 2
    explicit LiveHistory(std::size_t capacity);

    /// A new run.
    void clear();
    /// Of the next run; the one that goes on keeps its samples.
    void setCapacity(std::size_t capacity) { m_capacity = capacity; }
    void add(const Snapshot &snapshot);
    /// The run is over: also what is left of its last interval.
    void finish(const Snapshot &snapshot);

    bool isEmpty() const { return m_run.samples().empty(); }
    std::size_t size() const { return m_run.samples().size(); }
    double seconds() const { return m_seconds; } ///< run time of the newest snapshot

    /// Planned, achieved, and the busiest services and pools when there are several; each with a
    /// plan of its own, dashed, while all lines find room in a chart. A source's plan is the rate
    /// that is wanted of it; the planned total is what was drawn from such rates. Stored runs keep
    /// totals alone, so this is of live runs.
    QList<ChartLine> rate() const;
    QList<ChartLine> delivery() const;
    QList<ChartLine> latency() const;
    QList<ChartLine> backlog() const;

private:
    void begin(const Snapshot &snapshot);
    Snapshot sourcesOf(const Snapshot &snapshot);

    std::size_t m_capacity;
    Sampler m_run;
    /// The charted services and pools in the place of sinks, and then what they were to emit, in
    /// thousandths; in step with m_run.
    Sampler m_sources;
    std::vector<std::size_t> m_charted; ///< indices into the services, then the pools
    std::vector<double> m_planned; ///< entries so far, of each that is charted; empty: no plans
    std::int64_t m_plannedUntil = 0; ///< run time
    QStringList m_sourceNames;
    QStringList m_sinkNames;
    double m_seconds = 0;
    bool m_begun = false;
};

}
