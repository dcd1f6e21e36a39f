// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/recordedrun.h"

#include "base/runid.h"
#include "run/engine.h"
#include "run/exitcode.h"
#include "run/profiles.h"
#include "support/storingsink.h"
#include "support/temporaryfolder.h"
#include "verify/recordfolder.h"

#include <doctest/doctest.h>

#include <cstring>
#include <filesystem>
#include <optional>

using namespace emitter;
namespace fs = std::filesystem;

namespace {

struct Run
{
    explicit Run(Profile given)
        : profile(std::move(given))
    {
        StoringSink::reset();
    }

    const Engine::Outcome &finish(const std::string &directory, RunOptions options = {})
    {
        engine.emplace(profile, options,
            EngineParts{.sinks = sinks, .makeHttpClient = {}, .recordsDirectory = directory},
            observer);
        engine->start();
        return engine->wait();
    }
    Plan plan() const { return makePlan(profile, sinks).plan; }
    RunRecord record(const std::string &directory) const
    {
        auto found = findRunRecord(directory, profileKey(profile.file), {});
        REQUIRE(bool(found));
        return *found;
    }
    PreparationMeans means() const
    {
        return {{}, [](const std::string &, std::uint64_t, std::uint64_t) {},
            [](const Problem &) {}, {}, Clock::system()};
    }

    Profile profile;
    SinkRegistry sinks = storingSinks();
    EngineObserver observer;
    std::optional<Engine> engine;
    TemporaryFolder folder;
};

Profile mixedProfile(std::uint64_t count, std::vector<std::string> sinks = {"store"})
{
    Profile profile = smallProfile(20'000, std::move(sinks));
    profile.seed.reset();
    profile.count = count;
    PoolSpec pool;
    pool.emitters = 50;
    pool.baseInterval = 0.01;
    pool.intervalJitter = 0.005;
    profile.pools.push_back(pool);
    return profile;
}

}

TEST_CASE("the record holds what was emitted, in order")
{
    Run run(mixedProfile(5'000));
    const Engine::Outcome &outcome = run.finish(run.folder.path());
    CHECK(outcome.recorded);
    const RunRecord record = run.record(run.folder.path());
    const auto &counts = outcome.summary.last.counts;
    CHECK(runIdText(record.run) == outcome.summary.runId);
    CHECK(record.emitted == counts.emitted);
    CHECK(record.recorded == counts.emitted);
    CHECK(record.whyIncomplete.empty());
    const auto file = EntriesFile::open(record.entriesFile(), record.run, record.recorded);
    REQUIRE(bool(file));
    std::vector<Entry> entries(record.recorded);
    REQUIRE(bool(file->read(0, entries, *outcome.content)));
    REQUIRE(entries.size() == StoringSink::taken.size());
    bool equal = true;
    for (std::size_t i = 0; i < entries.size(); ++i)
        equal = equal && std::memcmp(&entries[i], &StoringSink::taken[i], sizeof(Entry)) == 0;
    CHECK(equal);
    CHECK(entries.back().number + 1 == counts.emitted + counts.skippedLate);
}

TEST_CASE("a recorded run is verified from its record alone, whatever the profile says by then")
{
    Run run(mixedProfile(3'000));
    run.profile.file = "some/profile.yaml";
    run.finish(run.folder.path());
    const RunRecord record = run.record(run.folder.path());
    Profile changed = run.profile;
    changed.messagePoolSize = 999;
    changed.services[0].name = "renamed";
    changed.seed = 5;
    const Plan plan = makePlan(changed, run.sinks).plan;
    const auto content = remakeContent(changed, plan, record, run.means());
    REQUIRE(bool(content));
    CheckOptions options;
    options.sample = CheckOptions::all;
    auto verification = verifyRun(**content, record, plan, options);
    REQUIRE(bool(verification));
    CHECK(verification->isGood());
    CHECK(exitCodeOf(*verification) == Success);
    REQUIRE(verification->stores.size() == 1);
    CHECK(verification->stores[0].compared == 3'000);
    CHECK(verification->stores[0].found == 3'000);

    StoringSink::rows.rows.erase(StoringSink::rows.rows.begin());
    verification = verifyRun(**content, record, plan, options);
    REQUIRE(bool(verification));
    CHECK(exitCodeOf(*verification) == TargetMissed);
    StoringSink::rows.openProblem = Problem{.text = "down", .cause = Cause::Unreachable};
    verification = verifyRun(**content, record, plan, options);
    REQUIRE(bool(verification));
    CHECK(exitCodeOf(*verification) == Unavailable);
}

TEST_CASE("what a sink refused may be missing")
{
    Run run(mixedProfile(2'000));
    StoringSink::refuseEvery = 7;
    const Engine::Outcome &outcome = run.finish(run.folder.path());
    CHECK(outcome.summary.last.sinks[0].counts.rejected == 286);
    const auto verification =
        verifyRun(*outcome.content, run.record(run.folder.path()), run.plan(), {});
    REQUIRE(bool(verification));
    CHECK(verification->isGood());
    CHECK(verification->stores[0].missing == 286);
}

TEST_CASE("sinks that cannot be read back, or were not there, are listed as such")
{
    Run run(mixedProfile(100, {"plain", "store"}));
    const Engine::Outcome &outcome = run.finish(run.folder.path());
    Profile changed = run.profile;
    changed.sinks[1].name = "another";
    const auto verification = verifyRun(
        *outcome.content, run.record(run.folder.path()), makePlan(changed, run.sinks).plan, {});
    REQUIRE(bool(verification));
    REQUIRE(verification->stores.size() == 2);
    CHECK(verification->stores[0].state == StoreVerification::State::NotReadable);
    CHECK(verification->stores[1].state == StoreVerification::State::NotInRun);
    CHECK(bool(requireReadable(run.plan())));
    const Profile plain = mixedProfile(100, {"plain"});
    const auto readable = requireReadable(makePlan(plain, run.sinks).plan);
    REQUIRE_FALSE(bool(readable));
    CHECK(readable.problem().cause == Cause::Usage);
    CHECK(readable.problem().text.find("plain") != std::string::npos);
}

TEST_CASE("a run is recorded only where it is asked for, and only with a store")
{
    Run run(mixedProfile(100, {"plain"}));
    CHECK_FALSE(run.finish(run.folder.path()).recorded);
    CHECK(fs::is_empty(run.folder.path()));
    Run other(mixedProfile(100));
    CHECK_FALSE(other.finish({}).recorded);
}

TEST_CASE("a run that cannot be recorded goes on, unless its record is needed")
{
    Run run(mixedProfile(100));
    const std::string impossible = "/proc/nowhere";
    CHECK(run.finish(impossible).summary.exitCode == Success);
    CHECK_FALSE(run.engine->wait().recorded);
    const Engine::Outcome &outcome = run.finish(impossible, {.needsRecord = true});
    CHECK_FALSE(outcome.ran);
    CHECK(outcome.summary.exitCode == CannotCreate);
}
