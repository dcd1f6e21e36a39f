// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/fieldeditor.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QTabBar>
#include <QToolButton>

#include <algorithm>

namespace emitter {

/// All texts by which a widget and what is visible below it speak to somebody: labels, buttons,
/// tabs, menus, cells, choices, tooltips and accessible names. Not what users type.
class ShownTexts
{
public:
    struct Text
    {
        QString text;
        QString where;
    };

    static QList<Text> of(const QWidget &root) { return ShownTexts(root).m_texts; }

private:
    explicit ShownTexts(const QWidget &root)
    {
        if (const auto *window = qobject_cast<const QMainWindow *>(&root))
            addActions(window->menuBar()->actions(), QStringLiteral("menu"));
        else
            add(root.windowTitle(), root);
        addWidget(root);
        for (const QWidget *widget : root.findChildren<QWidget *>()) {
            const bool own = widget->objectName().startsWith(QStringLiteral("qt_"));
            if (!own && widget->isVisibleTo(&root))
                addWidget(*widget);
        }
    }

    void add(const QString &text, const QString &where)
    {
        if (!text.isEmpty() && !m_known.contains(text)) {
            m_known.insert(text);
            m_texts.append({text, where});
        }
    }
    void add(const QString &text, const QWidget &of)
    {
        const auto name = [](const QWidget &widget) {
            return QString(QLatin1StringView(widget.metaObject()->className()));
        };
        const QWidget *parent = of.parentWidget();
        add(text, parent ? name(of) + QStringLiteral(" in ") + name(*parent) : name(of));
    }
    void addActions(const QList<QAction *> &actions, const QString &where)
    {
        for (const QAction *action : actions) {
            if (action->isSeparator() || !action->isVisible())
                continue;
            add(action->text(), where);
            add(action->iconText(), where);
            if (action->menu())
                addActions(action->menu()->actions(), where);
        }
    }
    void addWidget(const QWidget &widget)
    {
        add(widget.toolTip(), widget);
        add(widget.accessibleName(), widget);
        add(widget.accessibleDescription(), widget);
        if (!qobject_cast<const QMainWindow *>(&widget))
            addActions(widget.actions(), QLatin1StringView(widget.metaObject()->className()));
        if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
            add(label->text(), widget);
        } else if (const auto *button = qobject_cast<const QAbstractButton *>(&widget)) {
            addButton(*button);
        } else if (const auto *box = qobject_cast<const QComboBox *>(&widget)) {
            for (int i = 0; i < box->count(); ++i)
                add(box->itemText(i), widget);
        } else if (const auto *tabs = qobject_cast<const QTabBar *>(&widget)) {
            for (int i = 0; i < tabs->count(); ++i)
                add(tabs->tabText(i), widget);
        } else if (const auto *edit = qobject_cast<const QLineEdit *>(&widget)) {
            if (!isField(*edit)) // there it is the default, as a profile would say it
                add(edit->placeholderText(), widget);
        } else if (const auto *dock = qobject_cast<const QDockWidget *>(&widget)) {
            add(dock->windowTitle(), widget);
        } else if (const auto *view = qobject_cast<const QAbstractItemView *>(&widget)) {
            if (!qobject_cast<const QHeaderView *>(view))
                addCells(*view, {});
        }
    }
    void addButton(const QAbstractButton &button)
    {
        add(button.text(), button);
        const auto *tool = qobject_cast<const QToolButton *>(&button);
        const auto *push = qobject_cast<const QPushButton *>(&button);
        const QMenu *menu = tool ? tool->menu() : push ? push->menu() : nullptr;
        if (menu)
            addActions(menu->actions(), QStringLiteral("menu of ") + button.accessibleName());
    }
    void addCells(const QAbstractItemView &view, const QModelIndex &parent)
    {
        constexpr int mostRows = 50;
        const QAbstractItemModel *model = view.model();
        for (int column = 0; model && column < model->columnCount(parent); ++column) {
            add(model->headerData(column, Qt::Horizontal).toString(), view);
            for (int row = 0; row < std::min(mostRows, model->rowCount(parent)); ++row) {
                const QModelIndex index = model->index(row, column, parent);
                for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole),
                         int(Qt::AccessibleTextRole), int(Qt::AccessibleDescriptionRole)})
                    add(index.data(role).toString(), view);
                if (column == 0)
                    addCells(view, index);
            }
        }
    }
    static bool isField(const QWidget &widget)
    {
        for (const QWidget *up = &widget; up; up = up->parentWidget()) {
            if (qobject_cast<const FieldEditor *>(up))
                return true;
        }
        return false;
    }

    QList<Text> m_texts;
    QSet<QString> m_known;
};

}
