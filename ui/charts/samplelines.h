// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/storedrun.h"
#include "ui/charts/chartline.h"
#include "ui/charts/chartpace.h"

#include <vector>

namespace emitter {

/// The charts of one stored run, as the Live page showed them. Pure.
QList<ChartLine> rateLines(const StoredRunDetail &detail);
QList<ChartLine> deliveryLines(const StoredRunDetail &detail);
QList<ChartLine> latencyLines(const StoredRunDetail &detail); ///< of the worst sink
QList<ChartLine> backlogLines(const StoredRunDetail &detail);

/// One line per run, all begun at 0; `what` picks the value. The lines get common moments, the
/// finest of any run.
QList<ChartLine> overlaid(
    const std::vector<StoredRunDetail> &runs, double (*what)(const Sample &sample));
double achievedRate(const Sample &sample);
double worstP95(const Sample &sample);

/// For charts of stored runs, which have no pace to keep.
ChartPace::Nanos noTime();

}
