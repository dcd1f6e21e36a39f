// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/storedrun.h"

#include <QTabWidget>

#include <vector>

class QPlainTextEdit;

namespace emitter {

class ComparisonModel;
class Dialogs;
class LiveChart;

/// Two to four stored runs laid over each other: rates and latencies from t = 0, a table of
/// differences, and the settings that changed.
class RunComparison : public QTabWidget
{
    Q_OBJECT
public:
    explicit RunComparison(Dialogs &dialogs, QWidget *parent = nullptr);

    /// The first is the baseline.
    void show(const std::vector<StoredRunDetail> &runs);
    void setTable(bool table); ///< the charts as tables
    const ComparisonModel &table() const { return *m_model; }
    const LiveChart &rate() const { return *m_rate; }

private:
    ComparisonModel *m_model;
    LiveChart *m_rate;
    LiveChart *m_latency;
    QPlainTextEdit *m_settings;
};

}
