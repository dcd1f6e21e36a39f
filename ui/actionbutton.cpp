// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actionbutton.h"

#include <QAction>

namespace emitter {

ActionButton::ActionButton(QAction *action, const QString &text, QWidget *parent)
    : QPushButton(parent)
{
    const auto showAction = [this, action, text] {
        setText(text.isEmpty() ? action->text() : text);
        setIcon(action->icon());
        setToolTip(action->toolTip());
        setEnabled(action->isEnabled());
        setCheckable(action->isCheckable());
        setChecked(action->isChecked());
    };
    showAction();
    connect(action, &QAction::changed, this, showAction);
    connect(this, &QPushButton::clicked, action, &QAction::trigger);
}

}
