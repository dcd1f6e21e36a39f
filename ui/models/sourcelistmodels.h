// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/draftlistmodel.h"

#include <array>
#include <optional>

namespace emitter {

/// What `services` holds: name, rate, arrival, levels, and what is to be expected of it.
class ServiceListModel : public DraftListModel
{
    Q_OBJECT
public:
    enum { Name, Rate, ArrivalColumn, Levels, Expected };
    /// The shares of the five levels, QVariantList of double; for the bar.
    static constexpr int SharesRole = Qt::UserRole;

    explicit ServiceListModel(Draft &draft, QObject *parent = nullptr);
    std::array<double, 5> shares(int row) const;

protected:
    QString cell(int row, int column) const override;
    QVariant extra(int row, int column, int role) const override;

private:
    std::optional<StreamSpec> stream(int row) const;
};

/// What `pools` holds.
class PoolListModel : public DraftListModel
{
    Q_OBJECT
public:
    enum { Prefix, Emitters, Interval, Distributor, Rate, Expected };

    explicit PoolListModel(Draft &draft, QObject *parent = nullptr);

protected:
    QString cell(int row, int column) const override;

private:
    std::optional<StreamSpec> stream(int row) const;
};

/// Entries per second of one list of sources as far as it can be read, at shape 100 %; absent when
/// a service runs at `max`.
std::optional<double> plannedRate(const Draft &draft, std::string_view list);

}
