// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/storecheck.h"

#include "support/entries.h"
#include "support/memoryreader.h"
#include "support/temporaryfolder.h"
#include "verify/recorder.h"
#include "wire/noisyvectors.h"
#include "wire/uuid.h"

#include <doctest/doctest.h>

#include <fcntl.h>

using namespace emitter;
using State = StoreVerification::State;

namespace {

constexpr std::size_t total = 2'500;

Content contentWithVectors()
{
    SourceTable sources;
    sources.addService("api-gateway");
    sources.addEmitters("emitter", 3);
    Content::Parts parts{*MessagePool::create(10, 1), std::move(sources), {}, 1, 2};
    VectorTable table;
    table.dimensions = 16;
    table.noise = 0.01F;
    table.values.assign(std::size_t{10 + emitterTemplateCount()} * 16, 0.25F);
    parts.vectors = table;
    Content content(std::move(parts));
    content.setStart(1'700'000'000'123'456'789);
    return content;
}

/// A run of `total` entries, its record, and a store that holds them all.
struct Fixture
{
    Fixture()
    {
        const std::string fileName = folder / "entries.bin";
        Recorder recorder(
            ::open(fileName.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600), content.run());
        recorder.offer(std::make_shared<const Chunk>(emitted));
        REQUIRE(recorder.finish().recorded == total);
        store.add(content, emitted);
        NoisyVectors vectors(*content.vectors(), content.seed());
        for (const Entry &entry : emitted) {
            auto &vector = store.row(content.id(entry)).vector;
            vector.resize(16);
            vectors.write(vector.data(), entry.slot, entry.number);
        }
        known.sink = "memory";
        known.type = "memory";
        known.emitted = known.delivered = total;
    }

    StoreVerification check(CheckOptions options = {}, std::uint64_t recorded = total)
    {
        const auto entries = EntriesFile::open(folder / "entries.bin", content.run(), recorded);
        REQUIRE(bool(entries));
        StoreToCheck toCheck{known, std::make_unique<MemoryReader>(store), levelCase};
        return checkStore(content, *entries, std::move(toCheck), options);
    }
    StoreVerification checkAll()
    {
        CheckOptions options;
        options.sample = CheckOptions::all;
        return check(options);
    }
    EntryId id(std::size_t index) const { return content.id(emitted[index]); }
    std::string idText(std::size_t index) const
    {
        std::string text;
        appendUuid(text, id(index));
        return text;
    }

    TemporaryFolder folder;
    Content content = contentWithVectors();
    std::vector<Entry> emitted = makeEntries(total, 0, content.slotCount(), 4);
    MemoryRows store;
    StoreVerification known;
    LevelCase levelCase = LevelCase::Upper;
};

std::uint64_t by(const StoreVerification &seen, Difference kind)
{
    return seen.by[static_cast<std::size_t>(kind)];
}

}

TEST_CASE_FIXTURE(Fixture, "a store that holds everything once and as it was is good")
{
    std::vector<std::uint64_t> told;
    CheckOptions options;
    options.progress = [&](const std::string &step, std::uint64_t done, std::uint64_t all) {
        CHECK(step == "Checking memory");
        CHECK(all == total);
        told.push_back(done);
    };
    const StoreVerification seen = check(options);
    CHECK(seen.state == State::Checked);
    CHECK(seen.isGood());
    CHECK(seen.found == total);
    CHECK(seen.missing == 0);
    CHECK(seen.compared == 1000);
    CHECK(seen.others == 0);
    CHECK(seen.examples.empty());
    CHECK(store.pages == std::vector<std::size_t>{1000, 1000, 500});
    CHECK(told == std::vector<std::uint64_t>{0, 1000, 2000, 2500});
}

TEST_CASE_FIXTURE(Fixture, "entries that were delivered and are missing are named")
{
    for (std::size_t i = 0; i < 7; ++i)
        store.rows.erase(id(i * 300));
    const StoreVerification seen = check();
    CHECK_FALSE(seen.isGood());
    CHECK(seen.found == total - 7);
    CHECK(seen.missing == 7);
    CHECK(seen.complaints()
        == std::vector<std::string>{"7 entries are missing that the run counted as delivered"});
    REQUIRE(seen.examples.size() == StoreVerification::mostExamples);
    CHECK(seen.examples[1].kind == Difference::Missing);
    CHECK(seen.examples[1].id == idText(300));
    CHECK(seen.examples[1].detail == "entry 300 of api-gateway, 2023-11-14T22:13:20.123756Z");
}

TEST_CASE_FIXTURE(Fixture, "what the run did not count as delivered may be missing, or there")
{
    known.delivered = total - 10;
    known.unconfirmed = 4;
    for (std::size_t i = 0; i < 10; ++i)
        store.rows.erase(id(i));
    StoreVerification seen = check();
    CHECK(seen.isGood());
    CHECK(seen.missing == 10);
    CHECK(seen.examples.empty());
    store.add(content, std::span(emitted).first(4));
    CHECK(check().isGood());
    store.add(content, std::span(emitted).subspan(4, 1));
    seen = check();
    CHECK_FALSE(seen.isGood());
    CHECK(seen.complaints()
        == std::vector<std::string>{
            "1 entry is there that the run counted as rejected or dropped"});
}

TEST_CASE_FIXTURE(Fixture, "an entry that is there twice is named, wherever it is")
{
    store.add(content, std::span(emitted).last(1));
    const StoreVerification seen = check();
    CHECK_FALSE(seen.isGood());
    CHECK(seen.duplicate == 1);
    CHECK(seen.found == total);
    CHECK(seen.others == 0);
    REQUIRE(seen.examples.size() == 1);
    CHECK(seen.examples[0].kind == Difference::Duplicate);
    CHECK(seen.examples[0].id == idText(total - 1));
    CHECK(seen.examples[0].detail == "is there 2 times");
}

TEST_CASE_FIXTURE(Fixture, "a missing entry and a second one of another do not make up for it")
{
    store.rows.erase(id(5));
    store.add(content, std::span(emitted).last(1));
    const StoreVerification seen = check();
    CHECK(seen.missing == 1);
    CHECK(seen.duplicate == 1);
    CHECK(seen.complaints().size() == 2);
}

TEST_CASE_FIXTURE(Fixture, "each field that was altered is found and named")
{
    store.row(id(1)).unixMicros += 1;
    store.row(id(2)).service = "emitter-9";
    store.row(id(3)).level = "info";
    store.row(id(4)).message += '.';
    store.row(id(5)).vector[3] += 0.001F;
    const StoreVerification seen = checkAll();
    CHECK_FALSE(seen.isGood());
    CHECK(seen.compared == total);
    CHECK(seen.different == 5);
    REQUIRE(seen.examples.size() == 5);
    for (const StoreVerification::Example &example : seen.examples) {
        CHECK(by(seen, example.kind) == 1);
        const auto index = static_cast<std::size_t>(example.kind)
            - static_cast<std::size_t>(Difference::Timestamp) + 1;
        CHECK(example.id == idText(index));
    }
    CHECK(seen.complaints().front() == "1 entry has another timestamp");
    const auto detailOf = [&](Difference kind) {
        return std::find_if(seen.examples.begin(), seen.examples.end(),
            [&](const StoreVerification::Example &example) { return example.kind == kind; })
            ->detail;
    };
    CHECK(detailOf(Difference::Timestamp)
        == "has 2023-11-14T22:13:20.123458Z, emitted was 2023-11-14T22:13:20.123457Z");
    CHECK(detailOf(Difference::Service) == "has \"emitter-9\", emitted was \"emitter-2\"");
    CHECK(detailOf(Difference::Level) == "has \"info\", emitted was \"ERROR\"");
    CHECK(detailOf(Difference::Vector).find("number 3 is ") == 0);
}

TEST_CASE_FIXTURE(Fixture, "one entry with two wrong fields is one different entry")
{
    store.row(id(0)).level = "x";
    store.row(id(0)).message = "y";
    const StoreVerification seen = checkAll();
    CHECK(seen.different == 1);
    CHECK(by(seen, Difference::Level) == 1);
    CHECK(by(seen, Difference::Message) == 1);
}

TEST_CASE_FIXTURE(Fixture, "vectors are compared after both have unit length, and only when given")
{
    for (float &value : store.row(id(0)).vector)
        value *= 3;
    store.row(id(1)).vector.clear();
    store.row(id(2)).vector[0] += 2e-6F;
    CHECK(checkAll().isGood());
    store.row(id(3)).vector.pop_back();
    store.row(id(4)).vector.assign(16, 0);
    for (float &value : store.row(id(5)).vector)
        value = -value;
    const StoreVerification seen = checkAll();
    CHECK(by(seen, Difference::Vector) == 3);
}

TEST_CASE_FIXTURE(Fixture, "levels are compared in the sink's case")
{
    for (auto &[id, row] : store.rows) {
        for (char &c : row.level)
            c = static_cast<char>(c + ('a' - 'A'));
    }
    CHECK(check().different == 1000);
    levelCase = LevelCase::Lower;
    CHECK(check().isGood());
}

TEST_CASE_FIXTURE(Fixture, "other entries of the store are counted and do not matter")
{
    store.add(content, makeEntries(30, total, 1, 1));
    const StoreVerification seen = check();
    CHECK(seen.others == 30);
    CHECK(seen.isGood());
}

TEST_CASE_FIXTURE(Fixture, "the sample has the size that was asked for and is spread evenly")
{
    for (const std::uint64_t size : {0, 1, 3, 999, 1000, 2499, 2500}) {
        CheckOptions options;
        options.sample = size;
        store.fetched = 0;
        CHECK(check(options).compared == size);
        CHECK(store.fetched == size);
    }
    CHECK(store.largestFetch == StoreReader::maxIds);
    store.row(id(0)).level = "x";
    store.row(id(1250)).level = "x";
    store.row(id(1251)).level = "x";
    CheckOptions options;
    options.sample = 2;
    CHECK(check(options).different == 2);
}

TEST_CASE_FIXTURE(Fixture, "of a record of the first entries only these are judged")
{
    for (std::size_t i = 2'000; i < total; ++i)
        store.rows.erase(id(i));
    known.delivered = total - 500;
    CHECK(check({}, 2'000).isGood());
    known.delivered = total;
    CHECK(check({}, 2'000).isGood());
    store.rows.erase(id(0));
    const StoreVerification seen = check({}, 2'000);
    CHECK(seen.missing == 1);
    CHECK(seen.recorded == 2'000);
}

TEST_CASE_FIXTURE(Fixture, "an entry that is there and not given back is a difference")
{
    store.onFetch = [](std::vector<StoredEntry> &rows) { rows.pop_back(); };
    CheckOptions options;
    options.sample = 10;
    const StoreVerification seen = check(options);
    CHECK_FALSE(seen.isGood());
    CHECK(by(seen, Difference::Unread) == 1);
    CHECK(seen.different == 1);
    CHECK(seen.complaints() == std::vector<std::string>{"1 entry is there but not given back"});
    store.onFetch = [&](std::vector<StoredEntry> &rows) { rows[0].id = id(1); };
    const StoreVerification wrong = check(options);
    CHECK(wrong.state == State::Failed);
    CHECK(wrong.problem->text.find("unasked") != std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "a store that cannot be read has failed, at whatever call")
{
    Problem down;
    down.text = "it is down";
    down.cause = Cause::Unreachable;
    for (auto member : {&MemoryRows::openProblem, &MemoryRows::countProblem,
             &MemoryRows::copiesProblem, &MemoryRows::fetchProblem}) {
        store.*member = down;
        const StoreVerification seen = check();
        CHECK(seen.state == State::Failed);
        CHECK_FALSE(seen.isGood());
        REQUIRE(bool(seen.problem));
        CHECK(seen.problem->text == "it is down");
        store.*member = {};
    }
    CHECK(check().isGood());
}

TEST_CASE_FIXTURE(Fixture, "a check that is stopped cancels the reader and asks no more")
{
    std::stop_source stop;
    store.onCopies = [&] { stop.request_stop(); };
    CheckOptions options;
    options.stop = stop.get_token();
    const StoreVerification seen = check(options);
    CHECK(seen.state == State::Cancelled);
    CHECK_FALSE(seen.isGood());
    CHECK(*store.cancelled == 1);
    CHECK(store.pages.size() == 1);
    CHECK(store.fetched == 0);
}

TEST_CASE_FIXTURE(Fixture, "text and JSON say what was found")
{
    store.row(id(0)).message = "\x1b[31mother";
    Verification verification;
    verification.runId = "00000000000000aa";
    verification.emitted = total + 1;
    verification.recorded = total;
    verification.whyIncomplete = "the disk was full";
    verification.stores.push_back(check());
    StoreVerification file;
    file.sink = "file";
    file.state = State::NotReadable;
    verification.stores.push_back(file);
    CHECK(verification.hasDifferences());
    CHECK_FALSE(verification.isGood());

    const std::string text = toText(verification, false);
    CHECK(text.find("BAD") != std::string::npos);
    CHECK(text.find("memory: 1 entry has another message") != std::string::npos);
    CHECK(text.find("message " + idText(0) + ": has ") != std::string::npos);
    CHECK(text.find("file: cannot be read back") != std::string::npos);
    CHECK(text.find("Only the first 2,500 of 2,501 entries were recorded") != std::string::npos);
    CHECK(text.find('\x1b') == std::string::npos);
    const std::string json = toJson(verification, 99);
    CHECK(json.find("\"state\": \"not_readable\"") != std::string::npos);
    CHECK(json.find("\"different\": 1,") != std::string::npos);
    CHECK(json.find("\"id\": \"" + idText(0) + '"') != std::string::npos);
    CHECK(json.find("\"exit_code\": 99") != std::string::npos);
}
