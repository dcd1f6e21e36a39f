// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "calibrate/measuresink.h"

#include "calibrate/calibration.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace emitter {
namespace {

constexpr std::uint32_t queueEntries = 20'000; // little is left waiting when the time is over
constexpr double scheduledPerSecond = 1000; // of the schedule's time, which does not matter

/// The receiver speaks no TLS; the client stays the one that does.
void aimAtUrl(FieldValues &values, const std::string &url)
{
    if (speaksTls(values))
        values.set("client", std::string("qnam"));
    values.set("url", url);
}

/// Names do not count for the speed, so path and fields are the usual ones: sinks of one kind are
/// measured alike.
void aimAtReceiver(FieldValues &values, const std::string &url)
{
    aimAtUrl(values, url);
    values.set("path", std::string("/submit"));
    values.set("health_path", std::string());
    values.set("fields", TextMap());
    values.set("constants", TextMap());
}

/// The same for a store of one kind, which asks nobody who he is.
void aimAtStore(SinkSpec &sink, const std::string &receiverUrl)
{
    aimAtUrl(sink.values, receiverUrl + '/' + sink.type);
    for (const char *key : {"index_name", "collection_name"}) {
        if (sink.values.has(key))
            sink.values.set(key, std::string("logs"));
    }
    if (sink.values.has("user"))
        sink.values.set("user", std::string());
    for (const char *key : {"api_key", "password"}) {
        if (sink.values.has(key))
            sink.values.set(key, Secret());
    }
}

/// Why no mock stands for the sink; empty when one does.
std::string whyUnmeasured(const SinkSpec &sink)
{
    constexpr const char *instead =
        ". `emitter find-max` finds what this machine and the store reach together";
    if (sink.type == "pgvector")
        return std::string("whose client library talks to a real PostgreSQL alone") + instead;
    const FieldValues &values = sink.values;
    if (sink.type == "elasticsearch" && values.has("gzip") && values.boolean("gzip"))
        return std::string("whose documents no mock can count without unpacking them") + instead;
    constexpr std::array mocked{
        "elasticsearch", "file", "http", "null", "qdrant", "sqlite", "stdout"};
    const bool isMocked = std::find(mocked.begin(), mocked.end(), sink.type) != mocked.end();
    return isMocked ? "" : "for which there is no mock here";
}

/// Sets the target of the sink to the mock that stands for sinks of its type.
void aimAtMock(SinkSpec &sink, const CalibrationMocks &mocks, std::size_t number)
{
    if (sink.type == "file" || sink.type == "sqlite")
        sink.values.set("path", mocks.folder + '/' + std::to_string(number));
    else if (sink.type == "http")
        aimAtReceiver(sink.values, mocks.receiverUrl);
    else if (sink.type == "elasticsearch" || sink.type == "qdrant")
        aimAtStore(sink, mocks.receiverUrl);
}

/// As many entries as the sink takes, of what the profile has: its services and pools speak in the
/// proportions of their rates.
void loosen(Profile &closed)
{
    closed.asFastAsPossible = true;
    closed.rateScale = 1;
    closed.shape = {};
    if (const double rate = makePlan(closed, SinkRegistry({})).plan.expectedPerSecond(); rate > 0) {
        closed.rateScale = scheduledPerSecond / rate;
        return;
    }
    if (closed.services.empty()) {
        ServiceSpec service;
        service.name = "calibration";
        closed.services.push_back(service);
    }
    for (ServiceSpec &service : closed.services)
        service.ratePerSecond.reset(); // what is silent in the profile
}

Profile closedLoop(const Profile &profile, const SinkSpec &sink)
{
    Profile closed = profile;
    loosen(closed);
    closed.sinks = {sink};
    closed.sinks[0].enabled = true;
    closed.sinks[0].settings.queueSize = queueEntries;
    closed.targets.clear();
    closed.runDuration = std::chrono::milliseconds(0);
    closed.count = 0;
    // The provider is not what is measured, and must not be asked or paid.
    closed.embedding.provider = EmbeddingSpec::Provider::Hash;
    return closed;
}

/// What is worth to be known of this machine: the profile's sinks, with true, and the usual ones.
std::vector<std::pair<SinkSpec, bool>> candidatesOf(
    const Profile &profile, const SinkRegistry &sinks)
{
    struct Variant
    {
        const char *type;
        const char *key = nullptr; // set to `value`; null: all as it is by default
        const char *value = nullptr;
    };
    constexpr std::array variants{Variant{"null"}, Variant{"stdout"}, Variant{"file"},
        Variant{"sqlite"}, Variant{"http"}, Variant{"http", "body", "ndjson"},
        Variant{"elasticsearch"}, Variant{"elasticsearch", "vectors", "numbers"},
        Variant{"qdrant"}};
    std::vector<std::pair<SinkSpec, bool>> candidates;
    for (const SinkSpec &sink : profile.sinks) {
        if (sink.enabled)
            candidates.emplace_back(sink, true);
    }
    for (const Variant &variant : variants) {
        const SinkDescriptor *descriptor = sinks.find(variant.type);
        if (!descriptor)
            continue;
        SinkSpec sink;
        sink.type = sink.name = variant.type;
        sink.values = fallbacks(descriptor->rows);
        if (variant.key)
            sink.values.set(variant.key, std::string(variant.value));
        candidates.emplace_back(std::move(sink), false);
    }
    return candidates;
}

/// Notes what was delivered when, and ends the run once it has seen enough.
class Meter : public EngineObserver
{
public:
    explicit Meter(std::chrono::nanoseconds length)
        : m_length(length.count())
    {
    }
    void watch(Engine &engine) { m_engine = &engine; }

    void snapshotReady(const Snapshot &now) override
    {
        if (now.state != RunState::Running || m_hasSeenEnough)
            return;
        m_last = {now.runTime, now.delivered()};
        if (now.runTime < m_length / 4)
            m_first = m_last;
        // A busy machine may take longer until the first answer.
        m_hasSeenEnough = now.runTime >= m_length
            && (m_last.delivered > m_first.delivered || now.runTime >= patience * m_length);
        if (m_hasSeenEnough)
            stopNow(*m_engine);
    }

    void message(const Problem &problem) override
    {
        if (problem.severity == Severity::Error && !m_error)
            m_error = problem;
    }
    /// The first that the run told; after its end.
    const std::optional<Problem> &error() const { return m_error; }

    static void stopNow(Engine &engine)
    {
        engine.stop(StopCause::User);
        engine.stop(StopCause::User);
    }

    /// Entries per second; 0 when nothing was delivered.
    double perSecond() const
    {
        if (m_last.time <= m_first.time)
            return 0;
        return static_cast<double>(m_last.delivered - m_first.delivered) * 1e9
            / static_cast<double>(m_last.time - m_first.time);
    }

private:
    struct Point
    {
        std::int64_t time = 0;
        std::uint64_t delivered = 0;
    };
    static constexpr std::int64_t patience = 5; ///< windows

    const std::int64_t m_length;
    bool m_hasSeenEnough = false;
    Engine *m_engine = nullptr;
    std::optional<Problem> m_error;
    Point m_first, m_last; ///< the engine's thread; read after its end
};

}

CalibrationTasks calibrationTasks(
    const Profile &profile, const SinkRegistry &sinks, const CalibrationMocks &mocks)
{
    CalibrationTasks all;
    for (auto &[sink, planned] : candidatesOf(profile, sinks)) {
        if (std::string reason = whyUnmeasured(sink); !reason.empty()) {
            all.unmeasured.push_back({sink.name, std::move(reason)});
            continue;
        }
        const FieldValues own = sink.values;
        aimAtMock(sink, mocks, all.tasks.size());
        Profile alone = profile;
        alone.sinks = {sink};
        Plan plan = makePlan(alone, sinks).plan;
        if (plan.sinks.empty())
            continue;
        plan.sinks[0].config.values = own; // its kind is that of the profile
        std::string kind = speedKind(plan.sinks[0], profile.embedding.dimensions);
        const bool known = std::any_of(all.tasks.begin(), all.tasks.end(),
            [&](const CalibrationTask &task) { return task.kind == kind; });
        if (!known)
            all.tasks.push_back({std::move(kind), std::move(sink), planned});
    }
    return all;
}

Result<double> measureSink(const Profile &profile, const CalibrationTask &task, EngineParts parts,
    std::chrono::nanoseconds length, const std::stop_token &stop)
{
    Meter meter(length);
    Engine engine(closedLoop(profile, task.sink), {}, std::move(parts), meter);
    meter.watch(engine);
    const std::stop_callback cancel(stop, [&] { Meter::stopNow(engine); });
    engine.start();
    const Engine::Outcome &outcome = engine.wait();
    const auto &ended = outcome.summary.last.sinks;
    const bool lost = !ended.empty() && ended[0].state == SinkState::Lost;
    if (lost && meter.error() && !stop.stop_requested())
        return *meter.error(); // what a sink took before is not its speed
    const double perSecond = meter.perSecond();
    if (perSecond > 0 && !stop.stop_requested())
        return perSecond;
    if (!outcome.problems.empty())
        return outcome.problems.front();
    Problem problem;
    problem.text = task.kind + " could not be measured: nothing was delivered in time";
    problem.remedy = "Give it longer with --window.";
    problem.cause = Cause::Unreachable;
    return problem;
}

}
