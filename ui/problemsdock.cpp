// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problemsdock.h"

#include "ui/models/problemsmodel.h"

#include <QHeaderView>
#include <QTreeView>

namespace emitter {

ProblemsDock::ProblemsDock(ProblemsModel &problems, QWidget *parent)
    : QDockWidget(tr("Problems"), parent)
    , m_problems(problems)
    , m_tree(new QTreeView)
{
    setObjectName(QStringLiteral("problems")); // for saving its place
    setAccessibleName(windowTitle());
    m_tree->setAccessibleName(tr("Problems"));
    m_tree->setModel(&problems);
    m_tree->setUniformRowHeights(true);
    m_tree->setRootIsDecorated(true);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(ProblemsModel::Text, QHeaderView::Stretch);
    m_tree->setColumnWidth(ProblemsModel::Where, m_tree->fontMetrics().averageCharWidth() * 36);
    m_tree->setColumnWidth(ProblemsModel::Count, m_tree->fontMetrics().averageCharWidth() * 10);
    setWidget(m_tree);
    connect(m_tree, &QTreeView::activated, this, &ProblemsDock::ask);
    connect(&problems, &ProblemsModel::modelReset, m_tree, &QTreeView::expandAll);
    connect(&problems, &ProblemsModel::rowsInserted, m_tree, &QTreeView::expandAll);
    m_tree->expandAll();
}

void ProblemsDock::bringUp()
{
    show();
    raise();
}

void ProblemsDock::goToNext()
{
    const QModelIndex next = m_problems.next(m_tree->currentIndex());
    if (!next.isValid())
        return;
    bringUp();
    m_tree->setCurrentIndex(next);
    ask(next);
}

void ProblemsDock::ask(const QModelIndex &index)
{
    if (const Problem *problem = m_problems.problem(index.siblingAtColumn(0)))
        Q_EMIT wantsToSee(*problem);
}

}
