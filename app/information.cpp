// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/information.h"

#include "app/calibratecommand.h"
#include "app/manual.h"
#include "app/printing.h"
#include "app/profileloading.h"
#include "base/text.h"
#include "profile/printconfig.h"
#include "run/exitcode.h"
#include "run/plan.h"
#include "run/preparation.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace emitter {
namespace {

void complain(const std::vector<Problem> &problems)
{
    for (const Problem &problem : problems)
        std::fprintf(stderr, "%s\n", toText(problem).c_str());
}

int listSinks(const SinkRegistry &sinks)
{
    std::string out;
    for (const SinkDescriptor &sink : sinks.sinks()) {
        std::string id(sink.id);
        id.resize(std::max<std::size_t>(id.size(), 16), ' ');
        out += id + std::string(sink.description) + '\n';
    }
    return print(out);
}

std::string rowsText(std::span<const Field> rows, std::string_view prefix)
{
    std::string out;
    for (const Field &row : rows) {
        std::string left = "  " + std::string(prefix) + std::string(row.key);
        left.resize(std::max<std::size_t>(left.size() + 1, 24), ' ');
        std::string type(row.type == Field::Choice ? row.choices : typeName(row.type));
        if (row.required)
            type += ", required";
        else if (!row.fallback.empty())
            type += ", default " + std::string(row.fallback);
        out += left + type + '\n';
        if (!row.help.empty())
            out += "                        " + std::string(row.help) + '\n';
    }
    return out;
}

int helpSink(const CommandLine &line, const SinkRegistry &sinks)
{
    const SinkDescriptor *sink = sinks.find(line.subject);
    if (!sink) {
        std::vector<std::string_view> ids;
        std::string list;
        for (const SinkDescriptor &known : sinks.sinks()) {
            ids.push_back(known.id);
            list += (list.empty() ? "" : ", ") + std::string(known.id);
        }
        const auto near = nearest(line.subject, ids);
        std::fprintf(stderr, "error: no sink \"%s\" in this build\n  %s\n",
            printable(line.subject, 80).c_str(),
            near.empty() ? ("Built with: " + list + ".").c_str()
                         : ("Did you mean " + std::string(near) + "?").c_str());
        return UsageError;
    }
    return print(std::string(sink->id) + " - " + std::string(sink->description) + "\n\n"
        + rowsText(sink->rows, "") + "\nCommon to all sinks:\n" + rowsText(sinkSettingRows(), "")
        + rowsText(retryRows(), "retry."));
}

int check(const LoadedProfile &loaded, const SinkRegistry &sinks)
{
    PlanOutcome planned = makePlan(*loaded.outcome.profile, sinks);
    if (!hasErrors(planned.problems)) {
        for (Problem &refusal : refusals(*loaded.outcome.profile, planned.plan))
            planned.problems.push_back(std::move(refusal));
    }
    complain(planned.problems);
    const auto error = std::find_if(planned.problems.begin(), planned.problems.end(),
        [](const Problem &problem) { return problem.severity == Severity::Error; });
    if (error != planned.problems.end())
        return exitCodeFor(error->cause);
    complain(calibrationWarnings(planned.plan, *loaded.outcome.profile));
    return print(toText(planned.plan, *loaded.outcome.profile, loaded.outcome.variables));
}

}

int showInformation(const CommandLine &line, const SinkRegistry &sinks)
{
    switch (line.action) {
    case CommandLine::Action::ListSinks:
        return listSinks(sinks);
    case CommandLine::Action::HelpSink:
        return helpSink(line, sinks);
    case CommandLine::Action::Generate: {
        if (line.subject == "man")
            return print(manualPage());
        std::vector<std::string_view> ids;
        for (const SinkDescriptor &sink : sinks.sinks())
            ids.push_back(sink.id);
        return print(bashCompletion(ids));
    }
    case CommandLine::Action::PrintSchema:
        return print(profileSchema(schemasOf(sinks)) + '\n');
    default:
        break;
    }
    const LoadedProfile loaded = loadProfile(line, sinks);
    complain(loaded.outcome.problems);
    if (!loaded.note.empty())
        std::fprintf(stderr, "%s\n", loaded.note.c_str());
    if (!loaded.outcome.profile)
        return exitCodeFor(loaded.outcome.problems.front().cause);
    if (line.action == CommandLine::Action::Check)
        return check(loaded, sinks);
    return print(printConfig(*loaded.outcome.profile, loaded.outcome.origins, schemasOf(sinks)));
}

}
