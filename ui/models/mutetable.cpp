// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/mutetable.h"

namespace emitter {

void MuteTable::setMutable(bool canMute)
{
    if (canMute == m_mutable)
        return;
    m_mutable = canMute;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

bool MuteTable::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() != 0 || role != Qt::CheckStateRole || !m_mutable)
        return false;
    const bool muted = value.toInt() != Qt::Checked;
    const std::string name = mute(index.row(), muted);
    Q_EMIT dataChanged(index, index.siblingAtColumn(1)); // the column beside says it, too
    Q_EMIT muteChanged(QString::fromStdString(name), muted);
    return true;
}

Qt::ItemFlags MuteTable::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == 0 && m_mutable ? flags | Qt::ItemIsUserCheckable : flags;
}

}
