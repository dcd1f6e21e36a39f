// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/recordfolder.h"

#include "base/runid.h"
#include "base/xdgfolder.h"
#include "profile/profilefile.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace emitter {
namespace {

namespace fs = std::filesystem;

Problem cannotRecord(const std::string &folder, const std::string &why)
{
    Problem problem;
    problem.text = "the run cannot be recorded in " + folder + ": " + why;
    problem.remedy = "Make the folder writable, point XDG_STATE_HOME elsewhere, or switch the "
                     "record off with --no-record.";
    problem.cause = Cause::CannotCreate;
    return problem;
}

Problem noRecord(std::string text)
{
    Problem problem;
    problem.text = std::move(text);
    problem.remedy = "Run the profile first, without --no-record. A run is recorded when one of "
                     "its sinks can be read back; the newest "
        + std::to_string(mostRecords) + " records are kept.";
    problem.cause = Cause::NoInput;
    return problem;
}

std::vector<std::string> foldersIn(const std::string &directory)
{
    std::vector<std::string> folders;
    std::error_code error;
    for (fs::directory_iterator at(directory, error), end; !error && at != end;
         at.increment(error)) {
        if (isRunId(at->path().filename().string()))
            folders.push_back(at->path().string());
    }
    return folders;
}

/// A run that goes on holds a lock on its entries.
bool isInUse(const std::string &folder)
{
    const int file = ::open((folder + "/entries.bin").c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return false;
    const bool locked = ::flock(file, LOCK_SH | LOCK_NB) != 0;
    ::close(file);
    return locked;
}

/// Keeps `own` and the newest of the others.
void removeOld(const std::string &directory, const std::string &own)
{
    std::vector<std::pair<std::int64_t, std::string>> others;
    for (std::string &folder : foldersIn(directory)) {
        if (folder == own || isInUse(folder))
            continue;
        const auto record = readRunRecord(folder);
        others.emplace_back(record ? record->startedUnixNanos : 0, std::move(folder));
    }
    std::sort(others.rbegin(), others.rend());
    for (std::size_t i = mostRecords - 1; i < others.size(); ++i) {
        std::error_code ignored; // what cannot be removed now is tried again by the next run
        fs::remove_all(others[i].second, ignored);
    }
}

Result<void> writeRunFile(
    const std::string &folder, const RunRecord &record, std::string_view summary)
{
    return writeFileAtomically(folder + "/run.json", toJson(record, summary), FileMode::Private);
}

}

std::string RecordFolder::defaultDirectory()
{
    return xdgFolder("XDG_STATE_HOME", ".local/state", "runs");
}

Result<std::unique_ptr<RecordFolder>> RecordFolder::create(
    const std::string &directory, std::uint64_t run)
{
    const std::string folder = directory + '/' + runIdText(run);
    std::error_code error;
    fs::create_directories(directory, error);
    if (error)
        return cannotRecord(directory, error.message());
    if (::mkdir(folder.c_str(), S_IRWXU) != 0)
        return cannotRecord(folder, std::strerror(errno));
    const int entries = ::open((folder + "/entries.bin").c_str(),
        O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (entries < 0) {
        const std::string why = std::strerror(errno);
        ::rmdir(folder.c_str());
        return cannotRecord(folder, why);
    }
    ::flock(entries, LOCK_EX | LOCK_NB); // where there are no locks, removeOld() sees none
    return std::unique_ptr<RecordFolder>(new RecordFolder(directory, folder, entries, run));
}

RecordFolder::RecordFolder(
    std::string directory, std::string folder, int entries, std::uint64_t run)
    : m_directory(std::move(directory))
    , m_folder(std::move(folder))
    , m_recorder(std::make_unique<Recorder>(entries, run))
{
}

RecordFolder::~RecordFolder()
{
    if (m_beginning.joinable())
        m_beginning.join();
    if (!m_begun) {
        std::error_code ignored; // an empty record is in nobody's way
        fs::remove_all(m_folder, ignored);
    }
}

void RecordFolder::begin(RunRecord record)
{
    m_begun = true;
    m_beginning = std::thread([this, record = std::move(record)] {
        // Whether it can be written is told at the end, when it matters.
        [[maybe_unused]] const auto written = writeRunFile(m_folder, record, {});
        removeOld(m_directory, m_folder);
    });
}

Result<void> RecordFolder::finish(RunRecord record, std::string_view summary)
{
    if (m_beginning.joinable())
        m_beginning.join();
    if (auto written = writeRunFile(m_folder, record, summary); !written)
        return cannotRecord(m_folder, written.problem().text);
    return {};
}

Result<RunRecord> findRunRecord(
    const std::string &directory, const std::string &profile, const std::string &runId)
{
    if (!runId.empty()) {
        const std::string folder = directory + '/' + runId;
        std::error_code error;
        if (!isRunId(runId) || !fs::is_directory(folder, error))
            return noRecord("there is no record of run " + runId + " in " + directory);
        auto record = readRunRecord(folder);
        if (record && !record->finished)
            return noRecord("run " + runId
                + " has not ended, or ended in a crash: its record has "
                  "no counts");
        return record;
    }
    std::optional<RunRecord> newest;
    for (const std::string &folder : foldersIn(directory)) {
        auto record = readRunRecord(folder);
        if (record && record->finished && record->profile == profile
            && (!newest || record->startedUnixNanos > newest->startedUnixNanos))
            newest = std::move(*record);
    }
    if (!newest)
        return noRecord("there is no record of a run of "
            + (profile.empty() ? "the built-in profile" : profile) + " in " + directory);
    return *newest;
}

}
