// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace emitter {

class EngineHost;

/// The run as it goes: tiles, four charts, tables of services and sinks.
class LivePage : public QWidget
{
    Q_OBJECT
public:
    explicit LivePage(EngineHost &host, QWidget *parent = nullptr);
};

}
