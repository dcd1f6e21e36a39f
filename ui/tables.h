// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QString;
class QTableView;

namespace emitter {

/// How every table of rows looks and behaves: whole rows are selected, Tab leaves it.
void prepareTable(QTableView &table, const QString &accessibleName);
/// Widths in characters, so that they follow the font and no row need be measured; a column is at
/// least as wide as its header. REQUIRES: the table has its model.
void setColumnWidths(QTableView &table, const QList<int> &characters);

}
