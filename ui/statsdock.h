// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/snapshot.h"

#include <QDockWidget>
#include <QTimer>

#include <vector>

class QFormLayout;
class QLabel;

namespace emitter {

class EngineHost;

/// The run's books in numbers: what was scheduled, emitted and skipped, lateness, levels.
class StatsDock : public QDockWidget
{
    Q_OBJECT
public:
    explicit StatsDock(EngineHost &host, QWidget *parent = nullptr);

    void refresh();
    void showFigures(const Snapshot &now);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void addRow(const QString &name);
    static QStringList values(const Snapshot &now);

    EngineHost &m_host;
    QTimer m_timer;
    QFormLayout *m_form;
    std::vector<QLabel *> m_values;
};

}
