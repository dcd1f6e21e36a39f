// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace emitter {

class EngineHost;

/// What the program said, and a sample of the entries.
class LogPage : public QWidget
{
    Q_OBJECT
public:
    explicit LogPage(EngineHost &host, QWidget *parent = nullptr);
};

}
