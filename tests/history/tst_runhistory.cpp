// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/runarchive.h"
#include "history/runhistory.h"
#include "stats/examplesummary.h"
#include "support/temporaryfolder.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace emitter;
namespace fs = std::filesystem;

namespace {

RunBeginning beginning(const std::string &id, std::int64_t startedSeconds = 1'700'000'000)
{
    return {id, "web.yaml", "services: # kept\n", 42, startedSeconds * 1'000'000'000, {"store"}};
}
const std::string first = "00000000000000a1";
const std::string second = "00000000000000a2";

Snapshot after(std::int64_t seconds, std::uint64_t emitted)
{
    Snapshot snapshot;
    snapshot.state = RunState::Running;
    snapshot.runTime = seconds * 1'000'000'000;
    snapshot.counts.scheduled = snapshot.counts.emitted = emitted;
    return snapshot;
}

void keep(const std::string &directory, const std::string &id, std::int64_t startedSeconds)
{
    auto archive = RunArchive::create(directory, beginning(id, startedSeconds));
    REQUIRE(archive);
    REQUIRE((*archive)->finish(example::small()));
}

}

TEST_CASE("a finished run is read back as its summary says")
{
    const TemporaryFolder folder;
    const RunHistory history(folder.path());
    auto archive = RunArchive::create(folder.path(), beginning(first));
    REQUIRE(archive);
    (*archive)->add(StoredEvent{1.5, "warning", "the rate is \"missed\""});
    const Summary summary = example::small();
    REQUIRE((*archive)->finish(summary));
    archive->reset();

    const auto runs = history.list();
    REQUIRE(runs.size() == 1);
    CHECK(runs[0].state == StoredRun::State::Finished);
    CHECK(runs[0].profile == "web.yaml");
    CHECK(runs[0].seed == summary.seed);
    CHECK(runs[0].startedUnixNanos == 1'700'000'000'000'000'000);
    CHECK(runs[0].result == name(summary.result));
    CHECK(runs[0].emitted == summary.last.counts.emitted);
    REQUIRE(runs[0].sinks.size() == summary.last.sinks.size());
    CHECK(runs[0].sinks[0].delivered == summary.last.sinks[0].counts.delivered);
    const auto detail = history.load(first);
    REQUIRE(detail);
    CHECK(detail->profileText == "services: # kept\n");
    CHECK(detail->series.size() == summary.history.size());
    CHECK(detail->seriesSinks == std::vector<std::string>{"store"});
    REQUIRE(detail->events.size() == 1);
    CHECK(detail->events[0].text == "the rate is \"missed\"");
    for (const char *suffix : {"html", "json", "csv", "md", "xml"})
        CHECK(history.report(first, suffix));
    CHECK_FALSE(history.report(first, "../about.json"));
    CHECK_FALSE(history.report("../x", "html"));
}

TEST_CASE("what was muted is kept, and has not failed")
{
    const TemporaryFolder folder;
    auto archive = RunArchive::create(folder.path(), beginning(first));
    REQUIRE(archive);
    Summary summary = example::small();
    SinkCounts &counts = summary.last.sinks[0].counts;
    counts.droppedBy[static_cast<std::size_t>(DropReason::Muted)] = 700;
    counts.droppedBy[static_cast<std::size_t>(DropReason::QueueFull)] = 2;
    counts.delivered -= 702;
    REQUIRE((*archive)->finish(summary));
    const auto runs = RunHistory(folder.path()).list();
    REQUIRE(runs.size() == 1);
    CHECK(runs[0].sinks[0].dropped == 702);
    CHECK(runs[0].sinks[0].muted == 700);
    CHECK(runs[0].failed() == 2);
}

TEST_CASE("a run that goes on is told from one that was interrupted")
{
    const TemporaryFolder folder;
    const RunHistory history(folder.path());
    auto archive = RunArchive::create(folder.path(), beginning(first));
    REQUIRE(archive);
    for (int tenth = 0; tenth <= 35; ++tenth) {
        Snapshot snapshot = after(0, static_cast<std::uint64_t>(tenth) * 10);
        snapshot.runTime = tenth * 100'000'000LL;
        (*archive)->add(snapshot);
    }
    CHECK(history.list().at(0).state == StoredRun::State::Running);
    CHECK_FALSE(history.remove(first));
    archive->reset(); // no finish(): as after a crash
    std::ofstream(folder.path() + '/' + first + "/series.jsonl", std::ios::app) << "{\"t\": 4,";

    const auto detail = history.load(first);
    REQUIRE(detail);
    CHECK(detail->run.state == StoredRun::State::Interrupted);
    REQUIRE(detail->series.size() == 3);
    CHECK(detail->series.back().achievedPerSecond == doctest::Approx(100));
    CHECK(detail->run.durationSeconds == doctest::Approx(3));
    CHECK(detail->run.seed == 42);
    CHECK(history.remove(first));
    CHECK(history.list().empty());
}

TEST_CASE("a run is not interrupted, and not removed, while its reports are written")
{
    const TemporaryFolder folder;
    const RunHistory history(folder.path());
    auto archive = RunArchive::create(folder.path(), beginning(first));
    REQUIRE(archive);
    fs::create_directory(folder.path() + '/' + first + "/report.xml"); // it gets no further
    CHECK_FALSE((*archive)->finish(example::small()));
    CHECK(history.list().at(0).state == StoredRun::State::Running);
    CHECK_FALSE(history.remove(first));

    fs::remove(folder.path() + '/' + first + "/report.xml");
    CHECK((*archive)->finish(example::small()));
    CHECK(history.list().at(0).state == StoredRun::State::Finished);
    archive->reset();
    CHECK(history.remove(first));
}

TEST_CASE("a long run writes each second, too")
{
    const TemporaryFolder folder;
    auto archive = RunArchive::create(folder.path(), beginning(first));
    REQUIRE(archive);
    for (std::int64_t seconds = 0; seconds <= 3'000; ++seconds)
        (*archive)->add(after(seconds, static_cast<std::uint64_t>(seconds) * 10));
    archive->reset(); // no finish(): as after a crash

    const auto detail = RunHistory(folder.path()).load(first);
    REQUIRE(detail);
    REQUIRE(detail->series.size() == 3'000);
    CHECK(detail->series.back().seconds == 3'000);
    CHECK(detail->series.back().achievedPerSecond == 10);
}

TEST_CASE("notes stay, the newest are first, the oldest without a note go")
{
    const TemporaryFolder folder;
    const RunHistory history(folder.path());
    keep(folder.path(), first, 1'700'000'000);
    keep(folder.path(), second, 1'700'000'100);
    keep(folder.path(), "00000000000000a3", 1'700'000'200);
    CHECK(history.setNote(first, "before the change"));
    CHECK(history.list().at(0).id == "00000000000000a3");
    CHECK(history.prune(1, second) == 0);
    CHECK(history.prune(1) == 1);
    const auto left = history.list();
    REQUIRE(left.size() == 2);
    CHECK(left[1].id == first);
    CHECK(left[1].note == "before the change");
}

TEST_CASE("a damaged or foreign folder is named and hides no other")
{
    const TemporaryFolder folder;
    const RunHistory history(folder.path());
    keep(folder.path(), first, 1'700'000'000);
    keep(folder.path(), second, 1'700'000'000);
    std::ofstream(folder.path() + '/' + second + "/about.json") << "{\"format\": 2}";
    fs::create_directory(folder.path() + "/00000000000000a4");
    fs::create_directory(folder.path() + "/something");
    std::vector<Problem> problems;
    CHECK(history.list(&problems).size() == 1);
    CHECK(problems.size() == 2);
}

TEST_CASE("a history that cannot be read is told from an empty one")
{
    const TemporaryFolder folder;
    std::ofstream(folder.path() + "/file") << 'x';
    std::vector<Problem> problems;
    CHECK(RunHistory(folder.path() + "/missing").list(&problems).empty());
    CHECK(problems.empty());
    CHECK(RunHistory(folder.path() + "/file").list(&problems).empty());
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].text.find(folder.path() + "/file") != std::string::npos);
    CHECK(problems[0].cause == Cause::NoInput);
}

TEST_CASE("a folder that cannot be made is a problem before the run")
{
    const TemporaryFolder folder;
    std::ofstream(folder.path() + "/file") << 'x';
    CHECK_FALSE(RunArchive::create(folder.path() + "/file", beginning(first)));
    keep(folder.path(), first, 1);
    CHECK_FALSE(RunArchive::create(folder.path(), beginning(first)));
}
