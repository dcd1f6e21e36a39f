// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/plan.h"

#include "base/text.h"
#include "base/values.h"
#include "run/preparation.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace emitter {
namespace {

std::string rateText(double perSecond)
{
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, perSecond >= 100 ? "%.0f/s" : "%.3g/s", perSecond);
    return buffer;
}

std::string padded(std::string text, std::size_t width)
{
    text.resize(std::max(width, text.size()), ' ');
    return text;
}

std::string row(const std::string &name, const std::string &text)
{
    return "  " + padded(name, 24) + "  " + text + '\n';
}

std::string streamsText(const Plan &plan, const Profile &profile)
{
    std::string out;
    const auto &groups = plan.sources.groups();
    const auto streams = plan.streamsOfGroups();
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const SourceTable::Group &group = groups[i];
        const double rate = streams[i] ? expectedRate(*streams[i]) : 0;
        std::string text =
            plan.closedLoop ? "as fast as the sinks accept (closed loop)" : rateText(rate);
        if (group.emitters) {
            const PoolSpec &pool = profile.pools[i - profile.services.size()];
            text += ", " + formatCount(group.count) + " emitters, every "
                + formatNumber(pool.baseInterval) + " +- " + formatNumber(pool.intervalJitter)
                + " s";
            const double simple = group.count / pool.baseInterval * profile.rateScale;
            if (rate > 0 && std::isfinite(simple) && std::abs(simple - rate) > 1e-6 * rate)
                text += " (not " + rateText(simple) + ": short gaps are cut at min_interval)";
        }
        out += row(printable(group.name, 60), text);
    }
    return out;
}

std::string sinksText(const Plan &plan)
{
    std::string out;
    for (const PlannedSink &sink : plan.sinks) {
        std::string text =
            std::string(sink.descriptor->id) + " -> " + printable(sink.traits.target, 200);
        text += sink.traits.sendsSingly ? ", one request per entry"
                                        : ", batches of " + formatCount(sink.delivery.bufferSize);
        if (sink.delivery.block)
            text += ", blocks when its queue is full (closed loop)";
        if (sink.traits.wantsVectors)
            text += ", with vectors";
        if (sink.config.settings.insecure)
            text += ", TLS CERTIFICATES ARE NOT VERIFIED (insecure: true)";
        out += row(printable(sink.config.name, 60), text);
    }
    return out;
}

std::string priceText(const EmbeddingEstimate &estimate)
{
    const bool isBelow = estimate.isBelowLeast();
    char price[64];
    std::snprintf(price, sizeof price, "%s $%.4f", isBelow ? "less than" : "about",
        isBelow ? EmbeddingEstimate::leastDollars : *estimate.dollars);
    return price;
}

std::string embeddingText(const Plan &plan, const Profile &profile)
{
    if (!plan.wantsVectors)
        return "not needed (no enabled sink stores vectors)";
    if (profile.embedding.provider == EmbeddingSpec::Provider::Hash)
        return "hash, " + std::to_string(profile.embedding.dimensions)
            + " dimensions, made here, costs nothing";
    auto pool = makeMessages(profile);
    if (!pool)
        return "cannot be estimated: " + pool.problem().text;
    const std::vector<std::string_view> texts = slotTexts(*pool);
    const EmbeddingEstimate estimate = estimateEmbedding(profile.embedding, texts);
    std::string out =
        printable(profile.embedding.model, 80) + " at " + printable(profile.embedding.baseUrl, 200);
    if (estimate.texts == 0)
        return out + ", all " + formatCount(texts.size())
            + " texts are cached: nothing will be sent";
    out += ", " + formatCount(estimate.texts) + " texts to send, at most "
        + formatCount(estimate.tokens) + " tokens";
    if (estimate.dollars)
        out += ", " + priceText(estimate);
    return out;
}

}

std::string toText(
    const Plan &plan, const Profile &profile, const std::vector<std::string> &variables)
{
    std::string out = "Services and pools\n" + streamsText(plan, profile);
    if (!plan.closedLoop)
        out += row("together", rateText(plan.expectedPerSecond()));
    out += "Sinks\n" + sinksText(plan);
    out += "Run\n";
    const bool timed = plan.pacer.duration != std::chrono::nanoseconds::max();
    out += row("duration", timed ? formatDuration(profile.runDuration) : "until stopped");
    if (profile.count > 0)
        out += row("count", formatCount(profile.count) + " entries");
    if (profile.shape.type != ShapeSpec::Type::Constant)
        out += row("shape",
            formatNumber(plan.shape.length()) + " s of stages"
                + (profile.shape.repeats ? ", repeated" : ""));
    out += row("seed",
        plan.seedDrawn ? "drawn at each run (set `seed` to repeat one)"
                       : std::to_string(plan.seed));
    out += row("embedding", embeddingText(plan, profile));
    out += row("memory", "at most " + formatBytes(plan.memoryBytes(profile)));
    std::string names;
    for (const std::string &name : variables)
        names += (names.empty() ? "" : ", ") + name;
    out += row("environment", names.empty() ? "no variable is used" : names);
    for (const Target &target : plan.targets)
        out += row("target", target.expression);
    return out;
}

}
