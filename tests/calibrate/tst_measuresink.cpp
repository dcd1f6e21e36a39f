// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "calibrate/measuresink.h"

#include "run/profiles.h"
#include "run/testsinks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <thread>
#include <utility>

using namespace emitter;

namespace {

using std::chrono::milliseconds;

Result<double> measured(const char *type, const std::stop_token &stop = {})
{
    const SinkRegistry sinks = testSinks();
    const Profile profile = smallProfile(5, {type});
    return measureSink(
        profile, {type, profile.sinks[0], true}, {sinks, {}}, milliseconds(500), stop);
}

/// Notes how many entries are of the profile's services, and how many of its pools.
class CountingSink : public TestSink
{
public:
    static inline std::atomic<std::uint64_t> ofServices, ofPools;

    CountingSink()
        : TestSink(Good)
    {
    }
    Result<void> open(const Content &content) override
    {
        m_sources = &content.sources();
        return {};
    }
    void send(Batch batch, std::function<void(SendResult)> done) override
    {
        for (const Entry &entry : *batch.entries)
            ++(m_sources->isEmitter(entry.source) ? ofPools : ofServices);
        TestSink::send(std::move(batch), std::move(done));
    }

private:
    const SourceTable *m_sources = nullptr;
};

/// Its first answer takes longer than a window.
class LateSink : public TestSink
{
public:
    LateSink()
        : TestSink(Good)
    {
    }
    void send(Batch batch, std::function<void(SendResult)> done) override
    {
        if (!std::exchange(m_hasAnswered, true))
            std::this_thread::sleep_for(milliseconds(500));
        TestSink::send(std::move(batch), std::move(done));
    }

private:
    bool m_hasAnswered = false;
};

double shareOfPools(const Profile &profile)
{
    CountingSink::ofServices = CountingSink::ofPools = 0;
    SinkDescriptor counting = testSink<TestSink::Good>("counting");
    counting.create = [](SinkConfig) -> Result<std::unique_ptr<Sink>> {
        return std::unique_ptr<Sink>(std::make_unique<CountingSink>());
    };
    const SinkRegistry sinks({counting});
    REQUIRE(measureSink(
        profile, {"counting", profile.sinks[0], true}, {sinks, {}}, milliseconds(300), {}));
    const auto pools = static_cast<double>(CountingSink::ofPools);
    return pools / (pools + static_cast<double>(CountingSink::ofServices));
}

SinkRegistry mockedSinks()
{
    return SinkRegistry({testSink<TestSink::Good>("null"), testSink<TestSink::Good>("stdout"),
        testSink<TestSink::Good>("pgvector"), testSink<TestSink::Good>("dashboard")});
}

}

TEST_CASE("a sink is measured far above the profile's own rate")
{
    const auto rate = measured("good");
    REQUIRE(rate);
    CHECK(*rate > 1'000);
}

TEST_CASE("a sink that does not open, or answers nothing, is a problem and not a rate")
{
    const auto closed = measured("closed");
    REQUIRE_FALSE(closed);
    CHECK(closed.problem().text == "the test sink is closed");
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(measured("good", stop.get_token()));
    CHECK_FALSE(measured("hanging"));
    const auto lost = measured("dying");
    REQUIRE_FALSE(lost);
    CHECK(lost.problem().text == "sink dying was lost: the test sink died");
}

TEST_CASE("a first answer that takes longer than a window is waited for")
{
    SinkDescriptor late = testSink<TestSink::Good>("late");
    late.create = [](SinkConfig) -> Result<std::unique_ptr<Sink>> {
        return std::unique_ptr<Sink>(std::make_unique<LateSink>());
    };
    const SinkRegistry sinks({late});
    const Profile profile = smallProfile(5, {"late"});
    CHECK(
        measureSink(profile, {"late", profile.sinks[0], true}, {sinks, {}}, milliseconds(200), {}));
}

TEST_CASE("what has a mock is measured, what has none is named")
{
    const SinkRegistry sinks = mockedSinks();
    const Profile profile = smallProfile(5, {"pgvector", "stdout", "dashboard"});
    const CalibrationTasks all = calibrationTasks(profile, sinks, {"folder", "http://127.0.0.1:1"});
    REQUIRE(all.unmeasured.size() == 2);
    CHECK(all.unmeasured[0].name == "pgvector");
    CHECK(all.unmeasured[0].reason.find("find-max") != std::string::npos);
    CHECK(all.unmeasured[1].name == "dashboard");
    CHECK(all.unmeasured[1].reason == "for which there is no mock here");
    REQUIRE(all.tasks.size() == 2);
    CHECK(all.tasks[0].kind == "stdout");
    CHECK(all.tasks[0].isPlanned);
    CHECK(all.tasks[1].kind == "null");
    CHECK_FALSE(all.tasks[1].isPlanned);
}

TEST_CASE("bodies that the mock would have to unpack are not measured")
{
    const SinkRegistry sinks({testSink<TestSink::Good>("elasticsearch")});
    Profile profile = smallProfile(5, {"elasticsearch"});
    const CalibrationMocks mocks{"folder", "http://127.0.0.1:1"};
    profile.sinks[0].values.set("gzip", false);
    CHECK(calibrationTasks(profile, sinks, mocks).unmeasured.empty());
    profile.sinks[0].values.set("gzip", true);
    const CalibrationTasks all = calibrationTasks(profile, sinks, mocks);
    REQUIRE(all.unmeasured.size() == 1);
    CHECK(all.unmeasured[0].reason.find("unpacking") != std::string::npos);
}

TEST_CASE("a store's sink is aimed at its mock, and shows it no credentials")
{
    static constexpr std::array rows{
        Field{.key = "url", .type = Field::Url, .required = true},
        Field{.key = "api_key", .type = Field::Secret},
        Field{.key = "collection_name", .type = Field::Text, .fallback = "logs"},
    };
    SinkDescriptor qdrant = testSink<TestSink::Good>("qdrant");
    qdrant.rows = rows;
    Profile profile = smallProfile(5, {"qdrant"});
    FieldValues &values = profile.sinks[0].values;
    values.set("url", std::string("http://qdrant.example.org"));
    values.set("api_key", Secret("hidden"));
    values.set("collection_name", std::string("mine"));
    const CalibrationTasks all =
        calibrationTasks(profile, SinkRegistry({qdrant}), {"folder", "http://127.0.0.1:1"});
    const FieldValues &aimed = all.tasks.at(0).sink.values;
    CHECK(aimed.text("url") == "http://127.0.0.1:1/qdrant");
    CHECK(aimed.secret("api_key").isEmpty());
    CHECK(aimed.text("collection_name") == "logs");
}

TEST_CASE("an http sink is aimed at what its mock knows: its path, its fields, its envelope")
{
    SinkRegistry sinks({testSink<TestSink::Good>("http")});
    Profile profile = smallProfile(5, {"http"});
    FieldValues &values = profile.sinks[0].values;
    values.set("url", std::string("https://logs.example.org"));
    values.set("path", std::string("/ingest"));
    values.set("health_path", std::string("/ready"));
    values.set("fields", TextMap{{"message", "msg"}, {"level", ""}});
    values.set("constants", TextMap{{"metadata", "none"}});
    const CalibrationTasks all = calibrationTasks(profile, sinks, {"folder", "http://127.0.0.1:1"});
    REQUIRE_FALSE(all.tasks.empty());
    CHECK(all.tasks[0].isPlanned);
    const FieldValues &aimed = all.tasks[0].sink.values;
    CHECK(aimed.text("url") == "http://127.0.0.1:1");
    CHECK(aimed.text("path") == "/submit");
    CHECK(aimed.text("health_path").empty());
    CHECK(aimed.map("fields").empty());
    CHECK(aimed.map("constants").empty());
}

TEST_CASE("the client that speaks TLS is measured where the profile's sink speaks TLS")
{
    static constexpr std::array rows{
        Field{.key = "url", .type = Field::Url, .required = true},
        Field{.key = "client", .type = Field::Choice, .fallback = "auto", .choices = "auto|qnam"},
    };
    SinkDescriptor http = testSink<TestSink::Good>("http");
    http.rows = rows;
    const SinkRegistry sinks({http});
    const auto task = [&](const char *url) {
        Profile profile = smallProfile(5, {"http"});
        profile.sinks[0].values.set("url", std::string(url));
        profile.sinks[0].values.set("client", std::string("auto"));
        return calibrationTasks(profile, sinks, {"folder", "http://127.0.0.1:1"}).tasks.at(0);
    };
    const CalibrationTask plain = task("http://logs.example.org");
    CHECK(plain.kind == "http");
    CHECK(plain.sink.values.text("client") == "auto");
    const CalibrationTask tls = task("https://logs.example.org");
    CHECK(tls.isPlanned);
    CHECK(tls.kind == "http, client: qnam without TLS");
    CHECK(tls.sink.values.text("client") == "qnam");
    CHECK(tls.sink.values.text("url") == "http://127.0.0.1:1");
}

TEST_CASE("services and pools are measured in the proportions of their rates")
{
    Profile profile = smallProfile(10, {"counting"});
    PoolSpec pool;
    pool.emitters = 30;
    profile.pools.push_back(pool);
    CHECK(shareOfPools(profile) == doctest::Approx(0.75).epsilon(0.02));
    profile.services.clear();
    CHECK(shareOfPools(profile) == 1);
}

TEST_CASE("a profile in which nobody speaks is measured as a plain service")
{
    CHECK(shareOfPools(smallProfile(0, {"counting"})) == 0);
    Profile profile = smallProfile(0, {"counting"});
    profile.services.clear();
    CHECK(shareOfPools(profile) == 0);
}

TEST_CASE("a disabled sink is not measured for the profile")
{
    const SinkRegistry sinks = mockedSinks();
    Profile profile = smallProfile(5, {"pgvector"});
    profile.sinks[0].enabled = false;
    const CalibrationTasks all = calibrationTasks(profile, sinks, {"folder", "http://127.0.0.1:1"});
    CHECK(all.unmeasured.empty());
    CHECK(std::none_of(all.tasks.begin(), all.tasks.end(),
        [](const CalibrationTask &task) { return task.isPlanned; }));
}
