// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/printconfig.h"

#include "base/text.h"
#include "base/values.h"
#include "profile/profilerows.h"
#include "profile/readcontext.h"
#include "profile/sourcetext.h"
#include "profile/variables.h"
#include "profile/yamlscalar.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace emitter {
namespace {

std::string percent(double multiplier)
{
    // Rounded where only the way from per cent and back made digits.
    return formatNumber(std::round(multiplier * 1e11) / 1e9) + '%';
}

std::string asText(const Field &row, const FieldValues::Value &value)
{
    if (const auto *text = std::get_if<std::string>(&value))
        return escapeDollars(*text);
    if (const auto *number = std::get_if<std::int64_t>(&value))
        return std::to_string(*number);
    if (const auto *number = std::get_if<double>(&value))
        return formatNumber(*number) + (row.type == Field::Percent ? "%" : "");
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag ? "true" : "false";
    if (const auto *duration = std::get_if<std::chrono::milliseconds>(&value))
        return formatDuration(*duration);
    if (const auto *size = std::get_if<std::uint64_t>(&value))
        return std::to_string(*size);
    return {};
}

/// What a profile writes for a value, without a secret that stands in it.
std::string shown(const std::string &written, bool isSecret)
{
    return isSecret && isLiteralSecret(written) ? std::string(secretMask) : written;
}

/// Writes lines of YAML with their origin. Lists of mappings are the only nesting it knows.
class ConfigWriter
{
public:
    ConfigWriter(const Profile &profile, const Origins &origins)
        : m_profile(profile)
        , m_origins(origins)
    {
    }

    void heading(const std::string &indent, std::string_view key)
    {
        m_text += indent + std::string(key) + ":\n";
    }
    void comment(const std::string &text) { m_text += "  # " + text + '\n'; }
    /// `key: value  # origin`
    void line(const std::string &indent, std::string_view key, const std::string &value,
        const std::string &path)
    {
        m_text += indent + yamlScalar(key) + ": " + yamlScalar(value) + origin(path) + '\n';
    }
    void item(const std::string &indent, const std::string &value, const std::string &path)
    {
        m_text += indent + "- " + yamlScalar(value) + origin(path) + '\n';
    }
    void rows(const std::string &indent, std::span<const Field> rows, const FieldValues &values,
        const std::string &path)
    {
        for (const Field &row : rows)
            this->row(indent, row, values, memberPath(path, row.key));
    }
    /// Turns what was written since `from` into an item of a list.
    void dashFirst(std::size_t from, std::size_t column) { m_text.replace(from + column, 1, "-"); }
    std::size_t size() const { return m_text.size(); }
    std::string take() { return std::move(m_text); }

private:
    std::string origin(const std::string &path) const
    {
        const auto found = m_origins.find(path);
        std::string text = printable(found == m_origins.end() ? "built-in" : found->second, 200);
        std::replace(text.begin(), text.end(), '\n', ' ');
        return "  # " + text;
    }

    void row(const std::string &indent, const Field &row, const FieldValues &values,
        const std::string &path)
    {
        const auto reference = m_profile.references.find(path);
        const auto value = values.all().find(row.key);
        if (row.type == Field::TextMap) {
            if (value != values.all().end())
                map(indent, row, std::get<TextMap>(value->second), path);
        } else if (reference != m_profile.references.end()) {
            line(indent, row.key, shown(reference->second, row.type == Field::Secret), path);
        } else if (value == values.all().end()) {
            return;
        } else if (const auto *secret = std::get_if<Secret>(&value->second)) {
            if (!secret->isEmpty())
                line(indent, row.key, std::string(secretMask), path);
        } else if (const std::string text = asText(row, value->second);
                   !text.empty() || row.mayBeEmpty) {
            line(indent, row.key, text, path);
        }
    }

    void map(
        const std::string &indent, const Field &row, const TextMap &map, const std::string &path)
    {
        if (map.empty())
            return;
        heading(indent, row.key);
        for (const auto &[key, value] : map) {
            const std::string member = memberPath(path, key);
            const auto reference = m_profile.references.find(member);
            const bool isReference = reference != m_profile.references.end();
            line(indent + "  ", key,
                shown(isReference ? reference->second : escapeDollars(value), looksSecret(key)),
                member);
        }
    }

    const Profile &m_profile;
    const Origins &m_origins;
    std::string m_text;
};

FieldValues topValues(const Profile &profile, const Origins &origins)
{
    FieldValues values;
    const auto integer = [](auto number) { return static_cast<std::int64_t>(number); };
    values.set("version", std::int64_t{1});
    values.set("buffer_size", integer(profile.bufferSize));
    values.set("flush_interval_ms", integer(profile.flushInterval.count()));
    if (origins.find("run_duration") != origins.end())
        values.set("run_duration", profile.runDuration);
    else
        values.set("run_duration_secs", static_cast<double>(profile.runDuration.count()) / 1000);
    values.set("count", integer(profile.count));
    values.set("message_pool_size", integer(profile.messagePoolSize));
    if (profile.seed)
        values.set("seed", integer(*profile.seed));
    values.set("rate_scale", profile.rateScale);
    values.set("max_lag", profile.maxLag);
    values.set("drain_timeout", profile.drainTimeout);
    return values;
}

FieldValues embeddingValues(const EmbeddingSpec &spec)
{
    static constexpr const char *providers[]{"openai", "hash", "none"};
    FieldValues values;
    if (spec.providerSet)
        values.set("provider", std::string(providers[static_cast<int>(spec.provider)]));
    values.set("api_key", spec.apiKey);
    values.set("api_key_file", spec.apiKeyFile);
    values.set("base_url", spec.baseUrl);
    values.set("model", spec.model);
    values.set("dimensions", std::int64_t{spec.dimensions});
    values.set("noise", spec.noise);
    values.set("cache", spec.cache);
    return values;
}

FieldValues serviceValues(const ServiceSpec &spec)
{
    static constexpr const char *arrivals[]{"poisson", "uniform", "fixed"};
    FieldValues values;
    values.set("name", spec.name);
    if (spec.ratePerSecond)
        values.set("rate_per_sec", *spec.ratePerSecond);
    else
        values.set("rate_per_sec", std::string("max"));
    values.set("arrival", std::string(arrivals[static_cast<int>(spec.arrival)]));
    return values;
}

FieldValues weightValues(const ServiceSpec &spec)
{
    FieldValues values;
    for (std::size_t i = 0; i < spec.levelWeights.size(); ++i)
        values.set(std::string(levelWeightRows()[i].key), spec.levelWeights[i]);
    return values;
}

FieldValues poolValues(const PoolSpec &spec)
{
    FieldValues values;
    values.set("emitter_prefix", spec.emitterPrefix);
    values.set("num_emitters", std::int64_t{spec.emitters});
    values.set("base_interval", spec.baseInterval);
    values.set("interval_jitter", spec.intervalJitter);
    values.set("min_interval", spec.minInterval);
    values.set("distributor_url", spec.distributorUrl);
    return values;
}

FieldValues headValues(const SinkSpec &spec)
{
    FieldValues values;
    values.set("type", spec.type);
    values.set("name", spec.name);
    values.set("enabled", spec.enabled);
    return values;
}

FieldValues settingValues(const SinkSettings &settings)
{
    FieldValues values;
    if (settings.bufferSize)
        values.set("buffer_size", std::int64_t{*settings.bufferSize});
    if (settings.flushInterval)
        values.set("flush_interval_ms", std::int64_t{settings.flushInterval->count()});
    if (settings.maxBatchBytes)
        values.set("max_batch_bytes", *settings.maxBatchBytes);
    if (settings.queueSize)
        values.set("queue_size", static_cast<std::int64_t>(*settings.queueSize));
    if (settings.whenFull)
        values.set("when_full",
            std::string(*settings.whenFull == WhenFull::Block ? "block" : "drop_newest"));
    if (settings.connectTimeout)
        values.set("connect_timeout", *settings.connectTimeout);
    if (settings.timeout)
        values.set("timeout", *settings.timeout);
    values.set("insecure", settings.insecure);
    return values;
}

FieldValues retryValues(const SinkSettings &settings)
{
    FieldValues values;
    if (settings.retryAttempts)
        values.set("attempts", std::int64_t{*settings.retryAttempts});
    if (settings.retryBase)
        values.set("base", *settings.retryBase);
    if (settings.retryMax)
        values.set("max", *settings.retryMax);
    return values;
}

/// The keys that the reader made the stages from; the inverse of shapereader.
FieldValues shapeValues(const ShapeSpec &shape)
{
    static constexpr const char *types[]{"constant", "ramp", "steps", "spike", "wave", "stages"};
    FieldValues values;
    values.set("type", std::string(types[static_cast<int>(shape.type)]));
    if (shape.stages.empty() || shape.type == ShapeSpec::Type::Stages)
        return values;
    const auto duration = [&](std::string_view key, double seconds) {
        values.set(std::string(key), std::chrono::milliseconds(std::llround(seconds * 1000)));
    };
    const auto &stages = shape.stages;
    double length = 0;
    for (const ShapeSpec::Stage &stage : stages)
        length += stage.seconds;
    const bool spike = shape.type == ShapeSpec::Type::Spike && stages.size() > 1;
    const bool wave = shape.type == ShapeSpec::Type::Wave;
    const double to = spike ? stages[1].to
        : wave              ? stages[stages.size() / 2].from
                            : stages.back().to;
    values.set("from", percent(stages.front().from));
    values.set("to", percent(to));
    duration("duration", spike ? stages[1].seconds : length);
    if (spike)
        duration("after", stages.front().seconds);
    if (shape.type == ShapeSpec::Type::Steps)
        values.set("steps", static_cast<std::int64_t>(stages.size()));
    return values;
}

void writeServices(ConfigWriter &out, const Profile &profile)
{
    if (!profile.services.empty())
        out.heading("", "services");
    for (std::size_t i = 0; i < profile.services.size(); ++i) {
        const std::string path = itemPath("services", i);
        const std::size_t start = out.size();
        out.rows("    ", serviceRows(), serviceValues(profile.services[i]), path);
        out.heading("    ", "level_weights");
        out.rows("      ", levelWeightRows(), weightValues(profile.services[i]),
            path + ".level_weights");
        out.dashFirst(start, 2);
    }
}

void writePools(ConfigWriter &out, const Profile &profile)
{
    if (!profile.pools.empty())
        out.heading("", "pools");
    for (std::size_t i = 0; i < profile.pools.size(); ++i) {
        const std::size_t start = out.size();
        out.rows("    ", poolRows(), poolValues(profile.pools[i]), itemPath("pools", i));
        out.dashFirst(start, 2);
    }
}

void writeSinks(ConfigWriter &out, const Profile &profile, std::span<const SinkSchema> sinks)
{
    const bool any = std::any_of(profile.sinks.begin(), profile.sinks.end(),
        [](const SinkSpec &sink) { return !sink.fromPool; });
    if (any)
        out.heading("", "sinks");
    for (std::size_t i = 0; i < profile.sinks.size(); ++i) {
        const SinkSpec &sink = profile.sinks[i];
        if (sink.fromPool)
            continue;
        const std::string path = itemPath("sinks", i);
        const std::size_t start = out.size();
        out.rows("    ", sinkHeadRows(), headValues(sink), path);
        out.dashFirst(start, 2);
        const auto schema = std::find_if(sinks.begin(), sinks.end(),
            [&](const SinkSchema &known) { return known.id == sink.type; });
        if (schema == sinks.end())
            continue;
        out.rows("    ", schema->rows, sink.values, path);
        out.rows("    ", sinkSettingRows(), settingValues(sink.settings), path);
        if (const FieldValues retry = retryValues(sink.settings); !retry.all().empty()) {
            out.heading("    ", "retry");
            out.rows("      ", retryRows(), retry, path + ".retry");
        }
    }
}

void writeShape(ConfigWriter &out, const ShapeSpec &shape)
{
    out.heading("", "shape");
    out.rows("  ", shapeRows(), shapeValues(shape), "shape");
    if (shape.type != ShapeSpec::Type::Stages)
        return;
    out.heading("  ", "stages");
    for (std::size_t i = 0; i < shape.stages.size(); ++i) {
        const ShapeSpec::Stage &stage = shape.stages[i];
        const std::string path = itemPath("shape.stages", i);
        const std::size_t start = out.size();
        const std::chrono::milliseconds length(std::llround(stage.seconds * 1000));
        out.line("      ", "duration", formatDuration(length), path + ".duration");
        out.line(
            "      ", "rate", percent(stage.from) + " -> " + percent(stage.to), path + ".rate");
        out.dashFirst(start, 4);
    }
}

}

std::string printConfig(
    const Profile &profile, const Origins &origins, std::span<const SinkSchema> sinks)
{
    ConfigWriter out(profile, origins);
    out.rows("", topRows(), topValues(profile, origins), {});
    out.heading("", "embedding");
    if (!profile.embedding.providerSet)
        out.comment("provider is not set; openai is the default");
    out.rows("  ", embeddingRows(), embeddingValues(profile.embedding), "embedding");
    writeServices(out, profile);
    writePools(out, profile);
    writeSinks(out, profile, sinks);
    writeShape(out, profile.shape);
    if (!profile.targets.empty())
        out.heading("", "targets");
    for (std::size_t i = 0; i < profile.targets.size(); ++i)
        out.item("  ", escapeDollars(profile.targets[i].expression), itemPath("targets", i));
    return out.take();
}

}
