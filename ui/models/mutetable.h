// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <string>

namespace emitter {

/// A table of what a run can mute, with a box in the first column of each row: ticked while the row
/// is heard.
class MuteTable : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Mute boxes do something only while a run goes on.
    void setMutable(bool canMute);
    virtual bool isMuted(int row) const = 0;

    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void muteChanged(const QString &name, bool muted);

protected:
    /// Keeps it; the name by which the engine knows the row.
    virtual std::string mute(int row, bool muted) = 0;
    Qt::CheckState box(int row) const { return isMuted(row) ? Qt::Unchecked : Qt::Checked; }

private:
    bool m_mutable = false;
};

}
