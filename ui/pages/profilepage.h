// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace emitter {

class Dialogs;
class Draft;
class SinkRegistry;

/// The profile in forms, tables and as text.
class ProfilePage : public QWidget
{
    Q_OBJECT
public:
    explicit ProfilePage(
        Draft &draft, const SinkRegistry &sinks, Dialogs &dialogs, QWidget *parent = nullptr);
};

}
