// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/sourcereader.h"

#include "base/text.h"
#include "base/values.h"
#include "profile/profilerows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace emitter {
namespace {

constexpr double mostPerSecond = 1e8;

void readLevelWeights(
    const Node &service, const std::string &path, ReadContext &context, ServiceSpec &spec)
{
    const std::string member = path + ".level_weights";
    const Node *node = context.mappingAt(service, "level_weights", member);
    if (!node) {
        context.setOrigin(member, "built-in");
        return;
    }
    const std::size_t errorsBefore = context.errorCount();
    context.checkKeys(*node, member, keysOf(levelWeightRows()), " of level_weights");
    const FieldValues values = context.readRows(*node, member, levelWeightRows());
    double sum = 0;
    for (std::size_t i = 0; i < spec.levelWeights.size(); ++i) {
        spec.levelWeights[i] = values.number(levelWeightRows()[i].key);
        sum += spec.levelWeights[i];
    }
    if (!std::isfinite(sum))
        context.error(*node, member, "has weights that are too large to add up");
    if (!(sum > 0) && context.errorCount() == errorsBefore)
        context.error(*node, member, "must have a weight above 0; all of them are 0");
}

ServiceSpec readService(const Node &node, const std::string &path, ReadContext &context)
{
    static constexpr std::array<std::string_view, 2> special{"rate_per_sec", "level_weights"};
    ServiceSpec spec;
    spec.place = node.place;
    context.checkKeys(node, path, keysOf(serviceRows()), " of a service");
    const FieldValues values = context.readRows(
        node, path, serviceRows(), Need::Needed, "every service has a name", special);
    if (values.has("name"))
        spec.name = values.text("name");
    const std::string &arrival = values.text("arrival");
    spec.arrival = arrival == "uniform" ? Arrival::Uniform
        : arrival == "fixed"            ? Arrival::Fixed
                                        : Arrival::Poisson;
    readLevelWeights(node, path, context, spec);

    const std::string ratePath = path + ".rate_per_sec";
    const Node *rate = node.find("rate_per_sec");
    if (!rate) {
        context.error(
            node, ratePath, "is missing; every service has a rate, in entries per second, or max");
        spec.ratePerSecond = 0;
        return spec;
    }
    const auto text = context.readText(*rate, ratePath);
    if (!text || *text == "max")
        return spec;
    auto parsed = parseField(*findField(serviceRows(), "rate_per_sec"), *text);
    if (auto *sentence = std::get_if<std::string>(&parsed))
        context.error(*rate, ratePath, *sentence);
    else
        spec.ratePerSecond = std::get<double>(std::get<FieldValues::Value>(parsed));
    return spec;
}

PoolSpec readPool(const Node &node, const std::string &path, ReadContext &context)
{
    PoolSpec spec;
    spec.place = node.place;
    context.checkKeys(node, path, keysOf(poolRows()), " of a pool");
    // With --sink the pool's own sink is not wanted either, nor are the variables of its address.
    static constexpr std::array<std::string_view, 1> address{"distributor_url"};
    const bool replaced = !context.options().sinkArguments.empty();
    const FieldValues values = context.readRows(node, path, poolRows(), Need::Needed, {},
        replaced ? std::span<const std::string_view>(address)
                 : std::span<const std::string_view>());
    spec.emitterPrefix = values.text("emitter_prefix");
    spec.emitters = static_cast<std::uint32_t>(values.integer("num_emitters"));
    spec.baseInterval = values.number("base_interval");
    spec.intervalJitter = values.number("interval_jitter");
    spec.minInterval = values.number("min_interval");
    spec.distributorUrl = values.text("distributor_url");
    if (spec.baseInterval <= 0 && spec.intervalJitter <= 0 && spec.minInterval <= 0)
        context.error(node, path,
            "would send without any pause: base_interval, interval_jitter and min_interval are all "
            "0",
            "Give base_interval, in seconds.");
    return spec;
}

/// Entries per second of a pool, within a factor of two: enough for a limit.
double roughRate(const PoolSpec &pool)
{
    const double gap = std::max({pool.baseInterval, pool.minInterval, pool.intervalJitter / 4});
    return gap > 0 ? pool.emitters / gap : 0;
}

/// `prefix-7` when the pool has at least seven emitters.
bool isEmitterOf(const PoolSpec &pool, std::string_view name)
{
    if (!name.starts_with(pool.emitterPrefix) || name.size() < pool.emitterPrefix.size() + 2
        || name[pool.emitterPrefix.size()] != '-')
        return false;
    const auto number = parseInteger(name.substr(pool.emitterPrefix.size() + 1));
    return number && *number >= 1 && *number <= pool.emitters && name.back() != '+';
}

Node at(Place place)
{
    Node node;
    node.place = place;
    return node;
}

void checkNames(ReadContext &context, const Profile &profile)
{
    std::map<std::string_view, std::string> taken;
    const auto claim = [&](const std::string &name, const std::string &path, Place place) {
        if (name.empty() || context.isFull())
            return;
        const auto [known, isNew] = taken.emplace(name, path);
        if (!isNew)
            context.error(at(place), path,
                "must be unique; " + known->second + " is already called " + printable(name, 60));
    };
    for (std::size_t i = 0; i < profile.services.size(); ++i)
        claim(
            profile.services[i].name, itemPath("services", i) + ".name", profile.services[i].place);
    for (std::size_t i = 0; i < profile.pools.size(); ++i)
        claim(profile.pools[i].emitterPrefix, itemPath("pools", i) + ".emitter_prefix",
            profile.pools[i].place);
    for (const PoolSpec &pool : profile.pools) {
        for (std::size_t i = 0; i < profile.services.size() && !context.isFull(); ++i) {
            const ServiceSpec &service = profile.services[i];
            if (isEmitterOf(pool, service.name))
                context.error(at(service.place), itemPath("services", i) + ".name",
                    "is also the name of an emitter of the pool "
                        + printable(pool.emitterPrefix, 60));
        }
    }
}

/// Drops the items that `isKept` refuses; the old indices of the others.
template <typename T, typename Predicate>
std::vector<std::size_t> keep(std::vector<T> &items, Predicate isKept)
{
    std::vector<std::size_t> kept;
    std::vector<T> rest;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (isKept(items[i])) {
            kept.push_back(i);
            rest.push_back(std::move(items[i]));
        }
    }
    items = std::move(rest);
    return kept;
}

}

void readServices(const Node &root, ReadContext &context, Profile &profile)
{
    const Node *list = context.sequenceAt(root, "services", "services");
    if (!list)
        return;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const std::string path = itemPath("services", i);
        if (list->items[i].isMapping())
            profile.services.push_back(readService(list->items[i], path, context));
        else
            context.error(list->items[i], path,
                "must be a mapping, e.g. {name: api-gateway, rate_per_sec: 30}");
    }
}

void readPools(const Node &root, ReadContext &context, Profile &profile)
{
    const Node *list = context.sequenceAt(root, "pools", "pools");
    if (!list)
        return;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const std::string path = itemPath("pools", i);
        if (list->items[i].isMapping())
            profile.pools.push_back(readPool(list->items[i], path, context));
        else
            context.error(list->items[i], path,
                "must be a mapping, e.g. {num_emitters: 5, base_interval: 1.0}");
    }
}

void checkSources(const Node &root, ReadContext &context, const Profile &profile)
{
    checkNames(context, profile);
    double total = 0;
    for (const ServiceSpec &service : profile.services)
        total += service.ratePerSecond.value_or(0);
    for (const PoolSpec &pool : profile.pools)
        total += roughRate(pool);
    total *= profile.rateScale;
    if (total <= mostPerSecond)
        return;
    const Node *list = root.find(profile.services.empty() ? "pools" : "services");
    context.add(Severity::Error, list ? list->place : Place{}, {},
        "the profile plans more than 100 million entries per second",
        "Lower the rates or rate_scale.");
}

void keepOnly(ReadContext &context, Profile &profile)
{
    const auto &only = context.options().only;
    if (only.empty())
        return;
    std::vector<std::string_view> names;
    for (const ServiceSpec &service : profile.services)
        names.push_back(service.name);
    for (const PoolSpec &pool : profile.pools)
        names.push_back(pool.emitterPrefix);
    for (const std::string &name : only) {
        if (std::find(names.begin(), names.end(), name) != names.end())
            continue;
        const auto near = nearest(name, names);
        context.usage("--only " + printable(name, 60) + ": the profile has no such service or pool"
            + (near.empty() ? std::string() : "; did you mean " + printable(near, 60) + "?"));
    }
    const auto isLeftOut = [&](const std::string &name) {
        return std::find(only.begin(), only.end(), name) == only.end();
    };
    if (context.hasErrors())
        return;
    const auto keptServices = keep(
        profile.services, [&](const ServiceSpec &service) { return !isLeftOut(service.name); });
    const auto keptPools =
        keep(profile.pools, [&](const PoolSpec &pool) { return !isLeftOut(pool.emitterPrefix); });
    context.renumberOrigins("services", keptServices);
    context.renumberOrigins("pools", keptPools);
}

}
