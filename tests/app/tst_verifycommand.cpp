// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verifycommand.h"

#include "app/batchrunner.h"
#include "run/exitcode.h"
#include "support/storingsink.h"
#include "support/temporaryfolder.h"
#include "wire/uuid.h"

#include <doctest/doctest.h>

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

using namespace emitter;

namespace {

/// The command line in one process: runs and checks of a profile with a store in memory.
struct Fixture
{
    Fixture()
    {
        StoringSink::reset();
        setenv("XDG_STATE_HOME", (folder / "state").c_str(), 1);
        write("profile.yaml", "sinks: [{type: store}]");
    }
    ~Fixture() { unsetenv("XDG_STATE_HOME"); }

    void write(const std::string &name, const std::string &end)
    {
        std::ofstream(folder / name)
            << "count: 1500\nmessage_pool_size: 20\nservices: [{name: web, "
               "rate_per_sec: 20000}]\n"
            << end << '\n';
    }
    /// Runs `arguments` with its output in `out` and `err`; the exit code.
    int run(std::vector<std::string> arguments)
    {
        const auto line = parseCommandLine(arguments);
        REQUIRE(bool(line));
        const int kept[] = {::dup(STDOUT_FILENO), ::dup(STDERR_FILENO)};
        redirect("out", STDOUT_FILENO);
        redirect("err", STDERR_FILENO);
        const int code = line->action == CommandLine::Action::Verify ? runVerify(*line, sinks)
                                                                     : runBatch(*line, sinks);
        std::fflush(stdout);
        for (const int file : {STDOUT_FILENO, STDERR_FILENO}) {
            ::dup2(kept[file - STDOUT_FILENO], file);
            ::close(kept[file - STDOUT_FILENO]);
        }
        out = read("out");
        err = read("err");
        return code;
    }
    int batch(std::vector<std::string> more = {})
    {
        more.insert(more.begin(), {"--batch", "-c", folder / "profile.yaml"});
        return run(std::move(more));
    }
    int verify(std::vector<std::string> more = {})
    {
        more.insert(more.begin(), {"verify", "-c", folder / "profile.yaml"});
        return run(std::move(more));
    }
    std::string loseOne()
    {
        std::string id;
        appendUuid(id, StoringSink::rows.rows.begin()->first);
        StoringSink::rows.rows.erase(StoringSink::rows.rows.begin());
        return id;
    }

    TemporaryFolder folder;
    SinkRegistry sinks = storingSinks();
    std::string out, err;

private:
    void redirect(const std::string &name, int to)
    {
        std::fflush(to == STDOUT_FILENO ? stdout : stderr);
        const int file =
            ::open((folder / name).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        ::dup2(file, to);
        ::close(file);
    }
    std::string read(const std::string &name)
    {
        std::ifstream file(folder / name);
        return {std::istreambuf_iterator<char>(file), {}};
    }
};

bool contains(const std::string &text, const std::string &part)
{
    const bool found = text.find(part) != std::string::npos;
    if (!found)
        MESSAGE(text);
    return found;
}

}

TEST_CASE_FIXTURE(Fixture, "a run is verified later: good, and bad with the id of what is missing")
{
    CHECK(batch() == Success);
    CHECK(verify() == Success);
    CHECK(contains(out, "good"));
    CHECK(contains(out, "1,500          0     1,000          0"));
    CHECK(contains(err, "Checking store"));
    CHECK(contains(err, "Exit: 0 (the stores hold what was sent)"));
    const std::string id = loseOne();
    CHECK(verify() == TargetMissed);
    CHECK(contains(out, "missing " + id));
    CHECK(contains(err, "Exit: 99 (a store does not hold what was sent)"));
    CHECK(verify({"--json", "--sample", "all"}) == TargetMissed);
    CHECK(out.starts_with("{"));
    CHECK(contains(out, "\"compared\": 1499"));
    CHECK(contains(out, "\"good\": false"));
}

TEST_CASE_FIXTURE(
    Fixture, "--verify adds the table to the summary, and its verdict to the exit code")
{
    CHECK(batch({"--verify", "--json"}) == Success);
    CHECK(contains(out, "\"verify\": ["));
    CHECK(contains(out, "\"good\": true"));
    CHECK(contains(err, "Read back"));
    CHECK(contains(err, "Exit: 0 (ended as planned)"));
    StoringSink::reset();
    StoringSink::rows.onCopies = [] { StoringSink::rows.rows.clear(); };
    CHECK(batch({"--verify", "--json"}) == TargetMissed);
    CHECK(contains(out, "\"exit_code\": 99"));
    CHECK(contains(out, "\"result\": \"missed\""));
    CHECK(contains(err, "Exit: 99 (a store does not hold what was sent)"));
}

TEST_CASE_FIXTURE(Fixture, "an exit code that is not 0 stays when the stores differ, too")
{
    StoringSink::rows.onCopies = [] { StoringSink::rows.rows.clear(); };
    CHECK(batch({"--verify", "--target", "sent > 99999"}) == TargetMissed);
    CHECK(contains(err, "Exit: 99 (a target was missed)"));
    CHECK(contains(err, "missing that the run counted as delivered"));
}

TEST_CASE_FIXTURE(Fixture, "a store that is down ends a check with 69")
{
    CHECK(batch() == Success);
    StoringSink::rows.openProblem =
        Problem{.text = "nobody answers", .remedy = "Start it.", .cause = Cause::Unreachable};
    CHECK(verify() == Unavailable);
    CHECK(contains(out, "could not be read back: nobody answers"));
    CHECK(contains(out, "Start it."));
}

TEST_CASE_FIXTURE(Fixture, "without a record there is 66 and a word how to get one")
{
    CHECK(verify() == NoInput);
    CHECK(contains(err, "without --no-record"));
    CHECK(batch({"--no-record"}) == Success);
    CHECK(verify() == NoInput);
    CHECK(batch() == Success);
    CHECK(verify({"--run", "0123456789abcdef"}) == NoInput);
    CHECK(contains(err, "no record of run 0123456789abcdef"));
}

TEST_CASE_FIXTURE(Fixture, "an earlier run is found by its id")
{
    CHECK(batch({"--json"}) == Success);
    const std::string key = "\"run_id\": \"";
    const std::string id = out.substr(out.find(key) + key.size(), 16);
    StoringSink::reset();
    CHECK(batch() == Success);
    CHECK(verify() == Success);
    CHECK(verify({"--run", id}) == TargetMissed);
    CHECK(contains(out, "run " + id));
}

TEST_CASE_FIXTURE(Fixture, "where nothing can be read back, verifying is an error at once")
{
    write("profile.yaml", "sinks: [{type: plain}]");
    CHECK(batch({"--verify"}) == UsageError);
    CHECK(contains(err, "no sink of this profile can be read back (plain)"));
    CHECK(StoringSink::taken.empty());
    CHECK(verify() == UsageError);
    CHECK(batch() == Success);
    CHECK_FALSE(std::filesystem::exists(folder / "state"));
}

TEST_CASE_FIXTURE(Fixture, "--verify does not start a run that cannot be recorded")
{
    std::ofstream(folder / "state") << "a file in the way";
    CHECK(batch() == Success);
    CHECK(contains(err, "cannot be recorded in "));
    StoringSink::reset();
    CHECK(batch({"--verify"}) == CannotCreate);
    CHECK(StoringSink::taken.empty());
}

TEST_CASE_FIXTURE(Fixture, "Ctrl+C ends a check with 130, SIGTERM with 143")
{
    CHECK(batch() == Success);
    for (const int number : {SIGINT, SIGTERM}) {
        StoringSink::rows.onCopies = [number] {
            StoringSink::rows.untilCancelled([number] { ::kill(::getpid(), number); });
        };
        CHECK(verify() == (number == SIGINT ? Interrupted : Terminated));
        CHECK(contains(err, "Stopping the check"));
        CHECK(contains(out, "was not checked to its end"));
    }
    StoringSink::reset();
    StoringSink::rows.onCopies = [] {
        StoringSink::rows.untilCancelled([] { ::kill(::getpid(), SIGINT); });
    };
    CHECK(batch({"--verify"}) == Interrupted);
    CHECK(contains(err, "Exit: 130 (the check of the stores was stopped)"));
}
