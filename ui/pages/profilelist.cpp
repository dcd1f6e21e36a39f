// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/profilelist.h"

#include "profile/readcontext.h"
#include "ui/style.h"
#include "ui/tables.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <charconv>
#include <utility>

namespace emitter {
namespace {

constexpr int tableHeight = 190; // six rows; the form below gets the rest

QTableView *makeTable(DraftListModel *model, const QString &name)
{
    auto *table = new QTableView;
    table->setModel(model);
    prepareTable(*table, name);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTextElideMode(Qt::ElideRight);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    return table;
}

}

ProfileList::ProfileList(Draft &draft, Dialogs &dialogs, DraftListModel *model, Traits traits)
    : ProfileSection(traits.title)
    , m_draft(draft)
    , m_model(model)
    , m_traits(std::move(traits))
    , m_table(makeTable(model, m_traits.title))
    , m_add(new QPushButton(tr("Add")))
    , m_form(new FieldForm(draft, dialogs))
    , m_formBody(new QVBoxLayout)
    , m_empty(makeNote(m_traits.emptyText))
    , m_refusal(makeNote())
{
    model->setParent(this);
    auto *content = new QWidget;
    content->setLayout(m_formBody);
    m_formBody->setContentsMargins(0, 0, 0, 0);
    m_formBody->addWidget(m_form);
    m_formBody->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(makeCard(content));
    auto *split = new QSplitter(Qt::Vertical);
    split->setObjectName(QString::fromStdString(model->list()));
    split->addWidget(m_table);
    split->addWidget(scroll);
    split->setStretchFactor(0, 0);
    split->setStretchFactor(1, 1);
    split->setSizes({tableHeight, 3 * tableHeight});
    split->setChildrenCollapsible(false);
    split->setHandleWidth(10);
    m_split = split;
    m_refusal->hide();
    m_empty->setAlignment(Qt::AlignCenter);
    body().addWidget(m_refusal);
    body().addWidget(m_empty, 1);
    body().addWidget(m_split, 1);
    makeActions();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &ProfileList::showCurrent);
    // After the model, which was connected first.
    connect(&draft, &Draft::changed, this, &ProfileList::showCurrent);
}

void ProfileList::makeActions()
{
    auto *insert = new QAction(tr("Add"), m_table);
    insert->setShortcut(Qt::Key_Insert);
    connect(insert, &QAction::triggered, m_add, &QPushButton::click);
    connect(m_add, &QPushButton::clicked, this, [this] {
        if (!m_add->menu())
            add(newItem());
    });
    m_table->addAction(insert);
    buttons().addWidget(m_add);
    addAction(tr("Duplicate"), Qt::CTRL | Qt::Key_D, new QPushButton, [this] { duplicate(); });
    addAction(tr("Remove"), Qt::Key_Delete, new QPushButton, [this] { remove(); });
    const auto arrow = [](Qt::ArrowType type) {
        auto *button = new QToolButton;
        button->setArrowType(type);
        return button;
    };
    addAction(tr("Move up"), Qt::CTRL | Qt::Key_Up, arrow(Qt::UpArrow), [this] { move(-1); });
    addAction(tr("Move down"), Qt::CTRL | Qt::Key_Down, arrow(Qt::DownArrow), [this] { move(1); });
    for (QAction *action : m_table->actions())
        action->setShortcutContext(Qt::WidgetShortcut);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void ProfileList::addAction(const QString &text, const QKeySequence &key, QAbstractButton *button,
    const std::function<void()> &run)
{
    auto *action = new QAction(text, m_table);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, run);
    m_table->addAction(action);
    if (qobject_cast<QPushButton *>(button))
        button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(
        text + QStringLiteral(" (") + key.toString(QKeySequence::NativeText) + QLatin1Char(')'));
    connect(button, &QAbstractButton::clicked, action, &QAction::trigger);
    buttons().addWidget(button);
    m_onItem.push_back(button);
}

bool ProfileList::owns(std::string_view path) const
{
    const std::string &list = m_model->list();
    return path.starts_with(list)
        && (path.size() == list.size() || path[list.size()] == '[' || path[list.size()] == '.');
}

bool ProfileList::showPath(std::string_view path)
{
    const std::size_t prefix = m_model->list().size() + 1;
    int row = -1;
    if (path.size() > prefix)
        std::from_chars(path.data() + prefix, path.data() + path.size(), row);
    if (row < 0 || row >= m_model->rowCount()) {
        (m_model->rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_add)->setFocus();
        return path == m_model->list();
    }
    select(row, false);
    if (m_form->focusField(path))
        return true;
    m_table->setFocus();
    return path == m_model->pathOf(row);
}

QStringList ProfileList::words() const
{
    return wordsOf(allRows());
}

int ProfileList::currentRow() const
{
    return m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
}

void ProfileList::showCurrent()
{
    const int count = m_model->rowCount();
    if (currentRow() < 0 && count > 0) {
        m_table->setCurrentIndex(m_model->index(0, 0)); // comes back here
        return;
    }
    const int row = currentRow();
    m_empty->setVisible(count == 0);
    m_split->setVisible(count > 0);
    for (QAbstractButton *button : m_onItem)
        button->setEnabled(row >= 0);
    if (row >= 0)
        m_form->show(m_model->pathOf(row), rowsOf(row));
    refresh();
}

void ProfileList::select(int row, bool focusForm)
{
    const QModelIndex index = m_model->index(row, 0);
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
    if (focusForm && m_form->rows().size() > 0)
        m_form->focusField(m_form->pathOf(m_form->rows().front()));
}

void ProfileList::took(const Result<void> &result)
{
    m_refusal->setVisible(!result);
    if (!result)
        m_refusal->setText(problemText(result.problem(), {}));
}

void ProfileList::add(const std::vector<TextChange> &values)
{
    m_draft.finishEdits();
    const int row = currentRow() < 0 ? m_model->rowCount() : currentRow() + 1;
    const auto result = m_draft.addItem(m_model->list(), static_cast<std::size_t>(row), values);
    took(result);
    if (result)
        select(row, true);
}

void ProfileList::duplicate()
{
    const int row = currentRow();
    if (row < 0)
        return;
    m_draft.finishEdits();
    const auto result =
        m_draft.duplicateItem(m_model->list(), static_cast<std::size_t>(row), m_traits.nameKey);
    took(result);
    if (result)
        select(row + 1, true);
}

void ProfileList::remove()
{
    const int row = currentRow();
    if (row < 0)
        return;
    m_draft.finishEdits();
    const auto result = m_draft.removeItem(m_model->list(), static_cast<std::size_t>(row));
    took(result);
    if (result && m_model->rowCount() > 0)
        select(std::min(row, m_model->rowCount() - 1), false);
}

void ProfileList::move(int by)
{
    const int row = currentRow();
    if (row < 0 || row + by < 0 || row + by >= m_model->rowCount())
        return;
    m_draft.finishEdits();
    const auto result = m_draft.moveItem(
        m_model->list(), static_cast<std::size_t>(row), static_cast<std::size_t>(row + by));
    took(result);
    if (result)
        select(row + by, false);
}

}
