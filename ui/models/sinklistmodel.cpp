// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sinklistmodel.h"

#include "profile/profilerows.h"

namespace emitter {

SinkListModel::SinkListModel(Draft &draft, const SinkRegistry &sinks, QObject *parent)
    : DraftListModel(draft, "sinks",
        {{tr("On"), "enabled"}, {tr("Name"), "name"}, {tr("Type"), "type"}, {tr("Writes to"), {}}},
        parent)
    , m_sinks(sinks)
{
}

bool SinkListModel::isOff(int row) const
{
    const Node *enabled = draft().node(pathOf(row) + ".enabled");
    return enabled && draft().expanded(*enabled) == "false";
}

QString SinkListModel::cell(int row, int column) const
{
    const QString type = writtenAt(row, "type", QStringLiteral("—"));
    switch (column) {
    case Name:
        return writtenAt(row, "name", type);
    case Type:
        return type;
    case Target: {
        const SinkDescriptor *sink = m_sinks.find(type.toStdString());
        const Field *where = sink ? argumentRow(sink->rows) : nullptr;
        return where ? writtenAt(row, std::string(where->key)) : QString();
    }
    default:
        return {};
    }
}

Qt::ItemFlags SinkListModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags all = DraftListModel::flags(index);
    if (index.isValid() && index.column() == On)
        all |= Qt::ItemIsUserCheckable;
    return all;
}

QVariant SinkListModel::extra(int row, int column, int role) const
{
    if (column != On)
        return {};
    if (role == Qt::CheckStateRole)
        return static_cast<int>(isOff(row) ? Qt::Unchecked : Qt::Checked);
    if (role == Qt::AccessibleTextRole)
        return isOff(row) ? tr("off") : tr("on");
    return {};
}

bool SinkListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != On)
        return false;
    const bool on = value.toInt() == Qt::Checked;
    const std::string path = pathOf(index.row()) + ".enabled";
    // A key that only repeats the default is not left behind.
    return static_cast<bool>(on ? draft().removeKey(path, tr("Switch the sink on"))
                                : draft().setValues({{path, "false"}}, tr("Switch the sink off")));
}

QString PlainListModel::cell(int row, int column) const
{
    return writtenAt(row, columnKey(column), QStringLiteral("—"));
}

}
