// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "verify/recorder.h"
#include "verify/runrecord.h"

#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace emitter {

/// How many records are kept in a directory of records; older ones are removed.
inline constexpr std::size_t mostRecords = 5;

/// The record of a run while it is written: a folder, named after the run, with `entries.bin` and
/// `run.json`. run.json is written at the start and at the end, each time wholly or not at all, so
/// that a crash leaves a record that says it is none. Owned by the engine's thread.
class RecordFolder
{
public:
    /// `/emitter/runs`, else `~/.local/state/emitter/runs`; empty without a home.
    static std::string defaultDirectory();
    /// Makes the folder and opens its entries.bin. Cause CannotCreate.
    static Result<std::unique_ptr<RecordFolder>> create(
        const std::string &directory, std::uint64_t run);
    /// Removes the folder again when the run never began.
    ~RecordFolder();

    Recorder &recorder() { return *m_recorder; }
    /// The run begins: writes run.json and removes old records, in a thread of its own.
    void begin(RunRecord record);
    /// Ends the recorder; what the record covers.
    Recorder::Outcome close() { return m_recorder->finish(); }
    /// Writes run.json for the last time. REQUIRES: begin(), close().
    Result<void> finish(RunRecord record, std::string_view summary);

private:
    RecordFolder(std::string directory, std::string folder, int entries, std::uint64_t run);

    const std::string m_directory;
    const std::string m_folder;
    std::unique_ptr<Recorder> m_recorder;
    std::thread m_beginning;
    bool m_begun = false;
};

/// The newest finished record of `profile` (a profileKey), or with `runId` the record of that run.
/// Cause NoInput; says how a record is made.
Result<RunRecord> findRunRecord(
    const std::string &directory, const std::string &profile, const std::string &runId);

}
