// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/entries.h"
#include "support/temporaryfolder.h"
#include "verify/entriesfile.h"
#include "verify/recorder.h"
#include "verify/recordfolder.h"

#include <doctest/doctest.h>

#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

using namespace emitter;
namespace fs = std::filesystem;

namespace {

int newFile(const std::string &fileName)
{
    return ::open(fileName.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

Recorder::Outcome record(
    const std::string &fileName, std::size_t chunks, std::size_t size, Recorder::Limits limits = {})
{
    Recorder recorder(newFile(fileName), 2, limits);
    for (std::size_t i = 0; i < chunks; ++i)
        recorder.offer(makeChunk(size, i * size));
    return recorder.finish();
}

std::string whyNot(const std::string &fileName, std::uint64_t run, std::uint64_t count)
{
    const auto file = EntriesFile::open(fileName, run, count);
    REQUIRE_FALSE(bool(file));
    CHECK(file.problem().cause == Cause::NoInput);
    return file.problem().text;
}

void overwrite(const std::string &fileName, std::streamoff offset, const std::string &bytes)
{
    std::fstream file(fileName, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(offset);
    file << bytes;
}

RunRecord recordOf(std::uint64_t run, std::int64_t started, const std::string &profile = "/p.yaml")
{
    RunRecord about;
    about.run = run;
    about.seed = 0xfedcba9876543210;
    about.startedUnixNanos = started;
    about.messagePoolSize = 50;
    about.profile = profile;
    about.sources.addService("web");
    about.sources.addEmitters("worker", 4);
    about.embedding.provider = EmbeddingSpec::Provider::Hash;
    about.embedding.dimensions = 64;
    about.emitted = 10;
    about.recorded = 10;
    return about;
}

constexpr std::string_view summary = R"({"sinks": [{"name": "pg", "type": "pgvector",
    "emitted": 10, "delivered": 9, "unconfirmed": 1}]})";

void finishedRecord(const std::string &directory, std::uint64_t run, std::int64_t started,
    const std::string &profile = "/p.yaml")
{
    auto folder = RecordFolder::create(directory, run);
    REQUIRE(bool(folder));
    const RunRecord about = recordOf(run, started, profile);
    (*folder)->begin(about);
    (*folder)->recorder().offer(makeChunk(10));
    (*folder)->close();
    REQUIRE(bool((*folder)->finish(about, summary)));
}

std::size_t recordsIn(const std::string &directory)
{
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(directory), fs::directory_iterator()));
}

}

TEST_CASE("what is offered is read back, in order")
{
    const TemporaryFolder folder;
    const auto outcome = record(folder / "e", 10, 333);
    CHECK(outcome.recorded == 3330);
    CHECK(outcome.whyStopped.empty());
    const auto file = EntriesFile::open(folder / "e", 2, 3330);
    REQUIRE(bool(file));
    std::vector<Entry> entries(1000);
    REQUIRE(bool(file->read(2000, entries, makeContent())));
    const auto expected = makeEntries(1000, 2000);
    CHECK(std::memcmp(entries.data(), expected.data(), 32'000) == 0);
}

TEST_CASE("recording stops at its limit and says so; a run that just fits is whole")
{
    const TemporaryFolder folder;
    auto outcome = record(folder / "e", 4, 100, {.entries = 250, .waiting = 1000});
    CHECK(outcome.recorded == 250);
    CHECK(outcome.whyStopped == "a record holds at most 250 entries");
    CHECK(fs::file_size(folder / "e") == 32 + 250 * 32);
    outcome = record(folder / "e", 4, 100, {.entries = 400, .waiting = 1000});
    CHECK(outcome.recorded == 400);
    CHECK(outcome.whyStopped.empty());
}

TEST_CASE("a full disk stops the record and nothing else")
{
    Recorder recorder(::open("/dev/full", O_WRONLY | O_CLOEXEC), 2);
    recorder.offer(makeChunk(100));
    const auto outcome = recorder.finish();
    CHECK(outcome.recorded == 0);
    CHECK(outcome.whyStopped == "No space left on device");
}

TEST_CASE("a disk that fills up in the middle leaves the whole entries before it")
{
    const TemporaryFolder folder;
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{32 + 150 * 32 + 5, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    const auto outcome = record(folder / "e", 3, 100);
    setrlimit(RLIMIT_FSIZE, &before);
    CHECK(outcome.recorded == 150);
    CHECK(outcome.whyStopped == "File too large");
    CHECK(bool(EntriesFile::open(folder / "e", 2, 150)));
}

TEST_CASE("a disk that takes nothing never makes the pacer wait")
{
    int ends[2];
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    std::size_t bytes = 0;
    std::optional<Recorder> recorder;
    recorder.emplace(ends[1], 2, Recorder::Limits{.entries = 1'000'000, .waiting = 20'000});
    for (std::size_t i = 0; i < 100; ++i)
        recorder->offer(makeChunk(1000, i * 1000)); // returns, though nobody reads the pipe
    std::thread reader([&] {
        char buffer[4096];
        for (ssize_t got = 1; got > 0; bytes += static_cast<std::size_t>(got))
            got = ::read(ends[0], buffer, sizeof buffer);
    });
    const Recorder::Outcome outcome = recorder->finish();
    recorder.reset(); // closes the pipe
    reader.join();
    ::close(ends[0]);
    CHECK(outcome.whyStopped == "the disk was too slow for this rate");
    CHECK(outcome.recorded >= 20'000);
    CHECK(outcome.recorded < 100'000);
    CHECK(bytes == 32 + outcome.recorded * 32);
}

TEST_CASE("a record that is none, torn, of another version or another run is refused")
{
    const TemporaryFolder folder;
    const std::string fileName = folder / "e";
    CHECK(whyNot(fileName, 2, 1).find("No such file") != std::string::npos);
    record(fileName, 1, 100);
    CHECK(whyNot(fileName, 3, 100).find("another run") != std::string::npos);
    fs::resize_file(fileName, 32 + 99 * 32 + 31);
    CHECK(whyNot(fileName, 2, 100).find("it holds 99 of 100 entries") != std::string::npos);
    CHECK(bool(EntriesFile::open(fileName, 2, 99)));
    overwrite(fileName, 12, std::string("\x02\0\0\0", 4));
    CHECK(whyNot(fileName, 2, 99).find("it has version 2") != std::string::npos);
    overwrite(fileName, 0, "what?");
    CHECK(whyNot(fileName, 2, 99).find("no record") != std::string::npos);
    fs::resize_file(fileName, 20);
    CHECK(whyNot(fileName, 2, 0).find("ends too early") != std::string::npos);
}

TEST_CASE("an entry that no run makes is refused")
{
    const TemporaryFolder folder;
    const std::string fileName = folder / "e";
    const Content content = makeContent();
    // due below 0; number that does not grow; slot, source and level out of range.
    const std::pair<std::streamoff, std::string> damages[] = {
        {7, "\xff"}, {8, std::string(8, '\0')}, {18, "\x01"}, {22, "\x01"}, {28, "\x05"}};
    for (const auto &[offset, bytes] : damages) {
        record(fileName, 1, 10);
        overwrite(fileName, 32 + 5 * 32 + offset, bytes);
        const auto file = EntriesFile::open(fileName, 2, 10);
        REQUIRE(bool(file));
        std::vector<Entry> entries(10);
        const auto read = file->read(0, entries, content);
        REQUIRE_FALSE(bool(read));
        CHECK(read.problem().text.find("its entry 5 is damaged") != std::string::npos);
    }
}

TEST_CASE("a finished record is found by its profile and by its id, and says what it was told")
{
    const TemporaryFolder folder;
    finishedRecord(folder.path(), 0x1, 100);
    finishedRecord(folder.path(), 0x2, 300);
    finishedRecord(folder.path(), 0x3, 200);
    finishedRecord(folder.path(), 0x4, 400, "/other.yaml");
    const auto newest = findRunRecord(folder.path(), "/p.yaml", {});
    REQUIRE(bool(newest));
    CHECK(newest->run == 0x2);
    CHECK(newest->seed == 0xfedcba9876543210);
    CHECK(newest->startedUnixNanos == 300);
    CHECK(newest->messagePoolSize == 50);
    CHECK(newest->sources.name(4) == "worker-4");
    CHECK(newest->embedding.provider == EmbeddingSpec::Provider::Hash);
    CHECK(newest->embedding.dimensions == 64);
    REQUIRE(newest->sinks.size() == 1);
    CHECK(newest->sinks[0].sink == "pg");
    CHECK(newest->sinks[0].delivered == 9);
    CHECK(newest->sinks[0].unconfirmed == 1);
    const auto named = findRunRecord(folder.path(), "/p.yaml", "0000000000000003");
    REQUIRE(bool(named));
    CHECK(named->startedUnixNanos == 200);
    CHECK(bool(EntriesFile::open(named->entriesFile(), 3, 10)));
    CHECK((fs::status(named->folder).permissions() & fs::perms::mask) == fs::perms::owner_all);
}

TEST_CASE("without a record the message says how to get one")
{
    const TemporaryFolder folder;
    auto missing = findRunRecord(folder.path(), "/p.yaml", {});
    REQUIRE_FALSE(bool(missing));
    CHECK(missing.problem().cause == Cause::NoInput);
    CHECK(missing.problem().text.find("no record of a run of /p.yaml") != std::string::npos);
    CHECK(missing.problem().remedy.find("without --no-record") != std::string::npos);
    CHECK_FALSE(bool(findRunRecord(folder.path(), {}, "../../etc/passwd")));
    finishedRecord(folder.path(), 0x9, 1);
    overwrite(folder / "0000000000000009/run.json", 0, "]");
    missing = findRunRecord(folder.path(), {}, "0000000000000009");
    REQUIRE_FALSE(bool(missing));
    CHECK(missing.problem().text.find("it is damaged") != std::string::npos);
    std::ofstream(folder / "0000000000000009/run.json") << R"({"format": 2})";
    missing = findRunRecord(folder.path(), {}, "0000000000000009");
    REQUIRE_FALSE(bool(missing));
    CHECK(missing.problem().text.find("it has format 2") != std::string::npos);
}

TEST_CASE("a run that crashed leaves a record that is not used")
{
    const TemporaryFolder folder;
    {
        auto crashed = RecordFolder::create(folder.path(), 0x7);
        REQUIRE(bool(crashed));
        (*crashed)->begin(recordOf(0x7, 5));
    }
    CHECK(fs::exists(folder / "0000000000000007/run.json"));
    CHECK_FALSE(bool(findRunRecord(folder.path(), "/p.yaml", {})));
    const auto named = findRunRecord(folder.path(), {}, "0000000000000007");
    REQUIRE_FALSE(bool(named));
    CHECK(named.problem().text.find("has not ended, or ended in a crash") != std::string::npos);
}

TEST_CASE("the newest five records are kept, and those of runs that go on")
{
    const TemporaryFolder folder;
    auto running = RecordFolder::create(folder.path(), 0x100);
    REQUIRE(bool(running));
    (*running)->begin(recordOf(0x100, 0));
    fs::create_directory(folder / "notes");
    for (std::uint64_t run = 1; run <= 8; ++run)
        finishedRecord(folder.path(), run, static_cast<std::int64_t>(run));
    CHECK(recordsIn(folder.path()) == 5 + 2);
    CHECK(fs::exists(folder / "0000000000000100"));
    CHECK_FALSE(fs::exists(folder / "0000000000000003"));
    CHECK(fs::exists(folder / "0000000000000004"));
    CHECK(fs::exists(folder / "notes"));
}

TEST_CASE("a run that never began leaves nothing, and one that cannot be recorded says why")
{
    const TemporaryFolder folder;
    REQUIRE(bool(RecordFolder::create(folder / "runs", 0x1)));
    CHECK(recordsIn(folder / "runs") == 0);
    std::ofstream(folder / "file") << "x";
    const auto refused = RecordFolder::create(folder / "file/runs", 0x1);
    REQUIRE_FALSE(bool(refused));
    CHECK(refused.problem().cause == Cause::CannotCreate);
    CHECK(refused.problem().text.find(folder / "file/runs") != std::string::npos);
    CHECK(refused.problem().remedy.find("--no-record") != std::string::npos);
}
