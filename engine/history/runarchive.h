// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "base/result.h"
#include "history/storedrun.h"
#include "stats/summary.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// What is known of a run when it begins.
struct RunBeginning
{
    std::string id; ///< the run's, see base/runid.h
    std::string profile; ///< what the user named
    std::string profileText; ///< secrets as references only
    std::uint64_t seed = 0;
    std::int64_t startedUnixNanos = 0;
    std::vector<std::string> sinks; ///< their names, in the order of the samples
};

/// Writes one run into the history while it goes on: each sample and event is in its file when the
/// call returns, so a crash loses what came after the last sample. One thread.
///
/// A folder of its own, named by the id: about.json, profile.yaml, series.jsonl, events.jsonl,
/// note.txt, and at the end report.{json,html,csv,md,xml}. The lock on series.jsonl says that the
/// run goes on.
class RunArchive
{
public:
    /// Makes `directory` and the folder. Cause CannotCreate.
    static Result<std::unique_ptr<RunArchive>> create(
        const std::string &directory, const RunBeginning &beginning);
    ~RunArchive();
    RunArchive(const RunArchive &) = delete;
    RunArchive &operator=(const RunArchive &) = delete;

    const std::string &id() const { return m_id; }
    /// Ten times a second; writes a line each second of run time.
    void add(const Snapshot &snapshot);
    void add(const StoredEvent &event);
    /// Writes the reports. The series becomes the summary's history, which is complete.
    Result<void> finish(const Summary &summary);

    /// What could not be written, once; the run goes on without it.
    std::vector<Problem> takeProblems();

private:
    RunArchive(std::string id, std::string folder, int series, int events);
    void append(int file, std::string line);

    const std::string m_id;
    const std::string m_folder;
    int m_series;
    int m_events;
    Sampler m_sampler;
    bool m_failed = false;
    std::vector<Problem> m_problems;
};

}
