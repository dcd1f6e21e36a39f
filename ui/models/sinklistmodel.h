// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/draftlistmodel.h"

namespace emitter {

/// What `sinks` holds; the first column switches a sink on and off.
class SinkListModel : public DraftListModel
{
    Q_OBJECT
public:
    enum { On, Name, Type, Target };

    SinkListModel(Draft &draft, const SinkRegistry &sinks, QObject *parent = nullptr);
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

protected:
    QString cell(int row, int column) const override;
    bool isOff(int row) const override;
    QVariant extra(int row, int column, int role) const override;

private:
    const SinkRegistry &m_sinks;
};

/// The stages of the shape, or the targets: what is written, column by column.
class PlainListModel : public DraftListModel
{
    Q_OBJECT
public:
    using DraftListModel::DraftListModel;

protected:
    QString cell(int row, int column) const override;
};

}
