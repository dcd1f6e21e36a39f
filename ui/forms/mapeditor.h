// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/fieldeditor.h"

class QTableWidget;

namespace emitter {

/// A small table of names and texts, e.g. headers. The empty row at its end adds one.
class MapEditor : public FieldEditor
{
    Q_OBJECT
public:
    explicit MapEditor(QWidget *parent);
    void show(const Node *written) override;

private:
    void store(int row, int column);
    void removeCurrent();

    QTableWidget *m_table;
    QStringList m_names; ///< as they are written
};

}
