// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/mapeditor.h"

#include "profile/node.h"
#include "profile/overrides.h"
#include "profile/sourcetext.h"
#include "profile/variables.h"
#include "profile/yamlscalar.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QTableWidget>

#include <algorithm>

namespace emitter {
namespace {

/// A secret that is written out.
bool isLiteralSecret(const Node::Entry &entry)
{
    return looksSecret(entry.key) && expandVariables(entry.value.text, {}).names.empty();
}

Problem refusal(const QString &text)
{
    Problem problem;
    problem.text = text.toStdString();
    problem.remedy = MapEditor::tr("Change it in the text.").toStdString();
    return problem;
}

/// `text` with the name in the place of the entry's key; empty where that is written in a way that
/// is not known here.
std::string replacedKey(
    const std::string &text, const Node &mapping, const Node::Entry &entry, const std::string &name)
{
    const std::size_t mark = text.size() - SourceText(text).text().size();
    const std::string_view rest = std::string_view(text).substr(mark + entry.offset);
    const bool quoted = rest.starts_with('"') || rest.starts_with('\'');
    const std::string old = quoted ? quotedScalar(entry.key, rest[0]) : entry.key;
    if (!rest.starts_with(old))
        return {};
    std::string edited = text;
    return edited.replace(mark + entry.offset, old.size(),
        quoted ? quotedScalar(name, rest[0])
               : yamlScalar(name, mapping.flow ? YamlStyle::Flow : YamlStyle::Block));
}

}

Result<ParsedText> withKeyRenamed(const ParsedText &text, const std::string &path,
    const std::string &key, const std::string &name)
{
    const Node *mapping = text.root() ? findPath(*text.root(), path) : nullptr;
    const Problem cannot = refusal(MapEditor::tr("This name cannot be changed here"));
    if (!mapping)
        return cannot;
    const auto entry = std::find_if(mapping->entries.begin(), mapping->entries.end(),
        [&](const Node::Entry &candidate) { return candidate.key == key; });
    if (entry == mapping->entries.end())
        return cannot;
    if (mapping->find(name))
        return refusal(MapEditor::tr("There is another value of this name"));
    if (isLiteralSecret(*entry) && !looksSecret(name))
        return refusal(MapEditor::tr("By this name the secret would be shown"));
    ParsedText edited = replacedKey(text.text(), *mapping, *entry, name);
    const Node *after = edited.root() ? findPath(*edited.root(), path) : nullptr;
    const Node *value = after && !after->find(key) ? after->find(name) : nullptr;
    if (!value || value->text != entry->value.text
        || after->entries.size() != mapping->entries.size())
        return cannot;
    return edited;
}

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
        m_names.append(QString::fromStdString(entry.key));
        m_table->setItem(row, 0, new QTableWidgetItem(m_names.back()));
        m_table->setItem(row, 1,
            new QTableWidgetItem(isLiteralSecret(entry)
                    ? tr("(not shown)")
                    : QString::fromStdString(entry.value.text)));
    }
    m_table->setItem(count, 0, new QTableWidgetItem);
    m_table->setItem(count, 1, new QTableWidgetItem);
}

void MapEditor::store(int row, int column)
{
    const QString name = m_table->item(row, 0)->text().trimmed();
    const QString value = m_table->item(row, 1)->text();
    const QString old = row < m_names.size() ? m_names[row] : QString();
    const bool isRename = column == 0 && !old.isEmpty();
    if (isRename && name.isEmpty())
        Q_EMIT removed(old);
    else if (isRename && name != old)
        Q_EMIT renamed(old, name); // the value is not known here where it is not shown
    else if (!isRename && !name.isEmpty())
        Q_EMIT edited(name, value, Typing::Ended);
}

void MapEditor::finish()
{
    if (m_table->isAncestorOf(QApplication::focusWidget()))
        m_table->setFocus(); // a cell that is left is stored
}

void MapEditor::removeCurrent()
{
    const int row = m_table->currentRow();
    if (row >= 0 && row < m_names.size())
        Q_EMIT removed(m_names[row]);
}

}
