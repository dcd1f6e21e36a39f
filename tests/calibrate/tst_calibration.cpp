// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "calibrate/calibration.h"

#include "run/profiles.h"
#include "run/testsinks.h"
#include "support/temporaryfolder.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace emitter;

namespace {

constexpr std::array rows{
    Field{.key = "path", .type = Field::Path, .required = true},
    Field{.key = "format", .type = Field::Choice, .fallback = "json", .choices = "json|text"},
    Field{.key = "gzip", .type = Field::Boolean, .fallback = "false"},
    Field{.key = "connections", .type = Field::Integer, .fallback = "16"},
};

PlannedSink plannedSink(std::string format, bool gzip)
{
    static const SinkDescriptor descriptor = [] {
        SinkDescriptor made = testSink<TestSink::Good>("file");
        made.rows = rows;
        return made;
    }();
    PlannedSink sink;
    sink.descriptor = &descriptor;
    sink.config.values.set("path", std::string("anywhere"));
    sink.config.values.set("format", std::move(format));
    sink.config.values.set("gzip", gzip);
    sink.config.values.set("connections", std::int64_t{16});
    return sink;
}

std::vector<std::string> warned(const Profile &profile, const Calibration &calibration)
{
    const SinkRegistry sinks = testSinks();
    std::vector<std::string> texts;
    for (const Problem &problem :
        limitWarnings(makePlan(profile, sinks).plan, profile, calibration, 1'000 + 3 * 86'400)) {
        CHECK(problem.severity == Severity::Warning);
        texts.push_back(problem.text);
    }
    return texts;
}

}

TEST_CASE("a kind is a type and the choices that are not the default")
{
    CHECK(speedKind(plannedSink("json", false), 8) == "file");
    CHECK(speedKind(plannedSink("text", false), 8) == "file, format: text");
    CHECK(speedKind(plannedSink("json", true), 8) == "file, gzip: true");
    PlannedSink vectors = plannedSink("json", false);
    vectors.traits.wantsVectors = true;
    CHECK(speedKind(vectors, 1536) == "file, 1536 dimensions");
}

TEST_CASE("numbers and the size of batches make another kind, unless they are the default")
{
    PlannedSink sink = plannedSink("json", false);
    sink.config.values.set("connections", std::int64_t{1});
    CHECK(speedKind(sink, 8) == "file, connections: 1");
    sink.config.values.set("connections", std::int64_t{16});
    sink.delivery.bufferSize = 10;
    CHECK(speedKind(sink, 8) == "file, buffer_size: 10");
}

TEST_CASE("to https:// the client is another one, measured without TLS, and never shares a row")
{
    static constexpr std::array httpRows{
        Field{.key = "url", .type = Field::Url, .required = true},
        Field{.key = "client", .type = Field::Choice, .fallback = "auto", .choices = "auto|qnam"},
        Field{.key = "connections", .type = Field::Integer, .fallback = "16"},
    };
    SinkDescriptor descriptor = testSink<TestSink::Good>("http");
    descriptor.rows = httpRows;
    const auto kind = [&](const char *url, const char *client) {
        PlannedSink sink;
        sink.descriptor = &descriptor;
        sink.config.values.set("url", std::string(url));
        sink.config.values.set("client", std::string(client));
        sink.config.values.set("connections", std::int64_t{1});
        return speedKind(sink, 8);
    };
    CHECK(kind("http://here", "auto") == "http, connections: 1");
    CHECK(kind("http://here", "qnam") == "http, client: qnam, connections: 1");
    const std::string tls = "http, client: qnam without TLS, connections: 1";
    CHECK(kind("https://here", "auto") == tls);
    CHECK(kind("https://here", "qnam") == tls);
    CHECK(isUpperBound(tls));
    CHECK_FALSE(isUpperBound("http, client: qnam, connections: 1"));
}

TEST_CASE("what is written is read again")
{
    Calibration calibration;
    calibration.put({"file, format: text", 12'345'678.5, 1'700'000'000});
    calibration.put({"http", 4'321, 1'700'000'001});
    calibration.put({"http", 5'000, 1'700'000'002});
    const Calibration read = parseCalibration(toText(calibration));
    REQUIRE(read.kinds.size() == 2);
    CHECK(read.find("file, format: text")->perSecond == 12'345'678.5);
    CHECK(read.find("http")->perSecond == 5'000);
    CHECK(read.find("http")->measuredUnixSeconds == 1'700'000'002);
    CHECK(read.find("null") == nullptr);
}

TEST_CASE("what cannot be read is left out")
{
    CHECK(parseCalibration("").kinds.empty());
    CHECK(parseCalibration("emitter calibration 2\nfile\t5\t6\n").kinds.empty());
    const std::string text = "emitter calibration 1\nfile\t5\n\t5\t6\nhttp\tfast\t6\nnull\t-1\t6\n"
                             "sqlite\t7\t8\tmore\nstdout\t7\t8\n";
    const Calibration read = parseCalibration(text);
    REQUIRE(read.kinds.size() == 1);
    CHECK(read.kinds[0].kind == "stdout");
}

TEST_CASE("each machine has a file of its own, and the folder is made")
{
    const TemporaryFolder folder;
    const std::string directory = folder.path() + "/deep/calibration";
    const CalibrationFile one(directory, "host-a, 2 CPUs"), other(directory, "host-b, 2 CPUs");
    Calibration calibration;
    calibration.put({"file", 5, 6});
    REQUIRE(one.save(calibration));
    CHECK(one.load().find("file"));
    CHECK(other.load().kinds.empty());
    CHECK_FALSE(CalibrationFile::thisMachine().empty());
}

TEST_CASE("without a home nothing is kept, and that is told")
{
    const CalibrationFile nowhere("", "machine");
    CHECK(nowhere.load().kinds.empty());
    CHECK_FALSE(nowhere.save({}));
}

TEST_CASE("a plan above the limit is warned of, with the age of the limit")
{
    Calibration calibration;
    calibration.put({"good", 1'000, 1'000});
    CHECK(warned(smallProfile(1'000, {"good"}), calibration).empty());
    const auto texts = warned(smallProfile(1'001, {"good", "dying"}), calibration);
    REQUIRE(texts.size() == 1);
    CHECK(texts[0]
        == "sink good: the plan is 1,001/s, and this machine made at most 1,000/s for \"good\" "
           "when it was calibrated 3 days ago");
}

TEST_CASE("the peak of a shape counts, a closed loop has no plan")
{
    Calibration calibration;
    calibration.put({"good", 1'000, 1'000});
    Profile profile = smallProfile(600, {"good"});
    profile.shape.type = ShapeSpec::Type::Spike;
    profile.shape.stages = {{10, 1, 1}, {10, 1, 2}};
    CHECK(warned(profile, calibration).size() == 1);
    profile.shape.stages[1].to = 1.5;
    CHECK(warned(profile, calibration).empty());
    profile.services[0].ratePerSecond.reset();
    CHECK(warned(profile, calibration).empty());
}

TEST_CASE("an age is told in its largest unit")
{
    CHECK(ageText(0) == "0 seconds");
    CHECK(ageText(59) == "59 seconds");
    CHECK(ageText(60) == "1 minute");
    CHECK(ageText(7'199) == "1 hour");
    CHECK(ageText(86'400 * 3 + 5) == "3 days");
}
