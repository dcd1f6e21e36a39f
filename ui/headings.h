// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTableView;

namespace emitter {

/// Widens the columns whose headings have too little room, in whatever language they are; as soon
/// as the style of the window is known.
void fitHeadings(QTableView &table);

}
