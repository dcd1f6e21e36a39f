// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/sinkreader.h"

#include "base/text.h"
#include "profile/profilerows.h"

#include <algorithm>
#include <set>

namespace emitter {
namespace {

const SinkSchema *findSchema(const ReadOptions &options, std::string_view type)
{
    const auto found = std::find_if(options.sinks.begin(), options.sinks.end(),
        [&](const SinkSchema &schema) { return schema.id == type; });
    return found == options.sinks.end() ? nullptr : &*found;
}

std::string notInThisBuild(const ReadOptions &options, std::string_view type)
{
    std::vector<std::string_view> ids;
    std::string text = "sink \"" + printable(type, 60) + "\" is not in this build (built with:";
    for (const SinkSchema &schema : options.sinks) {
        text += (ids.empty() ? " " : ", ") + std::string(schema.id);
        ids.push_back(schema.id);
    }
    text += ids.empty() ? " none)" : ")";
    if (const auto near = nearest(type, ids); !near.empty())
        text += "; did you mean " + std::string(near) + "?";
    return text;
}

void reportUnknownType(
    const Node &sink, const std::string &path, const std::string &type, ReadContext &context)
{
    const Node &place = *sink.find("type");
    const std::string remedy =
        "Build with it, take the sink out, or say enabled: false; see emitter --list-sinks.";
    if (place.origin.empty())
        context.add(Severity::Error, place.place, path + ".type",
            notInThisBuild(context.options(), type), remedy);
    else
        context.usage(place.origin + ": " + notInThisBuild(context.options(), type),
            "See emitter --list-sinks.");
}

SinkSettings settingsFrom(const FieldValues &values, const FieldValues &retry)
{
    SinkSettings settings;
    if (values.has("buffer_size"))
        settings.bufferSize = static_cast<std::uint32_t>(values.integer("buffer_size"));
    if (values.has("flush_interval_ms"))
        settings.flushInterval = std::chrono::milliseconds(values.integer("flush_interval_ms"));
    if (values.has("max_batch_bytes"))
        settings.maxBatchBytes = values.size("max_batch_bytes");
    if (values.has("queue_size"))
        settings.queueSize = static_cast<std::uint64_t>(values.integer("queue_size"));
    if (values.has("when_full") && !values.text("when_full").empty())
        settings.whenFull =
            values.text("when_full") == "block" ? WhenFull::Block : WhenFull::DropNewest;
    if (values.has("connect_timeout"))
        settings.connectTimeout = values.duration("connect_timeout");
    if (values.has("timeout"))
        settings.timeout = values.duration("timeout");
    settings.insecure = values.boolean("insecure");
    if (retry.has("attempts"))
        settings.retryAttempts = static_cast<int>(retry.integer("attempts"));
    if (retry.has("base"))
        settings.retryBase = retry.duration("base");
    if (retry.has("max"))
        settings.retryMax = retry.duration("max");
    return settings;
}

SinkSettings readSettings(
    const Node &sink, const std::string &path, Need need, ReadContext &context)
{
    const FieldValues common = context.readRows(sink, path, sinkSettingRows(), need);
    FieldValues retry;
    const std::string retryPath = path + ".retry";
    if (const Node *node = context.mappingAt(sink, "retry", retryPath)) {
        context.checkKeys(*node, retryPath, keysOf(retryRows()), " of retry");
        retry = context.readRows(*node, retryPath, retryRows(), need);
        if (retry.has("base") && retry.has("max") && retry.duration("base") > retry.duration("max"))
            context.error(*node->find("base"), retryPath + ".base", "must not be longer than max");
    }
    return settingsFrom(common, retry);
}

void checkSinkKeys(
    const Node &sink, const std::string &path, const SinkSchema &schema, ReadContext &context)
{
    std::vector<std::string_view> known;
    for (const auto rows : {sinkHeadRows(), schema.rows, sinkSettingRows()}) {
        for (const Field &row : rows)
            known.push_back(row.key);
    }
    known.push_back("retry");
    context.checkKeys(sink, path, known, " of a " + std::string(schema.id) + " sink");
}

/// The sink that discards is called null, which YAML takes for nothing at all.
Node withTypeNull(const Node &sink)
{
    Node fixed = sink;
    Node *type = fixed.find("type");
    if (type && type->kind == Node::Kind::Null && type->text == "null")
        type->kind = Node::Kind::Scalar;
    return fixed;
}

std::optional<SinkSpec> readSink(const Node &node, const std::string &path, ReadContext &context)
{
    if (!node.isMapping()) {
        context.error(node, path, "must be a mapping, e.g. {type: stdout}");
        return {};
    }
    SinkSpec spec;
    spec.place = node.place;
    const FieldValues head = context.readRows(
        node, path, sinkHeadRows(), Need::Needed, "it says which kind of sink this is");
    spec.enabled = head.boolean("enabled");
    spec.name = head.text("name");
    if (!head.has("type"))
        return {};
    spec.type = head.text("type");
    const Need need = spec.enabled ? Need::Needed : Need::Unneeded;
    const SinkSchema *schema = findSchema(context.options(), spec.type);
    if (!schema) {
        if (spec.enabled)
            reportUnknownType(node, path, spec.type, context);
        for (const Node::Entry &entry : node.entries) {
            if (!findField(sinkHeadRows(), entry.key))
                context.checkVariables(entry.value, memberPath(path, entry.key), need);
        }
        return spec;
    }
    checkSinkKeys(node, path, *schema, context);
    spec.values = context.readRows(
        node, path, schema->rows, need, "a " + std::string(schema->id) + " sink needs it");
    spec.settings = readSettings(node, path, need, context);
    return spec;
}

/// `wanted`, or `wanted-2`, `wanted-3` ...
std::string freeName(const std::string &wanted, std::set<std::string> &taken)
{
    std::string name = wanted;
    for (int number = 2; !taken.insert(name).second; ++number)
        name = wanted + '-' + std::to_string(number);
    return name;
}

}

void readSinks(const Node &root, ReadContext &context, Profile &profile)
{
    const Node *list = context.sequenceAt(root, "sinks", "sinks");
    if (!list)
        return;
    std::set<std::string> taken;
    std::vector<std::size_t> unnamed;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const std::string path = itemPath("sinks", i);
        auto spec = readSink(withTypeNull(list->items[i]), path, context);
        if (!spec)
            continue;
        if (spec->name.empty())
            unnamed.push_back(profile.sinks.size());
        else if (!taken.insert(spec->name).second)
            context.error(*list->items[i].find("name"), path + ".name",
                "is taken by another sink; you wrote " + printable(spec->name, 60));
        profile.sinks.push_back(std::move(*spec));
    }
    for (const std::size_t i : unnamed)
        profile.sinks[i].name = freeName(profile.sinks[i].type, taken);
}

void addDistributorSinks(ReadContext &context, Profile &profile)
{
    if (!context.options().sinkArguments.empty())
        return;
    std::set<std::string> taken;
    for (const SinkSpec &sink : profile.sinks)
        taken.insert(sink.name);
    std::set<std::string_view> addresses;
    for (std::size_t i = 0; i < profile.pools.size(); ++i) {
        const PoolSpec &pool = profile.pools[i];
        std::string_view address = pool.distributorUrl;
        if (address.ends_with('/'))
            address.remove_suffix(1);
        if (address.empty() || !addresses.insert(address).second)
            continue;
        const SinkSchema *schema = findSchema(context.options(), "http");
        const Field *row = schema ? argumentRow(schema->rows) : nullptr;
        const std::string path = itemPath("pools", i) + ".distributor_url";
        if (!row) {
            context.add(Severity::Error, pool.place, path,
                path + " needs the http sink: " + notInThisBuild(context.options(), "http"));
            continue;
        }
        SinkSpec spec;
        spec.type = "http";
        spec.fromPool = true;
        spec.name = freeName(pool.emitterPrefix, taken);
        spec.values = fallbacks(schema->rows);
        spec.values.set(std::string(row->key), pool.distributorUrl);
        spec.place = pool.place;
        profile.sinks.push_back(std::move(spec));
    }
}

}
