// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "calibrate/calibration.h"
#include "calibrate/measuresink.h"
#include "mock/storeanswers.h"

#include "run/profiles.h"
#include <QtCore/QCoreApplication>

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace emitter;

namespace emitter::elasticsearchsink {
SinkDescriptor descriptor();
}
namespace emitter::qdrantsink {
SinkDescriptor descriptor();
}

namespace {

void makeApplication()
{
    static int argc = 1;
    static char name[] = "tst_measurestores";
    static char *argv[] = {name, nullptr};
    static const QCoreApplication *application = new QCoreApplication(argc, argv);
    static_cast<void>(application);
}

const SinkRegistry &realSinks()
{
    static const SinkRegistry sinks({elasticsearchsink::descriptor(), qdrantsink::descriptor()});
    return sinks;
}

using Setting = std::pair<std::string, FieldValues::Value>;

Profile profileOf(const std::string &type, const std::vector<Setting> &settings)
{
    Profile profile = smallProfile(1'000, {type});
    profile.embedding.provider = EmbeddingSpec::Provider::Hash;
    profile.embedding.dimensions = 64;
    FieldValues &values = profile.sinks[0].values;
    values = fallbacks(realSinks().find(type)->rows);
    values.set("url", std::string("http://store.example.org:9200"));
    for (const auto &[key, value] : settings)
        values.set(key, value);
    return profile;
}

/// The real sinks, and a receiver that answers them.
class Measured
{
public:
    Measured(const std::string &type, const std::vector<Setting> &settings)
        : m_profile(profileOf(type, settings))
    {
        makeApplication();
        auto receiver = PostReceiver::create(storeAnswers());
        REQUIRE(receiver);
        m_receiver = std::move(*receiver);
        const CalibrationTasks all = calibrationTasks(m_profile, realSinks(),
            {"folder", "http://127.0.0.1:" + std::to_string(m_receiver->port())});
        REQUIRE(all.unmeasured.empty());
        m_task = all.tasks.at(0);
        REQUIRE(m_task.isPlanned);
    }

    const Profile &profile() const { return m_profile; }
    const CalibrationTask &task() const { return m_task; }

    /// Its last moment, after a run to the end.
    SinkSnapshot run(std::uint64_t entries) const
    {
        struct Complaints : EngineObserver
        {
            void message(const Problem &problem) override
            {
                if (problem.severity == Severity::Error)
                    text += problem.text;
            }
            std::string text;
        };
        Profile profile = m_profile;
        profile.sinks = {m_task.sink};
        profile.asFastAsPossible = true;
        profile.count = entries;
        Complaints complaints;
        Engine engine(profile, {}, {realSinks(), {}}, complaints);
        engine.start();
        const Engine::Outcome &outcome = engine.wait();
        for (const Problem &problem : outcome.problems)
            FAIL_CHECK(problem.text);
        CHECK(complaints.text.empty());
        REQUIRE(outcome.summary.last.sinks.size() == 1);
        return outcome.summary.last.sinks[0];
    }

    double perSecond() const
    {
        const auto rate =
            measureSink(m_profile, m_task, {realSinks(), {}}, std::chrono::milliseconds(500), {});
        REQUIRE_MESSAGE(rate, (rate ? std::string() : rate.problem().text));
        return *rate;
    }

private:
    Profile m_profile;
    std::unique_ptr<PostReceiver> m_receiver;
    CalibrationTask m_task;
};

std::string text(const char *word)
{
    return word;
}

const std::vector<std::pair<std::string, std::vector<Setting>>> stores{
    {"elasticsearch", {}},
    {"elasticsearch", {{"vectors", text("numbers")}}},
    {"elasticsearch", {{"vectors", text("off")}, {"ids", false}}},
    {"elasticsearch", {{"op", text("index")}, {"bulk_refresh", text("-1")}}},
    {"elasticsearch",
        {{"index_name", text("other")}, {"user", text("me")}, {"password", Secret("x")},
            {"timestamp_field", text("@timestamp")}}},
    {"elasticsearch", {{"url", text("https://store.example.org")}}},
    {"qdrant", {}},
    {"qdrant", {{"sparse", text("off")}}},
    {"qdrant", {{"sparse", text("server")}, {"dense", false}}},
    {"qdrant", {{"wait", true}, {"bulk", true}}},
    {"qdrant",
        {{"collection_name", text("other logs")}, {"api_key", Secret("x")},
            {"dense_vector", text("d")}}},
    {"qdrant", {{"url", text("https://store.example.org")}}},
};

std::string kindOf(const std::string &type, const std::vector<Setting> &settings)
{
    return Measured(type, settings).task().kind;
}

}

TEST_CASE("the mock of a store takes all that its sink sends, to the end")
{
    constexpr std::uint64_t entries = 2'345; // batches that are full, and one that is not
    for (const auto &[type, settings] : stores) {
        CAPTURE(type);
        CAPTURE(settings.empty() ? "" : settings[0].first);
        const SinkSnapshot sink = Measured(type, settings).run(entries);
        CHECK(sink.counts.delivered == entries);
        CHECK(sink.counts.rejected == 0);
        CHECK(sink.counts.resent == 0);
        CHECK(sink.errors.empty());
        CHECK(sink.state == SinkState::Finished);
    }
}

TEST_CASE("sinks of stores are measured far above the plan")
{
    CHECK(Measured("elasticsearch", {}).perSecond() > 1'000);
    CHECK(Measured("qdrant", {}).perSecond() > 1'000);
}

TEST_CASE("a kind tells vectors, their form and what else costs time here")
{
    CHECK(kindOf("qdrant", {}) == "qdrant, 64 dimensions");
    CHECK(kindOf("qdrant", {{"dense", false}}) == "qdrant, dense: false");
    CHECK(kindOf("qdrant", {{"sparse", text("off")}}) == "qdrant, sparse: off, 64 dimensions");
    CHECK(kindOf("elasticsearch", {}) == "elasticsearch, vectors: base64, 64 dimensions");
    CHECK(kindOf("elasticsearch", {{"vectors", text("base64")}})
        == "elasticsearch, vectors: base64, 64 dimensions");
    CHECK(kindOf("elasticsearch", {{"vectors", text("numbers")}})
        == "elasticsearch, vectors: numbers, 64 dimensions");
    CHECK(kindOf("elasticsearch", {{"vectors", text("off")}, {"ids", false}})
        == "elasticsearch, vectors: off, ids: false");
    CHECK(kindOf("elasticsearch", {{"connections", std::int64_t{1}}})
        == "elasticsearch, vectors: base64, connections: 1, 64 dimensions");
}

TEST_CASE("what only the store does otherwise is no kind of its own")
{
    CHECK(kindOf("qdrant", {{"wait", true}, {"bulk", true}}) == "qdrant, 64 dimensions");
    CHECK(kindOf("elasticsearch", {{"op", text("index")}, {"vector_index", false}})
        == "elasticsearch, vectors: base64, 64 dimensions");
}

TEST_CASE("of a store behind TLS only an upper bound is known")
{
    const std::string kind = kindOf("qdrant", {{"url", text("https://store.example.org")}});
    CHECK(kind == "qdrant, client: qnam without TLS, 64 dimensions");
    CHECK(isUpperBound(kind));
    CHECK_FALSE(isUpperBound(kindOf("qdrant", {})));
}

TEST_CASE("a plan for a store above what was measured is warned of")
{
    const Measured measured("qdrant", {});
    Calibration calibration;
    calibration.put({measured.task().kind, 1'000, 1'000});
    const auto warnings = [&](double rate) {
        Profile profile = measured.profile();
        profile.services[0].ratePerSecond = rate;
        return limitWarnings(makePlan(profile, realSinks()).plan, profile, calibration, 1'060);
    };
    CHECK(warnings(1'000).empty());
    const auto above = warnings(1'001);
    REQUIRE(above.size() == 1);
    CHECK(above[0].text
        == "sink qdrant: the plan is 1,001/s, and this machine made at most 1,000/s for \"qdrant, "
           "64 dimensions\" when it was calibrated 1 minute ago");
}

TEST_CASE("without a profile's sinks stores are measured as they are by default")
{
    const Profile profile = smallProfile(5, {});
    const CalibrationTasks all =
        calibrationTasks(profile, realSinks(), {"folder", "http://127.0.0.1:1"});
    std::vector<std::string> kinds;
    for (const CalibrationTask &task : all.tasks)
        kinds.push_back(task.kind);
    CHECK(kinds
        == std::vector<std::string>{"elasticsearch, vectors: base64, 1536 dimensions",
            "elasticsearch, vectors: numbers, 1536 dimensions", "qdrant, 1536 dimensions"});
}
