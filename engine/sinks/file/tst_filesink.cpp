// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/file/filesink.h"
#include "sinks/file/tst_filefixtures.h"
#include "support/sinkcontract.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace emitter;
using filesink::contentOf;
using filesink::FileSizeLimit;
using filesink::Folder;
using filesink::linesIn;
using filesink::unpacked;
namespace fs = std::filesystem;

namespace {

using Entries = std::shared_ptr<const std::vector<Entry>>;

Entries batchOf(const Content &content, std::size_t count, std::uint64_t first = 0)
{
    return std::make_shared<const std::vector<Entry>>(
        makeEntries(count, first, content.slotCount(), content.sources().size()));
}

std::string expectedJson(const Content &content, const std::vector<Entry> &entries)
{
    std::string text;
    EntryRenderer(content, EntryFormat::json()).appendAll(text, entries, "\n");
    return text;
}

SendResult sendAll(Sink &sink, const Entries &entries)
{
    SendResult answer;
    int answers = 0;
    sink.send({entries, 0, 0}, [&](SendResult result) {
        answer = std::move(result);
        ++answers;
    });
    REQUIRE(answers == 1);
    return answer;
}

std::ptrdiff_t countOf(const SendResult &result, Outcome outcome)
{
    return std::count(result.items.begin(), result.items.end(), outcome);
}

std::unique_ptr<Sink> sinkWith(const std::string &path,
    const std::vector<std::pair<std::string, FieldValues::Value>> &more = {})
{
    SinkConfig config;
    config.name = "file";
    config.values = fallbacks(filesink::descriptor().rows);
    config.values.set("path", path);
    for (const auto &[key, value] : more)
        config.values.set(key, value);
    auto sink = filesink::descriptor().create(std::move(config));
    REQUIRE(sink);
    return std::move(*sink);
}

constexpr std::uint64_t operator""_bytes(unsigned long long value)
{
    return value;
}

}

TEST_CASE("keeps the promises of every sink")
{
    const Folder folder;
    int number = 0;
    const auto fresh = [&] { return folder / (std::to_string(++number) + ".log"); };
    SUBCASE("plain")
    {
        runSinkContract([&] { return sinkWith(fresh()); }, makeContent());
    }
    SUBCASE("with everything on")
    {
        runSinkContract(
            [&] {
                return sinkWith(fresh(),
                    {{"gzip", true}, {"rotate_bytes", 4096_bytes}, {"rotate_keep", std::int64_t{3}},
                        {"fsync", true}});
            },
            makeContent());
    }
}

TEST_CASE("writes one JSON object per line by default, text on request")
{
    const Folder folder;
    const Content content = makeContent();
    const Entries entries = batchOf(content, 5000);
    auto json = sinkWith(folder / "json.log");
    REQUIRE(json->open(content));
    CHECK(sendAll(*json, entries).outcome == Outcome::Delivered);
    CHECK(contentOf(folder / "json.log") == expectedJson(content, *entries));
    CHECK(json->bytesWritten() == fs::file_size(folder / "json.log"));
    auto text = sinkWith(folder / "text.log", {{"format", std::string("text")}});
    REQUIRE(text->open(content));
    sendAll(*text, entries);
    CHECK(contentOf(folder / "text.log").substr(0, 5) == "2023-");
    CHECK(linesIn(contentOf(folder / "text.log")) == 5000);
    CHECK(json->finish(0));
}

TEST_CASE("continues an existing file, on a line of its own, or empties it when told so")
{
    const Folder folder;
    const std::string path = folder / "a.log";
    const Content content = makeContent();
    const Entries entries = batchOf(content, 3);
    std::ofstream(path) << "old";
    auto appending = sinkWith(path);
    REQUIRE(appending->open(content));
    sendAll(*appending, entries);
    CHECK(contentOf(path) == "old\n" + expectedJson(content, *entries));
    auto again = sinkWith(path);
    REQUIRE(again->open(content));
    sendAll(*again, entries);
    CHECK(linesIn(contentOf(path)) == 7);
    auto emptying = sinkWith(path, {{"append", false}});
    REQUIRE(emptying->open(content));
    CHECK(contentOf(path).empty());
    sendAll(*emptying, entries);
    CHECK(contentOf(path) == expectedJson(content, *entries));
}

TEST_CASE("a check leaves the file as it is, also one that a run would empty")
{
    const Folder folder;
    const std::string path = folder / "a.log";
    const Content content = makeContent();
    for (const bool append : {false, true}) {
        CAPTURE(append);
        std::ofstream(path, std::ios::trunc) << "old, with no end of line";
        SinkConfig config;
        config.values = fallbacks(filesink::descriptor().rows);
        config.values.set("path", path);
        config.values.set("append", append);
        config.purpose = SinkConfig::Purpose::Check;
        auto sink = filesink::descriptor().create(std::move(config));
        REQUIRE(sink);
        REQUIRE((*sink)->open(content));
        (*sink)->cancel();
        CHECK((*sink)->finish(0));
        CHECK(contentOf(path) == "old, with no end of line");
    }
}

TEST_CASE("vectors are asked for and written with embedding")
{
    const Folder folder;
    FieldValues values = fallbacks(filesink::descriptor().rows);
    values.set("path", folder / "a.log");
    CHECK_FALSE(filesink::descriptor().traits(values).wantsVectors);
    values.set("embedding", true);
    CHECK(filesink::descriptor().traits(values).wantsVectors);
    SinkConfig config;
    values.set("format", std::string("text"));
    config.values = values;
    CHECK_FALSE(filesink::descriptor().create(config));

    SourceTable sources;
    sources.addService("a");
    Content content({*MessagePool::create(1, 1), std::move(sources),
        VectorTable{2, 0, std::vector<float>(2 * (1 + emitterTemplateCount()), 0.5F)}, 1, 2});
    auto sink = sinkWith(folder / "a.log", {{"embedding", true}});
    REQUIRE(sink->open(content));
    sendAll(*sink, batchOf(content, 1));
    CHECK(contentOf(folder / "a.log").find(",\"embedding\":[") != std::string::npos);
}

TEST_CASE("the target is the path as it will be on the disk")
{
    FieldValues values = fallbacks(filesink::descriptor().rows);
    const auto traits = filesink::descriptor().traits;
    values.set("path", std::string("logs/a.log"));
    CHECK(traits(values).target == "logs/a.log");
    CHECK(traits(values).strength == Strength::Accepted);
    values.set("gzip", true);
    values.set("fsync", true);
    CHECK(traits(values).target == "logs/a.log.gz");
    CHECK(traits(values).strength == Strength::Durable);
    values.set("path", std::string("b.gz"));
    CHECK(traits(values).target == "b.gz");
}

TEST_CASE("rotation splits between entries, below the limit, and loses nothing")
{
    const Folder folder;
    const std::string path = folder / "r.log";
    const Content content = makeContent();
    const Entries entries = batchOf(content, 2000);
    auto sink = sinkWith(path, {{"rotate_bytes", 10'000_bytes}});
    REQUIRE(sink->open(content));
    CHECK(sendAll(*sink, entries).outcome == Outcome::Delivered);
    std::string all;
    const std::size_t files = folder.count();
    REQUIRE(files > 20);
    for (std::size_t index = files - 1; index > 0; --index) {
        const std::string part = contentOf(path + '.' + std::to_string(index));
        CHECK(part.size() <= 10'000);
        CHECK(part.size() > 9'000);
        CHECK(part.back() == '\n');
        all += part;
    }
    CHECK(all + contentOf(path) == expectedJson(content, *entries));
}

TEST_CASE("rotate_keep limits the old files to the youngest")
{
    const Folder folder;
    const std::string path = folder / "r.log";
    const Content content = makeContent();
    const Entries entries = batchOf(content, 2000);
    const std::string expected = expectedJson(content, *entries);
    for (const std::int64_t keep : {1, 3}) {
        auto sink = sinkWith(
            path, {{"rotate_bytes", 10'000_bytes}, {"rotate_keep", keep}, {"append", false}});
        REQUIRE(sink->open(content));
        sendAll(*sink, entries);
        CHECK(folder.count() == static_cast<std::size_t>(keep + 1));
        std::string all;
        for (std::int64_t index = keep; index > 0; --index)
            all += contentOf(path + '.' + std::to_string(index));
        all += contentOf(path);
        CHECK(expected.ends_with(all));
    }
}

TEST_CASE("an entry larger than the limit gets a file of its own")
{
    const Folder folder;
    const Content content = makeContent();
    auto sink = sinkWith(folder / "r.log", {{"rotate_bytes", 10_bytes}});
    REQUIRE(sink->open(content));
    CHECK(sendAll(*sink, batchOf(content, 5)).outcome == Outcome::Delivered);
    CHECK(folder.count() == 5);
    CHECK(linesIn(contentOf(folder / "r.log")) == 1);
}

TEST_CASE("a gzip file is whole after every batch, also when continued")
{
    const Folder folder;
    const std::string path = folder / "a.log.gz";
    const Content content = makeContent();
    std::string expected;
    for (int run = 0; run < 2; ++run) {
        auto sink = sinkWith(folder / "a.log", {{"gzip", true}});
        REQUIRE(sink->open(content));
        for (const std::size_t size : {1, 3000, 10}) {
            const Entries entries = batchOf(content, size);
            CHECK(sendAll(*sink, entries).outcome == Outcome::Delivered);
            expected += expectedJson(content, *entries);
            CHECK(unpacked(path) == expected);
        }
        CHECK(fs::file_size(path) < expected.size() / 2);
        CHECK(sink->finish(0));
    }
    CHECK(std::system(("gzip -t '" + path + "'").c_str()) == 0);
}

TEST_CASE("gzip rotates too")
{
    const Folder folder;
    const Content content = makeContent();
    const Entries entries = batchOf(content, 3000);
    auto sink = sinkWith(folder / "a.log", {{"gzip", true}, {"rotate_bytes", 20'000_bytes}});
    REQUIRE(sink->open(content));
    CHECK(sendAll(*sink, entries).outcome == Outcome::Delivered);
    std::string all;
    REQUIRE(folder.count() > 3);
    for (std::size_t index = folder.count() - 1; index > 0; --index) {
        const std::string old = folder / ("a.log." + std::to_string(index) + ".gz");
        CHECK(fs::file_size(old) <= 20'000);
        all += unpacked(old);
    }
    CHECK(all + unpacked(folder / "a.log.gz") == expectedJson(content, *entries));
}

TEST_CASE("after a failure the file holds exactly the delivered entries")
{
    const Folder folder;
    const std::string path = folder / "a.log";
    const Content content = makeContent();
    const Entries first = batchOf(content, 100);
    const Entries second = batchOf(content, 5000, 100);
    auto sink = sinkWith(path);
    REQUIRE(sink->open(content));
    SendResult result;
    {
        const FileSizeLimit limit(300'001);
        CHECK(sendAll(*sink, first).outcome == Outcome::Delivered);
        result = sendAll(*sink, second);
    }
    REQUIRE(result.items.size() == 5000);
    const std::ptrdiff_t delivered = countOf(result, Outcome::Delivered);
    CHECK(delivered > 1000);
    CHECK(countOf(result, Outcome::Fatal) == 5000 - delivered);
    CHECK(result.items[static_cast<std::size_t>(delivered) - 1] == Outcome::Delivered);
    REQUIRE(result.reasons.size() == 1);
    CHECK(result.reasons[0].second == 5000 - delivered);
    CHECK(result.reasons[0].first.find(path) != std::string::npos);
    CHECK(result.reasons[0].first.find("ulimit") != std::string::npos);
    std::vector<Entry> kept(*first);
    kept.insert(kept.end(), second->begin(), second->begin() + delivered);
    CHECK(contentOf(path) == expectedJson(content, kept));
    CHECK(sink->bytesWritten() == fs::file_size(path));

    // The sink stays lost: a later batch would leave a hole.
    const SendResult later = sendAll(*sink, first);
    CHECK(countOf(later, Outcome::Fatal) == 100);
    CHECK(contentOf(path) == expectedJson(content, kept));
}

TEST_CASE("after a failure a gzip file is whole and holds exactly the delivered entries")
{
    const Folder folder;
    const std::string path = folder / "a.log.gz";
    const Content content = makeContent();
    const Entries entries = batchOf(content, 20'000);
    auto sink = sinkWith(path, {{"gzip", true}});
    REQUIRE(sink->open(content));
    SendResult result;
    {
        const FileSizeLimit limit(200'000);
        result = sendAll(*sink, entries);
    }
    const std::ptrdiff_t delivered = countOf(result, Outcome::Delivered);
    CHECK(delivered > 0);
    CHECK(delivered < 20'000);
    const std::vector<Entry> kept(entries->begin(), entries->begin() + delivered);
    CHECK(unpacked(path) == expectedJson(content, kept));
}

TEST_CASE("does not cut off what another program appended meanwhile")
{
    const Folder folder;
    const std::string path = folder / "a.log";
    const Content content = makeContent();
    auto sink = sinkWith(path);
    REQUIRE(sink->open(content));
    std::ofstream(path, std::ios::app) << "another\n";
    const FileSizeLimit limit(1001);
    const SendResult result = sendAll(*sink, batchOf(content, 100));
    CHECK(countOf(result, Outcome::Fatal) > 0);
    CHECK(contentOf(path).starts_with("another\n"));
    CHECK(fs::file_size(path) == 1001);
}

TEST_CASE("a terminal is waited for, but not after cancel")
{
    const Content content = makeContent();
    const int master = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    REQUIRE(master >= 0);
    REQUIRE(::grantpt(master) == 0);
    REQUIRE(::unlockpt(master) == 0);
    auto sink = sinkWith(::ptsname(master));
    REQUIRE(sink->open(content));
    const Entries entries = batchOf(content, 500); // far more than fits
    std::size_t lines = 0;
    std::thread reader([&] {
        char piece[1000];
        while (lines < entries->size()) {
            const ssize_t count = ::read(master, piece, sizeof piece);
            if (count <= 0)
                return;
            lines += static_cast<std::size_t>(std::count(piece, piece + count, '\n'));
        }
    });
    const SendResult all = sendAll(*sink, entries);
    CHECK(all.outcome == Outcome::Delivered);
    CHECK(all.items.empty());
    if (!all.items.empty())
        sink.reset(); // ends the reader
    reader.join();
    CHECK(lines == entries->size());
    if (!sink)
        return;
    sink->cancel();
    const SendResult none = sendAll(*sink, entries);
    CHECK(countOf(none, Outcome::Fatal) > 0);
    ::close(master);
}

TEST_CASE("what the disk does not confirm is unconfirmed, whatever else fails")
{
    static int syncs;
    static int failing; // the number of the one that fails
    syncs = 0;
    const Folder folder;
    const auto fileWith = [&](const char *name, std::uint64_t rotateBytes) {
        filesink::LogFileSettings settings;
        settings.path = folder / name;
        settings.rotateBytes = rotateBytes;
        settings.sync = true;
        settings.syncFile = [](int) {
            if (++syncs != failing)
                return 0;
            errno = EIO;
            return -1;
        };
        return settings;
    };
    const std::string line = std::string(99, 'x') + "\n";
    std::string lines;
    for (int i = 0; i < 20; ++i)
        lines += line;
    // lines that are kept after a failure are confirmed, or not
    for (const bool works : {true, false}) {
        CAPTURE(works);
        filesink::LogFile file(fileWith(works ? "a.log" : "b.log", 0));
        REQUIRE(file.open());
        const FileSizeLimit limit(1050);
        failing = works ? 0 : syncs + 1;
        const int before = syncs;
        const auto written = file.write(lines);
        CHECK(written.taken == 1000);
        CHECK(written.failure.find("cannot write to") != std::string::npos);
        CHECK(written.unsure == !works);
        CHECK(syncs == before + 1);
    }
    // a rotation that is not confirmed
    filesink::LogFile file(fileWith("r.log", 1000));
    REQUIRE(file.open());
    failing = syncs + 1;
    const auto written = file.write(lines);
    CHECK(written.taken == 1000);
    CHECK(written.failure.find("the disk did not confirm") != std::string::npos);
    CHECK(written.unsure);
    CHECK(syncs == failing); // it is not asked again until it says yes
}

TEST_CASE("a full disk is fatal, with the path and what to do")
{
    const Content content = makeContent();
    auto sink = sinkWith("/dev/full");
    REQUIRE(sink->open(content));
    const SendResult result = sendAll(*sink, batchOf(content, 3));
    CHECK(countOf(result, Outcome::Fatal) == 3);
    REQUIRE(result.reasons.size() == 1);
    CHECK(result.reasons[0].first.find("\"/dev/full\": No space left on device; free some space")
        != std::string::npos);
}

TEST_CASE("what cannot be written to is refused at the start, with the reason")
{
    const Folder folder;
    const Content content = makeContent();
    const auto problemOf = [&](const std::string &path, std::uint64_t rotate = 0) {
        const auto opened = sinkWith(path, {{"rotate_bytes", rotate}})->open(content);
        REQUIRE_FALSE(opened);
        CHECK(opened.problem().cause == Cause::CannotCreate);
        CHECK(opened.problem().text.find(path) != std::string::npos);
        CHECK_FALSE(opened.problem().remedy.empty());
        return opened.problem().text;
    };
    const std::string missing = folder / "no/such/a.log";
    CHECK(problemOf(missing).find("the folder \"" + (folder / "no/such") + "\" does not exist")
        != std::string::npos);
    CHECK(problemOf(folder / "").find("it is a folder") != std::string::npos);
    REQUIRE(::mkfifo((folder / "fifo").c_str(), 0600) == 0);
    const std::fstream reader(folder / "fifo", std::ios::in | std::ios::out);
    CHECK(problemOf(folder / "fifo").find("it is a pipe") != std::string::npos);
    CHECK(problemOf("/dev/null", 100).find("not a regular file") != std::string::npos);
    CHECK(fs::exists("/dev/null"));
    std::ofstream(folder / "plain") << "x";
    CHECK(problemOf(folder / "plain/a.log").find("Not a directory") != std::string::npos);
}

TEST_CASE("a dash and an empty path are no files")
{
    for (const std::string path : {"-", ""}) {
        SinkConfig config;
        config.values = fallbacks(filesink::descriptor().rows);
        config.values.set("path", path);
        CHECK_FALSE(filesink::descriptor().create(config));
    }
}

TEST_CASE("old files that cannot be renamed end the sink and lose nothing")
{
    const Folder folder;
    const std::string path = folder / "a.log";
    const Content content = makeContent();
    const Entries entries = batchOf(content, 100);
    fs::create_directories(folder / "a.log.1/in the way");
    fs::create_directories(folder / "a.log.2/in the way");
    auto sink = sinkWith(path, {{"rotate_bytes", 5000_bytes}, {"rotate_keep", std::int64_t{2}}});
    REQUIRE(sink->open(content));
    const SendResult result = sendAll(*sink, entries);
    const std::ptrdiff_t delivered = countOf(result, Outcome::Delivered);
    CHECK(delivered > 0);
    CHECK(linesIn(contentOf(path)) == delivered);
    REQUIRE(result.reasons.size() == 1);
    CHECK(result.reasons[0].first.find("cannot rotate") != std::string::npos);
}
