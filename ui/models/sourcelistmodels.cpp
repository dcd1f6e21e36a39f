// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sourcelistmodels.h"

#include "base/values.h"
#include "profile/profilerows.h"
#include "ui/forms/plaintext.h"
#include "ui/models/expectation.h"
#include "ui/numbers.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace emitter {
namespace {

constexpr double shownSeconds = 600;

std::optional<double> numberOf(
    const Draft &draft, const Node &item, std::string_view key, double fallback)
{
    const Node *value = item.find(key);
    if (!value || value->kind == Node::Kind::Null)
        return fallback;
    const auto text = draft.expanded(*value);
    return text ? parseNumber(*text) : std::nullopt;
}

std::string textOf(const Draft &draft, const Node &item, std::string_view key)
{
    const Node *value = item.find(key);
    return value ? draft.expanded(*value).value_or(std::string()) : std::string();
}

const Node *itemOf(const Draft &draft, std::string_view list, int row)
{
    const Node *node = draft.node(list);
    const auto index = static_cast<std::size_t>(row);
    return node && index < node->items.size() ? &node->items[index] : nullptr;
}

double rateScale(const Draft &draft)
{
    const Node *root = draft.root();
    return root ? numberOf(draft, *root, "rate_scale", 1).value_or(1) : 1;
}

/// The stream of one service as it is written; nothing when it cannot be told.
std::optional<StreamSpec> serviceStream(const Draft &draft, const Node &item)
{
    const auto rate = numberOf(draft, item, "rate_per_sec", -1);
    if (!rate || *rate <= 0)
        return {};
    const std::string arrival = textOf(draft, item, "arrival");
    StreamSpec stream;
    stream.kind = arrival.empty() || arrival == "poisson" ? ArrivalKind::Poisson
        : arrival == "uniform"                            ? ArrivalKind::Uniform
                                                          : ArrivalKind::Fixed;
    stream.meanGap = 1 / (*rate * rateScale(draft));
    stream.jitter = stream.meanGap / 2;
    return stream;
}

std::optional<StreamSpec> poolStream(const Draft &draft, const Node &item)
{
    const PoolSpec usual;
    const auto emitters = numberOf(draft, item, "num_emitters", usual.emitters);
    const auto base = numberOf(draft, item, "base_interval", usual.baseInterval);
    const auto jitter = numberOf(draft, item, "interval_jitter", usual.intervalJitter);
    const auto least = numberOf(draft, item, "min_interval", usual.minInterval);
    if (!emitters || !base || !jitter || !least || *emitters < 1 || *emitters > 1e9
        || std::max({*base, *jitter, *least}) <= 0 || std::min({*base, *jitter, *least}) < 0)
        return {};
    const double scale = rateScale(draft);
    StreamSpec stream;
    stream.kind = ArrivalKind::Uniform;
    stream.sourceCount = static_cast<std::uint32_t>(*emitters);
    stream.meanGap = *base / scale;
    stream.jitter = *jitter / scale;
    stream.minGap = *least / scale;
    return stream;
}

QString expectedText(const Draft &draft, const std::optional<StreamSpec> &stream)
{
    if (!stream)
        return QStringLiteral("—");
    // While the profile has errors there is no plan, and the shape is left out.
    const double seconds = draft.plan() ? draft.plan()->shape.area(shownSeconds) : shownSeconds;
    const Expectation expected = expectation(*stream, seconds);
    return Numbers::spread(expected.entries, expected.spread);
}

}

std::optional<double> plannedRate(const Draft &draft, std::string_view list)
{
    double sum = 0;
    const Node *node = draft.node(list);
    if (!node)
        return sum;
    for (const Node &item : node->items) {
        if (textOf(draft, item, "rate_per_sec") == "max")
            return {};
        const auto stream = list == "pools" ? poolStream(draft, item) : serviceStream(draft, item);
        if (stream)
            sum += expectedRate(*stream);
    }
    return sum;
}

ServiceListModel::ServiceListModel(Draft &draft, QObject *parent)
    : DraftListModel(draft, "services",
        {{tr("Name"), "name"}, {tr("Rate /s"), "rate_per_sec"}, {tr("Arrival"), "arrival"},
            {tr("Levels"), "level_weights"}, {tr("Expected in 10 min"), {}}},
        parent)
{
}

std::optional<StreamSpec> ServiceListModel::stream(int row) const
{
    const Node *item = itemOf(draft(), list(), row);
    return item ? serviceStream(draft(), *item) : std::nullopt;
}

std::array<double, 5> ServiceListModel::shares(int row) const
{
    std::array<double, 5> weights = ServiceSpec().levelWeights;
    const Node *item = itemOf(draft(), list(), row);
    const Node *written = item ? item->find("level_weights") : nullptr;
    if (written && written->isMapping()) {
        for (std::size_t i = 0; i < weights.size(); ++i)
            weights[i] = numberOf(draft(), *written, levelWeightRows()[i].key, 0).value_or(0);
    }
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (double &weight : weights)
        weight = sum > 0 && weight > 0 ? weight / sum : 0;
    return weights;
}

QString ServiceListModel::cell(int row, int column) const
{
    switch (column) {
    case Name:
        return writtenAt(row, "name", QStringLiteral("—"));
    case Rate:
        return writtenAt(row, "rate_per_sec", QStringLiteral("—"));
    case ArrivalColumn:
        return translatedChoice(*findField(serviceRows(), "arrival"), "profile",
            writtenAt(row, "arrival", QStringLiteral("poisson")).toStdString());
    case Expected: {
        const Node *item = itemOf(draft(), list(), row);
        return item && textOf(draft(), *item, "rate_per_sec") == "max"
            ? tr("as fast as the sinks")
            : expectedText(draft(), stream(row));
    }
    default:
        return {};
    }
}

QVariant ServiceListModel::extra(int row, int column, int role) const
{
    if (column != Levels)
        return {};
    const std::array<double, 5> each = shares(row);
    if (role == SharesRole)
        return QVariantList(each.begin(), each.end());
    if (role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    QStringList parts;
    for (std::size_t i = 0; i < each.size(); ++i)
        parts += translated("profile", levelWeightRows()[i].label) + QLatin1Char(' ')
            + QLocale().toString(each[i] * 100, 'g', 3) + QStringLiteral(" %");
    return parts.join(QStringLiteral(", "));
}

PoolListModel::PoolListModel(Draft &draft, QObject *parent)
    : DraftListModel(draft, "pools",
        {{tr("Prefix"), "emitter_prefix"}, {tr("Emitters"), "num_emitters"},
            {tr("Every"), "base_interval"}, {tr("Distributor"), "distributor_url"},
            {tr("Rate /s"), {}}, {tr("Expected in 10 min"), {}}},
        parent)
{
}

std::optional<StreamSpec> PoolListModel::stream(int row) const
{
    const Node *item = itemOf(draft(), list(), row);
    return item ? poolStream(draft(), *item) : std::nullopt;
}

QString PoolListModel::cell(int row, int column) const
{
    switch (column) {
    case Prefix:
        return writtenAt(row, "emitter_prefix", QStringLiteral("emitter"));
    case Emitters:
        return writtenAt(row, "num_emitters", QStringLiteral("5"));
    case Interval:
        return tr("%1 ± %2 s")
            .arg(writtenAt(row, "base_interval", QStringLiteral("1")),
                writtenAt(row, "interval_jitter", QStringLiteral("0.5")));
    case Distributor:
        return writtenAt(row, "distributor_url", QStringLiteral("—"));
    case Rate: {
        const auto found = stream(row);
        return found ? Numbers::rate(expectedRate(*found)) : QStringLiteral("—");
    }
    default:
        return expectedText(draft(), stream(row));
    }
}

}
