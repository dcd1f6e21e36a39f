// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "base/runid.h"
#include "base/text.h"
#include "base/values.h"
#include "verify/runrecord.h"
#include "verify/storecheck.h"

#include <algorithm>
#include <array>
#include <functional>
#include <span>
#include <string_view>

namespace emitter {
namespace {

using Action = CommandLine::Action;

Problem usage(std::string text, std::string remedy = "See emitter --help.")
{
    Problem problem;
    problem.text = std::move(text);
    problem.remedy = std::move(remedy);
    problem.cause = Cause::Usage;
    return problem;
}

/// Takes a flag's value into the command line; the sentence says what is wrong with it.
using Apply = std::optional<std::string> (*)(CommandLine &line, const std::string &value);

struct Flag
{
    std::string_view name;
    std::string_view shortName;
    std::string_view argument; ///< empty: none
    std::string_view help;
    Apply apply;
};

template <Action action> std::optional<std::string> act(CommandLine &line, const std::string &value)
{
    line.action = action;
    if (!value.empty() && action == Action::HelpSink)
        line.subject = value;
    return {};
}

/// A flag that is another word for a setting of the profile.
std::optional<std::string> setting(
    CommandLine &line, std::string path, std::string value, std::string flag)
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

std::optional<std::string> set(CommandLine &line, const std::string &value)
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

std::optional<std::string> service(CommandLine &line, const std::string &value)
{
    const std::size_t equals = value.rfind('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == value.size())
        return "wants NAME=RATE, e.g. --service api-gateway=30";
    line.services.push_back(value);
    return {};
}

std::optional<std::string> report(CommandLine &line, const std::string &value)
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

std::optional<std::string> progress(CommandLine &line, const std::string &value)
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

std::optional<std::string> runId(CommandLine &line, const std::string &value)
{
    if (!isRunId(value))
        return "must be a run's id, 16 hexadecimal digits as in the summary";
    line.runId = value;
    return {};
}

std::optional<std::string> sample(CommandLine &line, const std::string &value)
{
    const auto number = parseInteger(value);
    if (value != "all" && (!number || *number < 0))
        return "must be a whole number of entries, 0 or more, or all";
    line.sample = number ? static_cast<std::uint64_t>(*number) : CheckOptions::all;
    return {};
}

std::optional<std::string> dashboard(CommandLine &line, const std::string &value)
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

std::optional<std::string> linger(CommandLine &line, const std::string &value)
{
    const auto time = parseDuration(value);
    if (!time)
        return "must be a duration such as 5m";
    line.linger = *time;
    return {};
}

std::optional<std::string> port(CommandLine &line, const std::string &value)
{
    const auto number = parseInteger(value);
    if (!number || *number < 0 || *number > 65535)
        return "must be a port, 0 to 65535";
    line.port = static_cast<std::uint16_t>(*number);
    return {};
}

std::optional<std::string> latency(CommandLine &line, const std::string &value)
{
    const auto duration = parseDuration(value);
    if (!duration)
        return "must be a duration such as 5ms";
    line.latency = *duration;
    return {};
}

std::optional<std::string> errorRate(CommandLine &line, const std::string &value)
{
    const auto percent = parsePercent(value);
    if (!percent || *percent < 0 || *percent > 100)
        return "must be a percentage from 0% to 100%";
    line.errorRate = *percent / 100;
    return {};
}

std::optional<std::string> maxQueue(CommandLine &line, const std::string &value)
{
    const auto number = parseInteger(value);
    if (!number || *number < 0)
        return "must be a whole number of logs, 0 or more";
    line.maxQueue = static_cast<std::uint64_t>(*number);
    return {};
}

std::optional<std::string> processRate(CommandLine &line, const std::string &value)
{
    const auto number = parseNumber(value);
    if (!number || *number <= 0)
        return "must be a number of logs per second above 0";
    line.processRate = *number;
    return {};
}

std::optional<std::string> maxTime(CommandLine &line, const std::string &value)
{
    const auto duration = parseDuration(value);
    if (!duration || duration->count() <= 0)
        return "must be a duration such as 5m";
    line.maxTime = *duration;
    return {};
}

std::optional<std::string> window(CommandLine &line, const std::string &value)
{
    line.window = parseDuration(value);
    // Snapshots come ten times a second.
    if (!line.window || *line.window < std::chrono::milliseconds(200))
        return "must be a duration of 200ms or more";
    return {};
}

std::optional<std::string> url(CommandLine &line, const std::string &value)
{
    if (!value.starts_with("http://") && !value.starts_with("https://"))
        return "must start with http:// or https://";
    line.url = value;
    return {};
}

std::optional<std::string> duration(CommandLine &line, const std::string &value)
{
    line.duration = parseDuration(value);
    if (!line.duration)
        return "must be a duration such as 90s, 5m or 500ms";
    return setting(line, "run_duration", value, "--duration");
}

std::optional<std::string> durationSecs(CommandLine &line, const std::string &value)
{
    const auto seconds = parseInteger(value);
    if (!seconds || *seconds < 0)
        return "must be a whole number of seconds, 0 or more";
    line.duration = std::chrono::seconds(*seconds);
    return setting(line, "run_duration", value + "s", "--duration-secs");
}

constexpr Flag flags[] = {
    {"--batch", "", "", "run without a window", act<Action::Batch>},
    {"--check", "", "", "validate the profile, print the plan, connect to nothing",
        act<Action::Check>},
    {"--print-config", "", "", "print every effective setting with its source",
        act<Action::PrintConfig>},
    {"--print-schema", "", "", "print the profile's JSON Schema, for editors",
        act<Action::PrintSchema>},
    {"--list-sinks", "", "", "list the sinks of this build", act<Action::ListSinks>},
    {"--help-sink", "", "ID", "list the settings of a sink", act<Action::HelpSink>},
    {"--config", "-c", "FILE", "the profile (default: config.yaml here, else a built-in example)",
        [](CommandLine &line, const std::string &v) -> std::optional<std::string> {
            line.config = v;
            return {};
        }},
    {"--duration", "-d", "T", "how long to run: 90, 90s, 5m, 1h (0: until stopped)", duration},
    {"--duration-secs", "", "N", "the same in whole seconds", durationSecs},
    {"--count", "-n", "N", "stop after N entries",
        [](CommandLine &line, const std::string &v) {
            return setting(line, "count", v, "--count");
        }},
    {"--rate-scale", "", "X", "multiply every rate by X",
        [](CommandLine &line, const std::string &v) {
            return setting(line, "rate_scale", v, "--rate-scale");
        }},
    {"--service", "", "NAME=RATE", "set or add a service's rate per second (`max`: closed loop)",
        service},
    {"--only", "", "NAME", "run only this service or pool; may be repeated",
        [](CommandLine &line, const std::string &v) -> std::optional<std::string> {
            line.only.push_back(v);
            return {};
        }},
    {"--sink", "", "TYPE[:ARG]",
        "write here instead: file:out.jsonl, http:http://host:8000; may be repeated",
        [](CommandLine &line, const std::string &v) -> std::optional<std::string> {
            line.sinks.push_back(v);
            return {};
        }},
    {"--seed", "", "N", "repeat a run's content and timing",
        [](CommandLine &line, const std::string &v) { return setting(line, "seed", v, "--seed"); }},
    {"--set", "", "PATH=VALUE", "set any setting: --set embedding.provider=hash", set},
    {"--target", "-t", "EXPR", "pass/fail rule: \"achieved >= 95%\"; may be repeated",
        [](CommandLine &line, const std::string &v) -> std::optional<std::string> {
            line.targets.push_back(v);
            return {};
        }},
    {"--abort-on-fail", "", "", "end the run once a target has been missed for 5 s",
        [](CommandLine &line, const std::string &) -> std::optional<std::string> {
            line.abortOnFail = true;
            return {};
        }},
    {"--no-fail", "", "", "a missed target does not change the exit code",
        [](CommandLine &line, const std::string &) -> std::optional<std::string> {
            line.noFail = true;
            return {};
        }},
    {"--report", "-o", "FILE", "write a report: .html .json .csv .md .xml (JUnit); may be repeated",
        report},
    {"--json", "", "", "print the summary as JSON on stdout",
        [](CommandLine &line, const std::string &) -> std::optional<std::string> {
            line.json = true;
            return {};
        }},
    {"--verify", "", "", "after the run, compare what the stores hold with what was sent",
        [](CommandLine &line, const std::string &) -> std::optional<std::string> {
            line.verify = true;
            return {};
        }},
    {"--sample", "", "N|all", "verify: how many entries to compare field by field (1000)", sample},
    {"--run", "", "ID", "verify: this run (default: the profile's newest)", runId},
    {"--no-record", "", "", "keep no record of the run, so that it cannot be verified later",
        [](CommandLine &line, const std::string &) -> std::optional<std::string> {
            line.noRecord = true;
            return {};
        }},
    {"--dashboard", "", "[HOST:]PORT",
        "show the run in a browser, and to programs; 0: any free port", dashboard},
    {"--no-dashboard", "", "", "serve no dashboard, whatever the profile says",
        [](CommandLine &line, const std::string &) -> std::optional<std::string> {
            line.noDashboard = true;
            return {};
        }},
    {"--linger", "", "T", "serve the dashboard so long after the end; a signal ends it", linger},
    {"--drain-timeout", "", "T", "how long to wait for answers at the end (10s)",
        [](CommandLine &line, const std::string &v) {
            return setting(line, "drain_timeout", v, "--drain-timeout");
        }},
    {"--progress", "", "WHEN", "auto, plain (lines) or none", progress},
    {"--quiet", "-q", "", "no progress and no summary",
        [](CommandLine &line, const std::string &) -> std::optional<std::string> {
            line.verbosity = -1;
            return {};
        }},
    {"--verbose", "-v", "", "say more: the plan and each state",
        [](CommandLine &line, const std::string &) -> std::optional<std::string> {
            line.verbosity = 1;
            return {};
        }},
    {"--no-color", "", "", "no colours (also: the variable NO_COLOR)",
        [](CommandLine &line, const std::string &) -> std::optional<std::string> {
            line.noColor = true;
            return {};
        }},
    {"--log-file", "", "FILE", "write messages to this file too",
        [](CommandLine &line, const std::string &v) -> std::optional<std::string> {
            line.logFile = v;
            return {};
        }},
    {"--together", "", "", "find-max: all sinks at once, not one after the other",
        [](CommandLine &line, const std::string &) -> std::optional<std::string> {
            line.together = true;
            return {};
        }},
    {"--window", "", "T", "calibrate, find-max: how long to look at once (2s; 1s)", window},
    {"--max-time", "", "T", "find-max: how long to search at most (5m)", maxTime},
    {"--url", "", "URL", "demo: the distributor (http://localhost:8000)", url},
    {"--with-mock", "", "", "demo: start a distributor of our own",
        [](CommandLine &line, const std::string &) -> std::optional<std::string> {
            line.withMock = true;
            return {};
        }},
    {"--port", "", "N", "mock: listen here (8000; 0: any free port)", port},
    {"--latency", "", "T", "mock: wait this long before each answer", latency},
    {"--error-rate", "", "P", "mock: answer 500 to this share of the submits, e.g. 1%", errorRate},
    {"--max-queue", "", "N", "mock: answer 503 when N logs wait", maxQueue},
    {"--process-rate", "", "N", "mock: logs per second that leave a queue with a limit (1000)",
        processRate},
    {"--help", "-h", "", "this text", act<Action::Help>},
    {"--version", "", "", "name and version", act<Action::Version>},
};

const Flag *findFlag(std::string_view name)
{
    for (const Flag &flag : flags) {
        if (flag.name == name || (!flag.shortName.empty() && flag.shortName == name))
            return &flag;
    }
    return nullptr;
}

Problem unknownFlag(std::string_view name)
{
    std::vector<std::string_view> names;
    for (const Flag &flag : flags)
        names.push_back(flag.name);
    const std::string_view near = nearest(name, names);
    return usage("unknown flag " + printable(name, 80),
        near.empty() ? "See emitter --help." : "Did you mean " + std::string(near) + "?");
}

/// Words that are not flags: a sub-command, its subject, or a profile.
Result<void> takeWords(CommandLine &line, std::vector<std::string> words)
{
    if (words.empty())
        return {};
    static constexpr std::array<std::string_view, 4> demos{
        "basic", "custom", "high-volume", "variable-rate"};
    if (words[0] == "demo" || words[0] == "mock") {
        const bool demo = words[0] == "demo";
        if (line.action != Action::Window)
            return usage(words[0] + " cannot be combined with another action");
        line.action = demo ? Action::Demo : Action::Mock;
        line.subject = words.size() > 1 ? words[1] : std::string();
        const bool known = demo ? std::find(demos.begin(), demos.end(), line.subject) != demos.end()
                                : line.subject == "distributor";
        if (!known || words.size() > 2)
            return usage(demo
                    ? "emitter demo wants one of basic, custom, high-volume, variable-rate"
                    : "emitter mock wants: distributor");
        return {};
    }
    static constexpr std::array commands{std::pair{"verify", Action::Verify},
        std::pair{"calibrate", Action::Calibrate}, std::pair{"find-max", Action::FindMax}};
    for (const auto &[word, action] : commands) {
        if (words[0] != word)
            continue;
        if (line.action != Action::Window)
            return usage(words[0] + " cannot be combined with another action");
        line.action = action;
        words.erase(words.begin());
        if (words.empty())
            return {};
        break;
    }
    if (words.size() > 1)
        return usage("only one profile can be given; you named " + printable(words[0], 200)
            + " and " + printable(words[1], 200));
    if (line.config)
        return usage("the profile is named twice: " + printable(*line.config, 200) + " and "
            + printable(words[0], 200));
    line.config = words[0];
    return {};
}

}

Result<CommandLine> parseCommandLine(const std::vector<std::string> &arguments)
{
    CommandLine line;
    std::vector<std::string> words;
    bool onlyWords = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string &argument = arguments[i];
        if (onlyWords || argument.size() < 2 || argument[0] != '-') {
            words.push_back(argument);
            continue;
        }
        if (argument == "--") {
            onlyWords = true;
            continue;
        }
        const std::size_t equals =
            argument.starts_with("--") ? argument.find('=') : std::string::npos;
        const std::string name = argument.substr(0, equals);
        const Flag *flag = findFlag(name);
        if (!flag)
            return unknownFlag(name);
        std::string value;
        if (flag->argument.empty()) {
            if (equals != std::string::npos)
                return usage(name + " takes no value");
        } else if (equals != std::string::npos) {
            value = argument.substr(equals + 1);
        } else if (i + 1 < arguments.size()) {
            value = arguments[++i];
        } else {
            return usage(name + " wants a value: " + name + ' ' + std::string(flag->argument));
        }
        const Action before = line.action;
        if (const auto wrong = flag->apply(line, value)) {
            // A complete sentence does not repeat the value: it may be a secret.
            return usage(name + ' ' + *wrong
                + (wrong->ends_with('.') ? "" : "; you wrote " + printable(value, 200)));
        }
        if (line.action == Action::Help)
            return line; // whoever asks for it gets it, whatever else there is
        if (before != Action::Window && line.action != before && before != Action::Batch) {
            if (line.action == Action::Batch)
                line.action = before;
            else
                return usage(name + " cannot be combined with another action");
        }
    }
    if (auto taken = takeWords(line, std::move(words)); !taken)
        return taken.problem();
    if (line.verify && line.noRecord)
        return usage("--verify cannot be combined with --no-record",
            "A run is verified by its record: leave one of them out.");
    if (line.dashboard && line.noDashboard)
        return usage("--dashboard cannot be combined with --no-dashboard");
    return line;
}

std::string helpText()
{
    std::string out =
        "emitter - synthetic log load generator\n\n"
        "  emitter --batch [-c profile.yaml]      make load; no window, no display needed\n"
        "  emitter --check profile.yaml           validate and print the plan\n"
        "  emitter verify [-c profile.yaml]       compare what the stores hold with what a run "
        "sent\n"
        "  emitter calibrate [profile.yaml]       measure what this machine can make per kind of "
        "sink\n"
        "  emitter find-max [-c profile.yaml]     find the highest rate that each sink sustains\n"
        "  emitter demo basic|custom|high-volume|variable-rate [--url URL | --with-mock]\n"
        "  emitter mock distributor [--port N] [--latency T] [--error-rate P] [--max-queue "
        "N]\n\n";
    for (const Flag &flag : flags) {
        std::string left = "  "
            + (flag.shortName.empty() ? std::string("    ") : std::string(flag.shortName) + ", ")
            + std::string(flag.name);
        if (!flag.argument.empty())
            left += ' ' + std::string(flag.argument);
        left.resize(std::max<std::size_t>(left.size() + 2, 34), ' ');
        out += left + std::string(flag.help) + '\n';
    }
    out += "\nA flag outranks a variable EMITTER_<SETTING>, which outranks the profile. Where it "
           "names no key,\nOpenAI's embeddings use OPENAI_API_KEY. On a terminal:\n"
           "+ and - change the rate, p pauses, q stops; Ctrl+C stops and flushes, again stops "
           "now.\n\n"
           "Exit: 0 as planned, 64 bad flag, 66 no such profile or record, 69 no sink reachable or "
           "port taken,\n"
           "70 internal error, 73 an output cannot be created, 74 sinks lost or drain incomplete,\n"
           "78 profile invalid, 99 a target missed, nothing sent or a store differs,\n"
           "130/143 cut short by SIGINT/SIGTERM.\n";
    return out;
}
}
