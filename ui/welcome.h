// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace emitter {

struct WindowActions;

/// What is there instead of the pages while no profile is open: one thing to try, two to do.
class Welcome : public QWidget
{
    Q_OBJECT
public:
    explicit Welcome(const WindowActions &actions, QWidget *parent = nullptr);
};

}
