// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/runarchive.h"

#include "history/storedjson.h"
#include "profile/profilefile.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace emitter {
namespace {

namespace fs = std::filesystem;

Problem cannotKeep(const std::string &folder, const std::string &why)
{
    Problem problem;
    problem.text = "the run cannot be kept in " + folder + ": " + why;
    problem.remedy = "Make the folder writable, or point XDG_STATE_HOME elsewhere.";
    problem.cause = Cause::CannotCreate;
    return problem;
}

int openForAppending(const std::string &fileName)
{
    return ::open(
        fileName.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
}

}

Result<std::unique_ptr<RunArchive>> RunArchive::create(
    const std::string &directory, const RunBeginning &beginning)
{
    const std::string folder = directory + '/' + beginning.id;
    std::error_code error;
    fs::create_directories(directory, error);
    if (error)
        return cannotKeep(directory, error.message());
    if (::mkdir(folder.c_str(), S_IRWXU) != 0)
        return cannotKeep(folder, std::strerror(errno));
    const int series = openForAppending(folder + "/series.jsonl");
    const int events = openForAppending(folder + "/events.jsonl");
    if (series < 0 || events < 0) {
        const std::string why = std::strerror(errno);
        ::close(series);
        ::close(events);
        fs::remove_all(folder, error);
        return cannotKeep(folder, why);
    }
    ::flock(series, LOCK_EX | LOCK_NB);
    std::unique_ptr<RunArchive> archive(new RunArchive(beginning.id, folder, series, events));
    for (const auto &[name, text] : {std::pair("/profile.yaml", beginning.profileText),
             std::pair("/about.json", aboutJson(beginning))}) {
        if (auto written = writeFileAtomically(folder + name, text, FileMode::Private); !written) {
            archive.reset();
            fs::remove_all(folder, error);
            return cannotKeep(folder, written.problem().text);
        }
    }
    return archive;
}

RunArchive::RunArchive(std::string id, std::string folder, int series, int events)
    : m_id(std::move(id))
    , m_folder(std::move(folder))
    , m_series(series)
    , m_events(events)
{
}

RunArchive::~RunArchive()
{
    ::close(m_series);
    ::close(m_events);
}

void RunArchive::append(int file, std::string line)
{
    if (m_failed)
        return;
    const ssize_t written = ::write(file, line.data(), line.size());
    if (written == static_cast<ssize_t>(line.size()))
        return;
    m_failed = true;
    Problem problem = cannotKeep(m_folder, written < 0 ? std::strerror(errno) : "the disk is full");
    problem.severity = Severity::Warning;
    m_problems.push_back(std::move(problem));
}

void RunArchive::add(const Snapshot &snapshot)
{
    m_sampler.add(snapshot);
    for (const Sample &sample : m_sampler.takeSamples())
        append(m_series, sampleLine(sample));
}

void RunArchive::add(const StoredEvent &event)
{
    append(m_events, eventLine(event));
}

Result<void> RunArchive::finish(const Summary &summary)
{
    std::string series;
    for (const Sample &sample : summary.history)
        series += sampleLine(sample);
    // A run without lock and summary is one that was interrupted: the new series, which nobody has
    // locked, comes after the summary, and the other reports before it.
    const std::pair<const char *, std::string> files[] = {{"/report.html", toHtml(summary)},
        {"/report.csv", toCsv(summary)}, {"/report.md", toMarkdown(summary)},
        {"/report.xml", toJUnit(summary)}, {"/report.json", toJson(summary)},
        {"/series.jsonl", series}};
    for (const auto &[name, text] : files) {
        if (auto written = writeFileAtomically(m_folder + name, text, FileMode::Private); !written)
            return cannotKeep(m_folder, written.problem().text);
    }
    return {};
}

std::vector<Problem> RunArchive::takeProblems()
{
    return std::exchange(m_problems, {});
}

}
