// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/headings.h"

#include <QHeaderView>
#include <QTableView>
#include <QTimer>

namespace emitter {

void fitHeadings(QTableView &table)
{
    QTimer::singleShot(0, &table, [view = &table] {
        const QHeaderView &header = *view->horizontalHeader();
        header.ensurePolished();
        for (int i = 0; i < header.count(); ++i) {
            if (const int needed = header.sectionSizeHint(i); needed > header.sectionSize(i))
                view->setColumnWidth(i, needed);
        }
    });
}

}
