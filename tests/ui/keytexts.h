// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QMainWindow>
#include <QMenuBar>
#include <QTabBar>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>

namespace emitter {

/// The texts in sight that answer to a key: of the menu bar, of buttons, labels and tabs. Not those
/// of the toolbar's buttons, whose actions have keys of their own, and no mere numbers.
inline QStringList keyTexts(const QWidget &shown)
{
    QStringList texts;
    if (const auto *window = qobject_cast<const QMainWindow *>(&shown)) {
        for (const QAction *action : window->menuBar()->actions())
            texts.append(action->text());
    }
    const auto isNumber = [](const QString &text) {
        return std::none_of(text.begin(), text.end(), [](QChar c) { return c.isLetter(); });
    };
    for (const QWidget *widget : shown.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->objectName().startsWith(QStringLiteral("qt_")))
            continue;
        const bool ofToolBar = qobject_cast<const QToolButton *>(widget)
            && qobject_cast<const QToolBar *>(widget->parentWidget());
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const auto *label = qobject_cast<const QLabel *>(widget);
        const auto *tabs = qobject_cast<const QTabBar *>(widget);
        if (button && !ofToolBar && !isNumber(button->text()))
            texts.append(button->text());
        else if (label && label->buddy())
            texts.append(label->text());
        for (int i = 0; tabs && i < tabs->count(); ++i)
            texts.append(tabs->tabText(i));
    }
    return texts;
}

}
