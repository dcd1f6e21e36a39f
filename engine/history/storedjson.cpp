// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/storedjson.h"

#include "base/jsonwriter.h"
#include "base/text.h"
#include "base/values.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

using Json = nlohmann::json;

constexpr int formatVersion = 1;

/// nlohmann_json throws; this is where it ends.
template <typename Read> Result<void> reading(std::string_view text, Read read)
{
    Problem problem;
    problem.cause = Cause::NoInput;
    try {
        read(Json::parse(text));
        return {};
    } catch (const Json::exception &exception) {
        problem.text = "it is damaged (" + printable(exception.what(), 200) + ')';
    }
    return problem;
}

std::optional<double> number(const Json &json, const char *key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? std::optional(found->get<double>())
                                                     : std::nullopt;
}

void writeNumbers(JsonWriter &json, std::string_view key, const std::vector<double> &numbers)
{
    json.key(key).beginArray();
    for (const double value : numbers)
        json.value(value);
    json.endArray();
}

StoredRun::Sink sinkOf(const Json &json)
{
    StoredRun::Sink sink;
    sink.name = json.at("name");
    sink.type = json.at("type");
    sink.delivered = json.at("delivered");
    sink.rejected = json.at("rejected");
    sink.dropped = json.at("dropped");
    sink.muted = std::min(sink.dropped, json.at("dropped_by").value("muted", std::uint64_t{0}));
    sink.unconfirmed = json.at("unconfirmed");
    const Json &latency = json.at("latency_ms");
    sink.p50 = number(latency, "p50");
    sink.p95 = number(latency, "p95");
    sink.p99 = number(latency, "p99");
    return sink;
}

void takeSummary(const Json &json, StoredRun &run)
{
    run.result = json.at("result");
    run.reason = json.at("reason");
    run.exitCode = json.at("exit_code");
    run.seed = json.at("seed");
    run.durationSeconds = json.at("duration_s");
    run.scheduled = json.at("scheduled");
    run.emitted = json.at("emitted");
    run.skippedLate = json.at("skipped_late");
    const Json &rate = json.at("rate");
    run.plannedPerSecond = number(rate, "planned_per_s");
    run.achievedPerSecond = number(rate, "achieved_per_s");
    run.achievedPercent = number(rate, "achieved_percent");
    run.latenessP99 = number(json.at("lateness_ms"), "p99");
    for (const Json &sink : json.at("sinks"))
        run.sinks.push_back(sinkOf(sink));
    for (const Json &target : json.at("targets"))
        run.targets.push_back(
            {target.at("expr"), number(target, "value"), target.at("passed").get<bool>()});
    for (const Json &warning : json.at("warnings"))
        run.warnings.push_back(warning);
}

Sample sampleOf(const Json &json)
{
    Sample sample;
    sample.seconds = json.at("t");
    sample.plannedPerSecond = json.at("planned_per_s");
    sample.achievedPerSecond = json.at("achieved_per_s");
    sample.deliveredPerSecond = json.at("delivered_per_s").get<std::vector<double>>();
    sample.p50 = json.at("p50_ms").get<std::vector<double>>();
    sample.p95 = json.at("p95_ms").get<std::vector<double>>();
    sample.p99 = json.at("p99_ms").get<std::vector<double>>();
    sample.backlog = json.at("backlog");
    sample.failedPerSecond = json.at("failed_per_s");
    return sample;
}

/// Each whole line through `take`; a line that cannot be read is left out.
template <typename Take> void eachLine(std::string_view lines, Take take)
{
    for (std::size_t end = lines.find('\n'); end != std::string_view::npos;
         end = lines.find('\n')) {
        [[maybe_unused]] const auto read = reading(lines.substr(0, end), take);
        lines.remove_prefix(end + 1);
    }
}

}

std::uint64_t StoredRun::delivered() const
{
    std::uint64_t sum = 0;
    for (const Sink &sink : sinks)
        sum += sink.delivered;
    return sum;
}

std::uint64_t StoredRun::failed() const
{
    std::uint64_t sum = 0;
    for (const Sink &sink : sinks)
        sum += sink.failed();
    return sum;
}

std::string aboutJson(const RunBeginning &beginning)
{
    JsonWriter json(2);
    json.beginObject()
        .member("format", formatVersion)
        .member("id", beginning.id)
        .member("profile", beginning.profile)
        .member("seed", beginning.seed)
        .member("started", formatUtc(beginning.startedUnixNanos));
    json.key("sinks").beginArray();
    for (const std::string &sink : beginning.sinks)
        json.value(sink);
    json.endArray().endObject();
    return json.take() + '\n';
}

Result<StoredRun> readAbout(std::string_view text, std::vector<std::string> &sinks)
{
    StoredRun run;
    int format = 0;
    auto read = reading(text, [&](const Json &json) {
        format = json.at("format");
        if (format != formatVersion)
            return;
        run.id = json.at("id");
        run.profile = json.at("profile");
        run.seed = json.at("seed");
        const std::string started = json.at("started");
        run.startedUnixNanos = parseUtc(started).value_or(0) * 1000;
        sinks = json.at("sinks").get<std::vector<std::string>>();
    });
    if (read && format != formatVersion) {
        Problem problem;
        problem.cause = Cause::NoInput;
        problem.text = "it has format " + std::to_string(format) + ", this program reads format "
            + std::to_string(formatVersion);
        return problem;
    }
    if (!read)
        return std::move(read.problem());
    return run;
}

Result<void> readSummary(std::string_view text, StoredRun &run)
{
    StoredRun filled = run;
    auto read = reading(text, [&](const Json &json) { takeSummary(json, filled); });
    if (read)
        run = std::move(filled);
    return read;
}

std::string sampleLine(const Sample &sample)
{
    JsonWriter json;
    json.beginObject()
        .member("t", sample.seconds)
        .member("planned_per_s", sample.plannedPerSecond)
        .member("achieved_per_s", sample.achievedPerSecond);
    writeNumbers(json, "delivered_per_s", sample.deliveredPerSecond);
    writeNumbers(json, "p50_ms", sample.p50);
    writeNumbers(json, "p95_ms", sample.p95);
    writeNumbers(json, "p99_ms", sample.p99);
    json.member("backlog", sample.backlog)
        .member("failed_per_s", sample.failedPerSecond)
        .endObject();
    return json.take() + '\n';
}

std::string eventLine(const StoredEvent &event)
{
    JsonWriter json;
    json.beginObject()
        .member("t", event.seconds)
        .member("kind", event.kind)
        .member("text", event.text)
        .endObject();
    return json.take() + '\n';
}

std::vector<Sample> readSamples(std::string_view lines)
{
    std::vector<Sample> samples;
    eachLine(lines, [&](const Json &json) { samples.push_back(sampleOf(json)); });
    return samples;
}

std::vector<StoredEvent> readEvents(std::string_view lines)
{
    std::vector<StoredEvent> events;
    eachLine(lines, [&](const Json &json) {
        events.push_back({json.at("t"), json.at("kind"), json.at("text")});
    });
    return events;
}

}
