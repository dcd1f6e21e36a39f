// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <doctest/doctest.h>

using namespace emitter;
using Action = CommandLine::Action;

namespace {

CommandLine parsed(const std::vector<std::string> &arguments)
{
    auto line = parseCommandLine(arguments);
    REQUIRE(bool(line));
    return *line;
}

std::string refused(const std::vector<std::string> &arguments)
{
    const auto line = parseCommandLine(arguments);
    REQUIRE_FALSE(bool(line));
    CHECK(line.problem().cause == Cause::Usage);
    return line.problem().text + ' ' + line.problem().remedy;
}

}

TEST_CASE("no arguments ask for the window, --batch for none")
{
    CHECK(parsed({}).action == Action::Window);
    CHECK(parsed({"--batch"}).action == Action::Batch);
    CHECK(parsed({"p.yaml"}).config == "p.yaml");
    CHECK(parsed({"--batch", "-c", "p.yaml"}).config == "p.yaml");
    CHECK(parsed({"--batch", "--config=p.yaml"}).config == "p.yaml");
    CHECK(parsed({"--check", "p.yaml"}).action == Action::Check);
}

TEST_CASE("flags that stand for settings keep their order and their names")
{
    const CommandLine line =
        parsed({"--batch", "--seed", "7", "-n", "5", "--duration-secs", "9", "--set", "a.b=c=d"});
    const std::vector<std::pair<std::string, std::string>> expected{
        {"seed", "7"}, {"count", "5"}, {"run_duration", "9s"}, {"a.b", "c=d"}};
    CHECK(line.settings == expected);
    CHECK(line.settingFlags
        == std::vector<std::string>{"--seed", "--count", "--duration-secs", "--set"});
}

TEST_CASE("repeated flags collect")
{
    const CommandLine line = parsed({"--batch", "-t", "a", "-t", "b", "--sink", "stdout", "--sink",
        "null", "-o", "r.json", "-o", "r.html", "--only", "x", "--service", "y=3"});
    CHECK(line.targets.size() == 2);
    CHECK(line.sinks.size() == 2);
    CHECK(line.reports.size() == 2);
    CHECK(line.only == std::vector<std::string>{"x"});
    CHECK(line.services == std::vector<std::string>{"y=3"});
}

TEST_CASE("demos and mocks are words of their own")
{
    const CommandLine demo =
        parsed({"demo", "high-volume", "--with-mock", "-d", "3s", "--error-rate", "5%"});
    CHECK(demo.action == Action::Demo);
    CHECK(demo.subject == "high-volume");
    CHECK(demo.withMock);
    CHECK(demo.duration == std::chrono::seconds(3));
    CHECK(demo.errorRate == doctest::Approx(0.05));
    const CommandLine mock =
        parsed({"mock", "distributor", "--port", "0", "--latency", "5ms", "--max-queue", "10"});
    CHECK(mock.action == Action::Mock);
    CHECK(mock.port == 0);
    CHECK(mock.latency == std::chrono::milliseconds(5));
    CHECK(mock.maxQueue == 10);
}

TEST_CASE("what makes no sense is refused with a remedy")
{
    CHECK(refused({"--bath"}).find("--batch") != std::string::npos);
    CHECK(refused({"--seed"}).find("--seed N") != std::string::npos);
    CHECK(refused({"--batch=1"}).find("takes no value") != std::string::npos);
    CHECK(refused({"--batch", "-d", "soon"}).find("soon") != std::string::npos);
    CHECK(refused({"--duration-secs", "1.5"}).find("whole") != std::string::npos);
    CHECK(refused({"--port", "70000"}).find("65535") != std::string::npos);
    CHECK(refused({"--error-rate", "101%"}).find("100%") != std::string::npos);
    CHECK(refused({"-o", "report.pdf"}).find(".html") != std::string::npos);
    CHECK(refused({"a.yaml", "b.yaml"}).find("b.yaml") != std::string::npos);
    CHECK(refused({"-c", "a.yaml", "b.yaml"}).find("twice") != std::string::npos);
    CHECK(refused({"demo"}).find("high-volume") != std::string::npos);
    CHECK(refused({"mock", "qdrant"}).find("distributor") != std::string::npos);
    CHECK(refused({"--check", "--list-sinks"}).find("combined") != std::string::npos);
}

TEST_CASE("a flag that the action does not heed is refused by name")
{
    struct Row
    {
        std::vector<std::string> words;
        const char *says;
    };
    const Row rows[]{{{"demo", "basic", "-n", "10"}, "--count does nothing for emitter demo"},
        {{"demo", "basic", "--seed", "5"}, "--seed does"},
        {{"demo", "basic", "--rate-scale", "2"}, "--rate-scale does"},
        {{"demo", "basic", "--drain-timeout", "1s"}, "--drain-timeout does"},
        {{"demo", "basic", "--sink", "file:x"}, "--sink does"},
        {{"-c", "p.yaml", "demo", "basic"}, "--config does"},
        {{"demo", "basic", "--latency", "5ms"}, "--latency does nothing without --with-mock"},
        {{"demo", "basic", "--port", "5"}, "--port does nothing for emitter demo"},
        {{"verify", "-o", "r.xml"}, "--report does nothing for emitter verify"},
        {{"calibrate", "-o", "r.xml"}, "It goes with --batch, emitter demo."},
        {{"find-max", "--report", "r.xml"}, "--report does"},
        {{"find-max", "--verify"}, "--verify does"}, {{"verify", "--together"}, "--together does"},
        {{"verify", "-t", "achieved >= 1%"}, "--target does"},
        {{"mock", "distributor", "-d", "5s"}, "--duration does nothing for emitter mock"},
        {{"--check", "p.yaml", "--json"}, "--json does nothing for --check"},
        {{"--list-sinks", "-c", "p.yaml"}, "--config does"},
        {{"--batch", "--run", "0123456789abcdef"}, "--run does nothing for --batch"},
        {{"--batch", "--sample", "5"}, "--sample does nothing without --verify"},
        {{"--seed", "5"}, "--seed goes with --batch, not with the window"},
        {{"--url", "http://h"}, "--url does nothing for the window"}};
    for (const Row &row : rows) {
        CAPTURE(row.says);
        CHECK(refused(row.words).find(row.says) != std::string::npos);
    }
}

TEST_CASE("each flag goes with the actions that it is written for")
{
    parsed({"--batch", "-c", "p.yaml", "-d", "5s", "-n", "10", "--rate-scale", "2", "--service",
        "a=1", "--only", "a", "--sink", "null", "--seed", "5", "--set", "a=b", "-t", "x",
        "--abort-on-fail", "--no-fail", "-o", "r.xml", "--json", "--verify", "--sample", "5",
        "--dashboard", "0", "--linger", "5s", "--drain-timeout", "1s", "--progress", "none", "-v",
        "--no-color", "--log-file", "x"});
    parsed({"demo", "basic", "-d", "5s", "-t", "x", "-o", "r.json", "--json", "--dashboard", "0",
        "--linger", "5s", "--log-file", "x", "--no-record", "-q", "--url", "http://h"});
    parsed({"demo", "custom", "--with-mock", "--latency", "5ms", "--error-rate", "1%",
        "--max-queue", "5", "--process-rate", "5"});
    parsed({"mock", "distributor", "--port", "0", "--latency", "5ms", "--error-rate", "1%",
        "--max-queue", "5", "--process-rate", "5", "-q"});
    for (const char *word : {"verify", "calibrate", "find-max"})
        parsed({word, "-c", "p.yaml", "--seed", "5", "--set", "a=b", "--json", "--log-file", "x",
            "-q", "--progress", "plain", "--no-color"});
    parsed({"find-max", "-t", "x", "--window", "1s", "--together", "--max-time", "5m"});
    parsed({"--check", "p.yaml", "-t", "x", "--only", "a", "--seed", "5", "--batch"});
    parsed({"-c", "p.yaml", "--dashboard", "0"});
    parsed({"--version", "--json"});
}

TEST_CASE("help comes with whatever else was said")
{
    for (const std::vector<std::string> &words :
        {std::vector<std::string>{"--help"}, {"verify", "-h"}, {"mock", "distributor", "--help"},
            {"demo", "--help"}, {"--check", "--help", "--list-sinks"}, {"--batch", "-h"}}) {
        const auto line = parseCommandLine(words);
        REQUIRE(line);
        CHECK(line->action == Action::Help);
    }
}

TEST_CASE("secrets are not taken from a command line, and not repeated")
{
    for (const char *path : {"embedding.api_key", "sinks[0].password", "token"}) {
        const std::string text = refused({"--set", std::string(path) + "=hunter2"});
        CHECK(text.find("secrets") != std::string::npos);
        CHECK(text.find("hunter2") == std::string::npos);
    }
}

TEST_CASE("after -- everything is a word")
{
    CHECK(parsed({"--batch", "--", "-odd.yaml"}).config == "-odd.yaml");
}

TEST_CASE("calibrate and find-max take a profile and a window")
{
    CHECK(parsed({"calibrate"}).action == Action::Calibrate);
    CHECK(parsed({"calibrate", "p.yaml"}).config == "p.yaml");
    CHECK_FALSE(parsed({"calibrate"}).window);
    CHECK(parsed({"calibrate", "--window", "500ms"}).window == std::chrono::milliseconds(500));
    CHECK(parsed({"find-max", "-c", "p.yaml"}).action == Action::FindMax);
    CHECK_FALSE(parsed({"find-max"}).together);
    CHECK(parsed({"find-max", "--together"}).together);
    CHECK(parsed({"find-max"}).maxTime == std::chrono::minutes(5));
    CHECK(parsed({"find-max", "--max-time", "90s"}).maxTime == std::chrono::seconds(90));
    CHECK(refused({"find-max", "--max-time", "0"}).find("such as 5m") != std::string::npos);
    CHECK(refused({"find-max", "--window", "50ms"}).find("200ms or more") != std::string::npos);
    CHECK(refused({"--batch", "find-max"}).find("another action") != std::string::npos);
}

TEST_CASE("verify takes a profile, a run and a sample")
{
    CHECK(parsed({"verify"}).action == Action::Verify);
    CHECK_FALSE(parsed({"verify"}).config);
    CHECK(parsed({"verify", "-c", "p.yaml"}).config == "p.yaml");
    CHECK(parsed({"verify", "p.yaml"}).config == "p.yaml");
    CHECK(parsed({"verify", "--run", "0123456789abcdef"}).runId == "0123456789abcdef");
    CHECK(parsed({"verify"}).sample == 1000);
    CHECK(parsed({"verify", "--sample", "5"}).sample == 5);
    CHECK(parsed({"verify", "--sample", "all"}).sample > 1'000'000'000'000);
    CHECK(parsed({"--batch", "--verify"}).verify);
    CHECK(parsed({"--batch", "--no-record"}).noRecord);
    CHECK(refused({"verify", "--sample", "some"}).find("or all; you wrote some")
        != std::string::npos);
    CHECK(refused({"verify", "--run", "../x"}).find("16 hexadecimal digits") != std::string::npos);
    CHECK(refused({"--batch", "verify"}).find("another action") != std::string::npos);
    CHECK(refused({"verify", "a.yaml", "b.yaml"}).find("only one profile") != std::string::npos);
    CHECK(refused({"--batch", "--verify", "--no-record"}).find("leave one of them out")
        != std::string::npos);
}
