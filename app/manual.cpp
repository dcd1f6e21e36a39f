// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/manual.h"

#include "app/flagtable.h"
#include "base/text.h"
#include "run/version.h"
#include "stats/summarytable.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <vector>

namespace emitter {
namespace {

constexpr std::string_view purpose = "synthetic log load generator";

struct Use
{
    std::string_view words;
    std::string_view does; ///< may be empty
};

constexpr std::array uses{
    Use{"emitter [profile.yaml]", "the window, in builds that have it"},
    Use{"emitter --batch [-c profile.yaml]", "make load; no window, no display needed"},
    Use{"emitter --check profile.yaml", "validate and print the plan"},
    Use{"emitter verify [-c profile.yaml]", "compare what the stores hold with what a run sent"},
    Use{"emitter calibrate [profile.yaml]", "measure what this machine can make per kind of sink"},
    Use{"emitter find-max [-c profile.yaml]", "find the highest rate that each sink sustains"},
    Use{"emitter demo basic|custom|high-volume|variable-rate [--url URL | --with-mock]", ""},
    Use{"emitter mock distributor [--port N] [--latency T] [--error-rate P] [--max-queue N]", ""},
};

constexpr std::string_view precedence =
    "A flag outranks a variable EMITTER_<SETTING>, which outranks the profile. Where it names no "
    "key, OpenAI's embeddings use OPENAI_API_KEY.";
constexpr std::string_view keys =
    "On a terminal + and - change the rate, p pauses, q stops; Ctrl+C stops and flushes, again "
    "stops now. SIGUSR1 asks for the status.";

struct Exit
{
    std::string_view code;
    std::string_view meaning;
};

constexpr std::array exits{
    Exit{"0", "as planned"},
    Exit{"64", "bad flag"},
    Exit{"66", "no such profile or record"},
    Exit{"69", "no sink reachable or port taken"},
    Exit{"70", "internal error"},
    Exit{"73", "an output cannot be created"},
    Exit{"74", "sinks or stdout lost, or drain incomplete"},
    Exit{"78", "profile invalid"},
    Exit{"99", "a target missed, nothing sent or a store differs"},
    Exit{"130/143", "cut short by SIGINT/SIGTERM"},
};

/// `text` for roff, which has its own mind about backslashes, hyphens, and dots that begin a line.
std::string roff(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else if (out.empty() && (c == '.' || c == '\''))
            out += "\\&" + std::string(1, c);
        else
            out += c;
    }
    return out;
}

std::string bold(std::string_view text)
{
    return "\\fB" + roff(text) + "\\fR";
}

std::string item(const std::string &term, std::string_view text)
{
    return ".TP\n" + term + '\n' + roff(text) + '\n';
}

std::string term(const Flag &flag)
{
    std::string out =
        (flag.shortName.empty() ? std::string() : bold(flag.shortName) + ", ") + bold(flag.name);
    if (!flag.argument.empty())
        out += " \\fI" + roff(flag.argument) + "\\fR";
    return out;
}

/// `auto|plain|none` as `auto plain none`; empty for what stands for a value of one's own.
std::string choices(std::string_view argument)
{
    const bool isOwn = std::any_of(argument.begin(), argument.end(),
        [](char c) { return c == '[' || (c >= 'A' && c <= 'Z'); });
    std::string words(isOwn ? std::string_view() : argument);
    std::replace(words.begin(), words.end(), '|', ' ');
    return words;
}

std::string join(std::initializer_list<std::string_view> words, std::string_view separator)
{
    std::string out;
    for (const std::string_view word : words) {
        if (!word.empty())
            out += (out.empty() ? "" : std::string(separator)) + std::string(word);
    }
    return out;
}

/// Behind `words` bash is to offer `offers`.
std::string arm(const std::string &words, std::string_view variable, const std::string &offers)
{
    return "        " + words + ") " + std::string(variable) + "='" + offers + "' ;;\n";
}

}

std::string helpText()
{
    std::string out = "emitter - " + std::string(purpose) + "\n\n";
    for (const Use &use : uses) {
        std::string left = "  " + std::string(use.words);
        if (!use.does.empty())
            left.resize(std::max<std::size_t>(left.size() + 1, 41), ' ');
        out += left + std::string(use.does) + '\n';
    }
    out += '\n';
    for (const Flag &flag : flagTable()) {
        std::string left = "  "
            + (flag.shortName.empty() ? std::string("    ") : std::string(flag.shortName) + ", ")
            + std::string(flag.name);
        if (!flag.argument.empty())
            left += ' ' + std::string(flag.argument);
        left.resize(std::max<std::size_t>(left.size() + 2, 34), ' ');
        out += left + std::string(flag.help) + '\n';
    }
    std::string codes = "Exit:";
    for (const Exit &exit : exits)
        codes += ' ' + std::string(exit.code) + ' ' + std::string(exit.meaning)
            + (&exit == &exits.back() ? "." : ",");
    for (const std::string_view paragraph : {precedence, keys, std::string_view(codes)})
        out += '\n' + wrapped(paragraph, 0);
    return out;
}

std::string manualPage()
{
    std::string out = ".TH EMITTER 1 \"\" \"emitter " + std::string(version())
        + "\" \"User Commands\"\n.SH NAME\nemitter \\- " + std::string(purpose)
        + "\n.SH SYNOPSIS\n.nh\n.ad l\n";
    for (const Use &use : uses) {
        out += bold(use.words) + '\n';
        if (!use.does.empty())
            out += ".RS\n" + roff(use.does) + "\n.RE\n";
        out += ".br\n";
    }
    out += ".SH DESCRIPTION\n"
           "Many services and emitters write realistic log entries into one or several sinks at "
           "the rate that the profile says. A slow sink shows as latency and never as a quietly "
           "lower rate. At the end the summary says what was planned, what was sent and what "
           "arrived, for every entry.\n"
           ".SH OPTIONS\n";
    for (const Flag &flag : flagTable())
        out += item(term(flag), flag.help);
    out += ".SH KEYS AND SIGNALS\n" + roff(keys) + "\n.SH EXIT STATUS\n";
    for (const Exit &exit : exits)
        out += item(bold(exit.code), exit.meaning);
    out += ".SH ENVIRONMENT\n" + roff(precedence) + "\n.SH FILES\n"
        + item(bold("config.yaml"), "the profile, when none is named") + ".SH EXAMPLES\n"
        + item(bold("emitter --batch -d 10s --service api=200 --sink file:out.jsonl"),
            "200 entries a second for ten seconds, into a file")
        + item(bold("emitter --help-sink elasticsearch"), "the settings of a sink");
    return out;
}

std::string bashCompletion(std::span<const std::string_view> sinkIds)
{
    std::string sinks, flags, commands, arms;
    for (const std::string_view id : sinkIds)
        sinks = join({sinks, id}, " ");
    for (const Flag &flag : flagTable()) {
        flags = join({flags, flag.shortName, flag.name}, " ");
        const std::string names = join({flag.shortName, flag.name}, " | ");
        if (flag.argument == "FILE")
            arms += arm(names, "files", "*");
        else if (flag.argument.starts_with("TYPE"))
            arms += arm(names, "words", sinks);
        else if (!flag.argument.empty())
            arms += arm(names, "words", choices(flag.argument));
    }
    for (const Use &use : uses) {
        const std::vector<std::string_view> words = split(use.words, ' ');
        if (words[1].find_first_of("-[") == 0)
            continue; // a flag, or the profile
        commands = join({commands, words[1]}, " ");
        if (const std::string subjects = choices(words[2]); !subjects.empty())
            arms += arm(std::string(words[1]), "words", subjects);
    }
    return "# Completion of emitter " + std::string(version()) + R"sh( for bash.
_emitter()
{
    local current=${COMP_WORDS[COMP_CWORD]} words='' files=''
    case ${COMP_WORDS[COMP_CWORD - 1]} in
)sh" + arms
        + R"sh(        *)
            if [[ $current == -* ]]; then
                words=')sh"
        + flags + R"sh('
            else
                ((COMP_CWORD > 1)) || words=')sh"
        + commands + R"sh('
                files='*.yaml'
            fi
            ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    if [[ -n $files ]]; then
        compopt -o filenames
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(
            compgen -f -X "!$files" -- "$current"
            [[ $files == '*' ]] || compgen -d -- "$current"
        )
    fi
}
complete -F _emitter emitter
)sh";
}

}
