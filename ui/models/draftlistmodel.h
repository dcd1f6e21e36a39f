// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/draft.h"

#include <QAbstractTableModel>

#include <map>
#include <string>
#include <vector>

namespace emitter {

/// One list of the profile as a table: a row for each item as it is written, also while the profile
/// has errors. Cells are made when they are asked for, so ten thousand rows cost nothing until they
/// are seen. Follows the draft by itself.
class DraftListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    struct Column
    {
        QString title;
        std::string key; ///< whose problem marks the cell; empty: none
    };

    DraftListModel(
        Draft &draft, std::string list, std::vector<Column> columns, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const std::string &list() const { return m_list; }
    std::string pathOf(int row) const;

protected:
    Draft &draft() const { return m_draft; }
    /// What the cell shows; plain text.
    virtual QString cell(int row, int column) const = 0;
    virtual bool isOff(int) const { return false; }
    /// What other roles than text, marks and colours say.
    virtual QVariant extra(int, int, int) const { return {}; }
    const std::string &columnKey(int column) const
    {
        return m_columns[static_cast<std::size_t>(column)].key;
    }
    /// The text of a key of an item, or the default.
    QString writtenAt(int row, const std::string &key, const QString &fallback = {}) const;

private:
    void refresh();
    /// The column that a problem of an item marks: its key's, else the first one.
    int columnOf(const Problem &problem, const std::string &item) const;
    /// What the problem that marks a cell speaks of: the column, or a key without one.
    QString nameOf(const Problem &problem, int row, int column) const;
    const Problem *problemOf(int row, int column) const;
    QVariant marks(int row, int column, int role) const;

    Draft &m_draft;
    const std::string m_list;
    const std::vector<Column> m_columns;
    int m_rows = 0;
    std::map<int, std::vector<const Problem *>> m_problems; ///< of the draft, by row
};

}
