// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "app/flagtable.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace emitter {
namespace {

using Action = CommandLine::Action;

Problem usage(std::string text, std::string remedy = "See emitter --help.")
{
    return makeProblem(Cause::Usage, std::move(text), std::move(remedy));
}

const Flag *findFlag(std::string_view name)
{
    for (const Flag &flag : flagTable()) {
        if (flag.name == name || (!flag.shortName.empty() && flag.shortName == name))
            return &flag;
    }
    return nullptr;
}

Problem unknownFlag(std::string_view name)
{
    std::vector<std::string_view> names;
    for (const Flag &flag : flagTable())
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

std::string nameOf(Action action)
{
    static constexpr std::array names{std::pair{Action::Window, "the window"},
        std::pair{Action::Batch, "--batch"}, std::pair{Action::Check, "--check"},
        std::pair{Action::PrintConfig, "--print-config"},
        std::pair{Action::PrintSchema, "--print-schema"},
        std::pair{Action::ListSinks, "--list-sinks"}, std::pair{Action::HelpSink, "--help-sink"},
        std::pair{Action::Generate, "--generate"}, std::pair{Action::Demo, "emitter demo"},
        std::pair{Action::Mock, "emitter mock"}, std::pair{Action::Verify, "emitter verify"},
        std::pair{Action::Calibrate, "emitter calibrate"},
        std::pair{Action::FindMax, "emitter find-max"}, std::pair{Action::Help, "--help"},
        std::pair{Action::Version, "--version"}};
    const auto found = std::find_if(
        names.begin(), names.end(), [&](const auto &name) { return name.first == action; });
    return found->second;
}

std::string namesOf(Actions actions)
{
    std::string names;
    for (unsigned i = 0; i <= static_cast<unsigned>(Action::Version); ++i) {
        if (const auto action = static_cast<Action>(i); (actions & bitOf(action)) != 0)
            names += (names.empty() ? "" : ", ") + nameOf(action);
    }
    return names;
}

/// A flag that the action does not heed is an error: whoever gave it expects something of it.
Result<void> checkHeeded(const CommandLine &line, const std::vector<const Flag *> &given)
{
    const Actions action = bitOf(line.action);
    const auto isGiven = [&](std::string_view name) {
        return std::any_of(
            given.begin(), given.end(), [&](const Flag *flag) { return flag->name == name; });
    };
    for (const Flag *flag : given) {
        const std::string name(flag->name);
        if (line.action == Action::Version)
            break;
        if (line.action == Action::Window && (flag->goesWith & bitOf(Action::Batch)) != 0
            && (flag->goesWith & action) == 0)
            return usage(name + " goes with --batch, not with the window",
                "The window runs the profile as it stands. Add --batch, or leave the flag.");
        if ((flag->goesWith & action) == 0)
            return usage(name + " does nothing for " + nameOf(line.action),
                "It goes with " + namesOf(flag->goesWith) + '.');
        if ((flag->needsIn & action) != 0 && !isGiven(flag->needs))
            return usage(name + " does nothing without " + std::string(flag->needs),
                "Add " + std::string(flag->needs) + ", or leave it.");
    }
    return {};
}

}

Result<CommandLine> parseCommandLine(const std::vector<std::string> &arguments)
{
    CommandLine line;
    std::vector<std::string> words;
    std::vector<const Flag *> given;
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
        given.push_back(flag);
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
    if (auto heeded = checkHeeded(line, given); !heeded)
        return heeded.problem();
    if (line.verify && line.noRecord)
        return usage("--verify cannot be combined with --no-record",
            "A run is verified by its record: leave one of them out.");
    if (line.dashboard && line.noDashboard)
        return usage("--dashboard cannot be combined with --no-dashboard");
    return line;
}

}
