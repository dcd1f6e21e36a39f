// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/profilesources.h"

#include "profile/profilerows.h"
#include "ui/forms/levelbar.h"
#include "ui/models/sinklistmodel.h"
#include "ui/models/sourcelistmodels.h"
#include "ui/numbers.h"

#include <QHeaderView>
#include <QLocale>
#include <QTableView>

namespace emitter {
namespace {

const char *const defaultWeights[]{"0.1", "0.7", "0.15", "0.05", "0"};

std::vector<TextChange> usualWeights()
{
    std::vector<TextChange> weights;
    for (std::size_t i = 0; i < levelWeightRows().size(); ++i)
        weights.push_back(
            {"level_weights." + std::string(levelWeightRows()[i].key), defaultWeights[i]});
    return weights;
}

QString totalText(const Draft &draft, std::string_view list)
{
    const auto rate = plannedRate(draft, list);
    return rate ? ProfileList::tr("Planned in total: %1").arg(Numbers::perSecond(*rate))
                : ProfileList::tr("Planned: as fast as the sinks accept (closed loop)");
}

}

ProfileServices::ProfileServices(Draft &draft, Dialogs &dialogs)
    : ProfileList(draft, dialogs, new ServiceListModel(draft),
        {tr("Services"), "name",
            tr("No services yet. Each writes its own stream of entries at its own rate.")})
{
    table().horizontalHeader()->setSectionResizeMode(
        ServiceListModel::Expected, QHeaderView::ResizeToContents);
    table().setItemDelegateForColumn(ServiceListModel::Levels, new LevelBarDelegate(this));
    showCurrent();
}

std::vector<FormRow> ProfileServices::rowsOf(int) const
{
    static const std::vector<TextChange> usual = usualWeights();
    std::vector<FormRow> rows;
    for (const Field &field : serviceRows()) {
        if (field.key != "level_weights")
            rows.push_back({&field, std::string(field.key)});
    }
    for (const Field &field : levelWeightRows())
        rows.push_back(
            {&field, "level_weights." + std::string(field.key), "profile", usual, true, {}});
    return rows;
}

std::vector<TextChange> ProfileServices::newItem() const
{
    return {{"name", draft().freeName("services", "name", "service")}, {"rate_per_sec", "10"}};
}

void ProfileServices::refresh()
{
    setIntro(tr("Each service writes its own stream.") + QLatin1Char(' ')
        + totalText(draft(), "services"));
    if (currentRow() < 0)
        return;
    const auto shares = static_cast<ServiceListModel &>(model()).shares(currentRow());
    for (std::size_t i = 0; i < shares.size(); ++i)
        form().setUnit("level_weights." + std::string(levelWeightRows()[i].key),
            QLocale().toString(shares[i] * 100, 'g', 3) + QStringLiteral(" %"));
}

ProfilePools::ProfilePools(Draft &draft, Dialogs &dialogs)
    : ProfileList(draft, dialogs, new PoolListModel(draft),
        {tr("Pools"), "emitter_prefix",
            tr("No pools yet. A pool is any number of like emitters, each with its own pace.")})
{
    table().horizontalHeader()->setSectionResizeMode(
        PoolListModel::Expected, QHeaderView::ResizeToContents);
    showCurrent();
}

std::vector<FormRow> ProfilePools::rowsOf(int) const
{
    std::vector<FormRow> rows;
    appendRows(rows, poolRows());
    return rows;
}

std::vector<TextChange> ProfilePools::newItem() const
{
    return {{"emitter_prefix", draft().freeName("pools", "emitter_prefix", "emitter")},
        {"num_emitters", "5"}};
}

void ProfilePools::refresh()
{
    setIntro(tr("Like emitters, each with its own pace.") + QLatin1Char(' ')
        + totalText(draft(), "pools"));
}

ProfileTargets::ProfileTargets(Draft &draft, Dialogs &dialogs)
    : ProfileList(draft, dialogs, new PlainListModel(draft, "targets", {{tr("Target"), {}}}),
        {tr("Targets"), {},
            tr("No targets yet. A run without targets passes when its entries were sent.")})
{
    setIntro(tr("A run passes when all of them are met."));
    showCurrent();
}

std::vector<FormRow> ProfileTargets::rowsOf(int) const
{
    static constexpr Field row{.key = "targets",
        .type = Field::Text,
        .required = true,
        .label = QT_TRANSLATE_NOOP("profile", "Target"),
        .help = QT_TRANSLATE_NOOP("profile",
            "achieved, rate, sent, errors, failed, dropped, backlog_max, latency_p50|p95|p99{sink} "
            "or lateness_p99, with >=, <=, > or < and a value: achieved >= 95%")};
    return {{&row, {}}};
}

std::vector<TextChange> ProfileTargets::newItem() const
{
    return {{{}, "achieved >= 95%"}};
}

}
