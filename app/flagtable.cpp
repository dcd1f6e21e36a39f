// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/flagtable.h"

#include "base/runid.h"
#include "base/values.h"
#include "verify/storecheck.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>
#include <vector>

namespace emitter {
namespace {

using Action = CommandLine::Action;

/// What is wrong with a value, if anything.
using Wrong = std::optional<std::string>;

template <Action action> Wrong act(CommandLine &line, const std::string &value)
{
    line.action = action;
    if (!value.empty() && action == Action::HelpSink)
        line.subject = value;
    return {};
}

Wrong generate(CommandLine &line, const std::string &value)
{
    line.action = Action::Generate;
    line.subject = value;
    if (value != "man" && value != "bash")
        return "must be man or bash";
    return {};
}

template <bool CommandLine::*member> Wrong turnOn(CommandLine &line, const std::string &)
{
    line.*member = true;
    return {};
}

template <std::vector<std::string> CommandLine::*member>
Wrong append(CommandLine &line, const std::string &value)
{
    (line.*member).push_back(value);
    return {};
}

template <int verbosity> Wrong say(CommandLine &line, const std::string &)
{
    line.verbosity = verbosity;
    return {};
}

/// A flag that is another word for a setting of the profile.
Wrong setting(CommandLine &line, std::string path, std::string value, std::string flag)
{
    line.settings.emplace_back(std::move(path), std::move(value));
    line.settingFlags.push_back(std::move(flag));
    return {};
}

bool isSecretPath(std::string_view path)
{
    const std::string_view key = path.substr(path.find_last_of('.') + 1);
    static constexpr std::array<std::string_view, 4> words{
        "api_key", "password", "token", "secret"};
    return std::any_of(
        words.begin(), words.end(), [&](std::string_view word) { return key == word; });
}

Wrong set(CommandLine &line, const std::string &value)
{
    const std::size_t equals = value.find('=');
    if (equals == std::string::npos || equals == 0)
        return "wants path=value, e.g. --set buffer_size=500";
    const std::string path = value.substr(0, equals);
    if (isSecretPath(path))
        return "does not take secrets: every user of this machine can read a command line. "
               "Put ${VARIABLE} into the profile and set the variable.";
    return setting(line, path, value.substr(equals + 1), "--set");
}

Wrong service(CommandLine &line, const std::string &value)
{
    const std::size_t equals = value.rfind('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == value.size())
        return "wants NAME=RATE, e.g. --service api-gateway=30";
    line.services.push_back(value);
    return {};
}

Wrong report(CommandLine &line, const std::string &value)
{
    static constexpr std::array<std::string_view, 5> suffixes{
        ".html", ".json", ".csv", ".xml", ".md"};
    const bool known = std::any_of(suffixes.begin(), suffixes.end(), [&](std::string_view suffix) {
        return value.size() > suffix.size() && value.ends_with(suffix);
    });
    if (value != "-" && !known)
        return "wants a file that ends in .html, .json, .csv, .xml or .md, or - for JSON on stdout";
    line.reports.push_back(value);
    return {};
}

Wrong progress(CommandLine &line, const std::string &value)
{
    if (value == "auto")
        line.progress = Progress::Auto;
    else if (value == "plain")
        line.progress = Progress::Plain;
    else if (value == "none")
        line.progress = Progress::None;
    else
        return "must be auto, plain or none";
    return {};
}

Wrong runId(CommandLine &line, const std::string &value)
{
    if (!isRunId(value))
        return "must be a run's id, 16 hexadecimal digits as in the summary";
    line.runId = value;
    return {};
}

Wrong sample(CommandLine &line, const std::string &value)
{
    const auto number = parseInteger(value);
    if (value != "all" && (!number || *number < 0))
        return "must be a whole number of entries, 0 or more, or all";
    line.sample = number ? static_cast<std::uint64_t>(*number) : CheckOptions::all;
    return {};
}

Wrong dashboard(CommandLine &line, const std::string &value)
{
    const std::size_t colon = value.rfind(':');
    std::string host = colon == std::string::npos ? "127.0.0.1" : value.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    const auto number = parseInteger(value.substr(colon == std::string::npos ? 0 : colon + 1));
    if (host.empty() || !number || *number < 0 || *number > 65535)
        return "wants a port or address:port, e.g. 3000 or 0.0.0.0:3000";
    line.dashboard = {std::move(host), static_cast<std::uint16_t>(*number)};
    return {};
}

Wrong linger(CommandLine &line, const std::string &value)
{
    const auto time = parseDuration(value);
    if (!time)
        return "must be a duration such as 5m";
    line.linger = *time;
    return {};
}

Wrong port(CommandLine &line, const std::string &value)
{
    const auto number = parseInteger(value);
    if (!number || *number < 0 || *number > 65535)
        return "must be a port, 0 to 65535";
    line.port = static_cast<std::uint16_t>(*number);
    return {};
}

Wrong latency(CommandLine &line, const std::string &value)
{
    const auto duration = parseDuration(value);
    if (!duration)
        return "must be a duration such as 5ms";
    line.latency = *duration;
    return {};
}

Wrong errorRate(CommandLine &line, const std::string &value)
{
    const auto percent = parsePercent(value);
    if (!percent || *percent < 0 || *percent > 100)
        return "must be a percentage from 0% to 100%";
    line.errorRate = *percent / 100;
    return {};
}

Wrong maxQueue(CommandLine &line, const std::string &value)
{
    const auto number = parseInteger(value);
    if (!number || *number < 0)
        return "must be a whole number of logs, 0 or more";
    line.maxQueue = static_cast<std::uint64_t>(*number);
    return {};
}

Wrong processRate(CommandLine &line, const std::string &value)
{
    const auto number = parseNumber(value);
    if (!number || *number <= 0)
        return "must be a number of logs per second above 0";
    line.processRate = *number;
    return {};
}

Wrong maxTime(CommandLine &line, const std::string &value)
{
    const auto duration = parseDuration(value);
    if (!duration || duration->count() <= 0)
        return "must be a duration such as 5m";
    line.maxTime = *duration;
    return {};
}

Wrong window(CommandLine &line, const std::string &value)
{
    line.window = parseDuration(value);
    // Snapshots come ten times a second.
    if (!line.window || *line.window < std::chrono::milliseconds(200))
        return "must be a duration of 200ms or more";
    return {};
}

Wrong url(CommandLine &line, const std::string &value)
{
    if (!value.starts_with("http://") && !value.starts_with("https://"))
        return "must start with http:// or https://";
    line.url = value;
    return {};
}

Wrong duration(CommandLine &line, const std::string &value)
{
    line.duration = parseDuration(value);
    if (!line.duration)
        return "must be a duration such as 90s, 5m or 500ms";
    return setting(line, "run_duration", value, "--duration");
}

Wrong durationSecs(CommandLine &line, const std::string &value)
{
    const auto seconds = parseInteger(value);
    if (!seconds || *seconds < 0)
        return "must be a whole number of seconds, 0 or more";
    line.duration = std::chrono::seconds(*seconds);
    return setting(line, "run_duration", value + "s", "--duration-secs");
}

constexpr Actions in(std::initializer_list<Action> actions)
{
    Actions bits = 0;
    for (const Action action : actions)
        bits |= bitOf(action);
    return bits;
}

constexpr Actions everywhere = ~Actions{0};
constexpr Actions runs = in({Action::Batch, Action::Demo});
constexpr Actions profiles = in({Action::Batch, Action::Check, Action::PrintConfig, Action::Verify,
    Action::Calibrate, Action::FindMax});
constexpr Actions judged =
    in({Action::Batch, Action::Demo, Action::Check, Action::PrintConfig, Action::FindMax});
constexpr Actions commands = in({Action::Verify, Action::Calibrate, Action::FindMax});
constexpr Actions windows = in({Action::Window});
constexpr Actions mocks = in({Action::Mock, Action::Demo});

constexpr Flag flags[] = {
    {"--batch", "", "", "run without a window", everywhere, act<Action::Batch>},
    {"--check", "", "", "validate the profile, print the plan, connect to nothing", everywhere,
        act<Action::Check>},
    {"--print-config", "", "", "print every effective setting with its source", everywhere,
        act<Action::PrintConfig>},
    {"--print-schema", "", "", "print the profile's JSON Schema, for editors", everywhere,
        act<Action::PrintSchema>},
    {"--list-sinks", "", "", "list the sinks of this build", everywhere, act<Action::ListSinks>},
    {"--help-sink", "", "TYPE", "list the settings of a sink", everywhere, act<Action::HelpSink>},
    {"--generate", "", "man|bash", "print the manual page, or completions for bash", everywhere,
        generate},
    {"--config", "-c", "FILE", "the profile (default: config.yaml here, else a built-in example)",
        profiles | windows,
        [](CommandLine &line, const std::string &v) -> Wrong {
            line.config = v;
            return {};
        }},
    {"--duration", "-d", "T", "how long to run: 90, 90s, 5m, 1h (0: until stopped)",
        profiles | runs, duration},
    {"--duration-secs", "", "N", "the same in whole seconds", profiles | runs, durationSecs},
    {"--count", "-n", "N", "stop after N entries", profiles,
        [](CommandLine &line, const std::string &v) {
            return setting(line, "count", v, "--count");
        }},
    {"--rate-scale", "", "X", "multiply every rate by X", profiles,
        [](CommandLine &line, const std::string &v) {
            return setting(line, "rate_scale", v, "--rate-scale");
        }},
    {"--service", "", "NAME=RATE", "set or add a service's rate per second (`max`: closed loop)",
        profiles, service},
    {"--only", "", "NAME", "run only this service or pool; may be repeated", profiles,
        append<&CommandLine::only>},
    {"--sink", "", "TYPE[:ARG]",
        "write here instead: file:out.jsonl, http:http://host:8000; may be repeated", profiles,
        append<&CommandLine::sinks>},
    {"--seed", "", "N", "repeat a run's content and timing", profiles,
        [](CommandLine &line, const std::string &v) { return setting(line, "seed", v, "--seed"); }},
    {"--set", "", "PATH=VALUE", "set any setting: --set embedding.provider=hash", profiles, set},
    {"--target", "-t", "EXPR", "pass/fail rule: \"achieved >= 95%\"; may be repeated", judged,
        append<&CommandLine::targets>},
    {"--abort-on-fail", "", "", "end the run once a target has been missed for 5 s", runs,
        turnOn<&CommandLine::abortOnFail>},
    {"--no-fail", "", "", "a missed target does not change the exit code", runs,
        turnOn<&CommandLine::noFail>},
    {"--report", "-o", "FILE", "write a report: .html .json .csv .md .xml (JUnit); may be repeated",
        runs, report},
    {"--json", "", "", "print the summary as JSON on stdout", runs | commands,
        turnOn<&CommandLine::json>},
    {"--verify", "", "", "after the run, compare what the stores hold with what was sent", runs,
        turnOn<&CommandLine::verify>},
    {"--sample", "", "N|all", "verify: how many entries to compare field by field (1000)",
        runs | in({Action::Verify}), sample, "--verify", runs},
    {"--run", "", "ID", "verify: this run (default: the profile's newest)", in({Action::Verify}),
        runId},
    {"--no-record", "", "", "keep no record of the run, so that it cannot be verified later", runs,
        turnOn<&CommandLine::noRecord>},
    {"--dashboard", "", "[HOST:]PORT",
        "show the run in a browser, and to programs; 0: any free port", runs | windows, dashboard},
    {"--no-dashboard", "", "", "serve no dashboard, whatever the profile says", runs | windows,
        turnOn<&CommandLine::noDashboard>},
    {"--linger", "", "T", "serve the dashboard so long after the end; a signal ends it", runs,
        linger},
    {"--drain-timeout", "", "T", "how long to wait for answers at the end (10s)", profiles,
        [](CommandLine &line, const std::string &v) {
            return setting(line, "drain_timeout", v, "--drain-timeout");
        }},
    {"--progress", "", "auto|plain|none", "how to show progress; plain: in lines", everywhere,
        progress},
    {"--quiet", "-q", "", "no progress and no summary", everywhere, say<-1>},
    {"--verbose", "-v", "", "say more: the plan and each state", runs, say<1>},
    {"--no-color", "", "", "no colours (also: the variable NO_COLOR)", everywhere,
        turnOn<&CommandLine::noColor>},
    {"--log-file", "", "FILE", "write messages to this file too", runs | commands,
        [](CommandLine &line, const std::string &v) -> Wrong {
            line.logFile = v;
            return {};
        }},
    {"--together", "", "", "find-max: all sinks at once, not one after the other",
        in({Action::FindMax}), turnOn<&CommandLine::together>},
    {"--window", "", "T", "calibrate, find-max: how long to look at once (2s; 1s)",
        in({Action::Calibrate, Action::FindMax}), window},
    {"--max-time", "", "T", "find-max: how long to search at most (5m)", in({Action::FindMax}),
        maxTime},
    {"--url", "", "URL", "demo: the distributor (http://localhost:8000)", in({Action::Demo}), url},
    {"--with-mock", "", "", "demo: start a distributor of our own", in({Action::Demo}),
        turnOn<&CommandLine::withMock>},
    {"--port", "", "N", "mock: listen here (8000; 0: any free port)", in({Action::Mock}), port},
    {"--latency", "", "T", "mock: wait this long before each answer", mocks, latency, "--with-mock",
        in({Action::Demo})},
    {"--error-rate", "", "P", "mock: answer 500 to this share of the submits, e.g. 1%", mocks,
        errorRate, "--with-mock", in({Action::Demo})},
    {"--max-queue", "", "N", "mock: answer 503 when N logs wait", mocks, maxQueue, "--with-mock",
        in({Action::Demo})},
    {"--process-rate", "", "N", "mock: logs per second that leave a queue with a limit (1000)",
        mocks, processRate, "--with-mock", in({Action::Demo})},
    {"--help", "-h", "", "this text", everywhere, act<Action::Help>},
    {"--version", "", "", "name and version", everywhere, act<Action::Version>},
};

}

std::span<const Flag> flagTable()
{
    return flags;
}

}
