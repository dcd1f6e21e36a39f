// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace emitter {

class Dialogs;
class EngineHost;

/// Finished runs: detail, comparison, notes, reports.
class RunsPage : public QWidget
{
    Q_OBJECT
public:
    explicit RunsPage(EngineHost &host, Dialogs &dialogs, QWidget *parent = nullptr);
};

}
