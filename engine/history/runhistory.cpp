// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/runhistory.h"

#include "base/runid.h"
#include "base/xdgfolder.h"
#include "history/storedjson.h"
#include "profile/profilefile.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace emitter {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> suffixes{"html", "json", "csv", "md", "xml"};

Problem cannotRead(const std::string &fileName, const std::string &why)
{
    Problem problem;
    problem.text = "the stored run " + fileName + " cannot be read: " + why;
    problem.remedy = "Delete the run, or restore its files.";
    problem.cause = Cause::NoInput;
    return problem;
}

Problem cannotList(const std::string &folder, const std::string &why)
{
    Problem problem;
    problem.text = "the folder of the stored runs " + folder + " cannot be read: " + why;
    problem.remedy = "Let your user read it; nothing in it was changed.";
    problem.cause = Cause::NoInput;
    return problem;
}

std::optional<std::string> contents(const std::string &fileName)
{
    std::ifstream file(fileName, std::ios::binary);
    if (!file)
        return {};
    return std::string(std::istreambuf_iterator<char>(file), {});
}

/// A run that goes on holds a lock on its series.
bool goesOn(const std::string &folder)
{
    const int file = ::open((folder + "/series.jsonl").c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool locked = ::flock(file, LOCK_SH | LOCK_NB) != 0;
    ::close(file);
    return locked;
}

Result<StoredRun> readRun(const std::string &folder, std::vector<std::string> &sinks)
{
    const auto about = contents(folder + "/about.json");
    if (!about)
        return cannotRead(folder, "it has no about.json");
    auto run = readAbout(*about, sinks);
    if (!run)
        return cannotRead(folder + "/about.json", run.problem().text);
    run->note = contents(folder + "/note.txt").value_or(std::string());
    if (const auto summary = contents(folder + "/report.json")) {
        if (const auto read = readSummary(*summary, *run); !read)
            return cannotRead(folder + "/report.json", read.problem().text);
        run->state = StoredRun::State::Finished;
        return run;
    }
    run->state = goesOn(folder) ? StoredRun::State::Running : StoredRun::State::Interrupted;
    // What a run without a summary can still say.
    const auto series = readSamples(contents(folder + "/series.jsonl").value_or(std::string()));
    if (!series.empty())
        run->durationSeconds = series.back().seconds;
    return run;
}

}

std::string RunHistory::defaultDirectory()
{
    return xdgFolder("XDG_STATE_HOME", ".local/state", "history");
}

std::vector<StoredRun> RunHistory::list(std::vector<Problem> *problems) const
{
    std::vector<StoredRun> runs;
    std::error_code error;
    for (fs::directory_iterator at(m_directory, error), end; !error && at != end;
         at.increment(error)) {
        if (!isRunId(at->path().filename().string()))
            continue;
        std::vector<std::string> sinks;
        auto run = readRun(at->path().string(), sinks);
        if (run)
            runs.push_back(std::move(*run));
        else if (problems)
            problems->push_back(std::move(run.problem()));
    }
    if (problems && error && error != std::errc::no_such_file_or_directory)
        problems->push_back(cannotList(m_directory, error.message()));
    std::sort(runs.begin(), runs.end(), [](const StoredRun &a, const StoredRun &b) {
        return std::pair(a.startedUnixNanos, a.id) > std::pair(b.startedUnixNanos, b.id);
    });
    return runs;
}

std::string RunHistory::folderOf(std::string_view id) const
{
    return m_directory + '/' + std::string(isRunId(id) ? id : "unknown");
}

Result<StoredRunDetail> RunHistory::load(std::string_view id) const
{
    const std::string folder = folderOf(id);
    StoredRunDetail detail;
    auto run = readRun(folder, detail.seriesSinks);
    if (!run)
        return std::move(run.problem());
    detail.run = std::move(*run);
    detail.profileText = contents(folder + "/profile.yaml").value_or(std::string());
    detail.series = readSamples(contents(folder + "/series.jsonl").value_or(std::string()));
    detail.events = readEvents(contents(folder + "/events.jsonl").value_or(std::string()));
    return detail;
}

Result<std::string> RunHistory::report(std::string_view id, std::string_view suffix) const
{
    const std::string fileName = folderOf(id) + "/report." + std::string(suffix);
    const bool known = std::find(suffixes.begin(), suffixes.end(), suffix) != suffixes.end();
    auto text = known ? contents(fileName) : std::nullopt;
    if (!text)
        return cannotRead(fileName, "there is no such report; the run did not come to its end");
    return std::move(*text);
}

Result<void> RunHistory::setNote(std::string_view id, std::string_view note) const
{
    return writeFileAtomically(folderOf(id) + "/note.txt", note, FileMode::Private);
}

Result<void> RunHistory::remove(std::string_view id) const
{
    const std::string folder = folderOf(id);
    if (goesOn(folder)) {
        Problem problem;
        problem.text = "the run " + std::string(id) + " still goes on";
        problem.remedy = "Stop it first.";
        return problem;
    }
    std::error_code error;
    fs::remove_all(folder, error);
    if (!error)
        return {};
    Problem problem;
    problem.text = folder + " cannot be removed: " + error.message();
    problem.cause = Cause::CannotCreate;
    return problem;
}

std::size_t RunHistory::prune(std::size_t most, std::string_view spared) const
{
    std::size_t removed = 0;
    const std::vector<StoredRun> runs = list();
    for (std::size_t i = most; i < runs.size(); ++i) {
        const bool old = runs[i].note.empty() && runs[i].state != StoredRun::State::Running
            && runs[i].id != spared;
        if (old && remove(runs[i].id))
            ++removed;
    }
    return removed;
}

}
