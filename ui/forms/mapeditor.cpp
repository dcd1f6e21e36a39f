// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/mapeditor.h"

#include "profile/node.h"
#include "profile/sourcetext.h"
#include "profile/variables.h"

#include <QAction>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QTableWidget>

namespace emitter {

MapEditor::MapEditor(QWidget *parent)
    : FieldEditor(parent)
    , m_table(new QTableWidget(0, 2))
{
    setContent(m_table);
    setFocusProxy(m_table);
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Value")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setFixedHeight(4 * m_table->verticalHeader()->defaultSectionSize());
    auto *remove = new QAction(tr("Remove"), m_table);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(remove);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(remove, &QAction::triggered, this, &MapEditor::removeCurrent);
    connect(m_table, &QTableWidget::cellChanged, this, &MapEditor::store);
}

void MapEditor::show(const Node *written)
{
    const QSignalBlocker quiet(m_table);
    m_names.clear();
    const auto count = written ? static_cast<int>(written->entries.size()) : 0;
    m_table->setRowCount(count + 1);
    for (int row = 0; row < count; ++row) {
        const Node::Entry &entry = written->entries[static_cast<std::size_t>(row)];
        const bool hidden =
            looksSecret(entry.key) && expandVariables(entry.value.text, {}).names.empty();
        m_names.append(QString::fromStdString(entry.key));
        m_table->setItem(row, 0, new QTableWidgetItem(m_names.back()));
        m_table->setItem(row, 1,
            new QTableWidgetItem(
                hidden ? tr("(not shown)") : QString::fromStdString(entry.value.text)));
    }
    m_table->setItem(count, 0, new QTableWidgetItem);
    m_table->setItem(count, 1, new QTableWidgetItem);
}

void MapEditor::store(int row, int column)
{
    const QString name = m_table->item(row, 0)->text().trimmed();
    const QString value = m_table->item(row, 1)->text();
    const QString old = row < m_names.size() ? m_names[row] : QString();
    if (column == 0 && !old.isEmpty() && name != old)
        Q_EMIT removed(old);
    if (!name.isEmpty())
        Q_EMIT edited(name, value, Typing::Ended);
}

void MapEditor::removeCurrent()
{
    const int row = m_table->currentRow();
    if (row >= 0 && row < m_names.size())
        Q_EMIT removed(m_names[row]);
}

}
