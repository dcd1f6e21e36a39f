// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/storedrun.h"
#include "stats/sampler.h"
#include "ui/charts/chartline.h"
#include "ui/charts/chartpace.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace emitter {

/// The samples of a run as the lines of its charts, while it goes on and when it is stored. Pure.
QList<ChartLine> rateLines(const std::vector<Sample> &samples); ///< planned, achieved
/// One line per sink; the seventh stands for all the rest.
QList<ChartLine> deliveryLines(const QStringList &sinks, const std::vector<Sample> &samples);
/// Of each moment the worst sink; moments without an answer have no point.
QList<ChartLine> latencyLines(const std::vector<Sample> &samples);
QList<ChartLine> backlogLines(const std::vector<Sample> &samples);

using SampleValue = std::optional<double> (*)(const Sample &sample);
std::optional<double> achievedRate(const Sample &sample);
std::optional<double> worstP95(const Sample &sample); ///< absent: no answer came

/// One line per run, all begun at 0. The lines get common moments, the finest of any run.
QList<ChartLine> overlaid(const std::vector<StoredRunDetail> &runs, SampleValue value);

/// For charts of stored runs, which have no pace to keep.
ChartPace::Nanos noTime();

}
