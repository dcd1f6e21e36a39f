// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

class QAction;

namespace emitter {

/// A button that does what an action does and looks as it does, whenever the action changes. Unlike
/// a QToolButton it keeps the letter that Alt presses. The action outlives it.
class ActionButton : public QPushButton
{
public:
    /// `text` in the place of the action's; with a letter of its own.
    explicit ActionButton(QAction *action, const QString &text = {}, QWidget *parent = nullptr);
};

}
