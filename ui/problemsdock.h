// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <QDockWidget>

class QTreeView;

namespace emitter {

class ProblemsModel;

/// The list of all problems. A double click, Enter or F8 asks to be taken to where the problem is.
class ProblemsDock : public QDockWidget
{
    Q_OBJECT
public:
    explicit ProblemsDock(ProblemsModel &problems, QWidget *parent = nullptr);

    void bringUp(); ///< also from behind another dock
    /// Selects the next problem and asks to be taken there.
    void goToNext();

Q_SIGNALS:
    void wantsToSee(const emitter::Problem &problem);

private:
    void ask(const QModelIndex &index);

    ProblemsModel &m_problems;
    QTreeView *m_tree;
};

}
