// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "history/storedrun.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// The runs that were kept, in a directory. Every function reads the disk; one thread at a time.
class RunHistory
{
public:
    /// `$XDG_STATE_HOME/emitter/history`, else `~/.local/state/emitter/history`; empty without a
    /// home.
    static std::string defaultDirectory();
    explicit RunHistory(std::string directory)
        : m_directory(std::move(directory))
    {
    }
    const std::string &directory() const { return m_directory; }

    /// Newest first. A folder that cannot be read is left out and named in `problems`;
    /// so is the directory itself, unless there is none yet.
    std::vector<StoredRun> list(std::vector<Problem> *problems = nullptr) const;
    Result<StoredRunDetail> load(std::string_view id) const;
    /// The report with this suffix (html, json, csv, md, xml). Cause NoInput: the run has none.
    Result<std::string> report(std::string_view id, std::string_view suffix) const;
    Result<void> setNote(std::string_view id, std::string_view note) const;
    /// A run that goes on is not removed.
    Result<void> remove(std::string_view id) const;
    /// Removes the oldest beyond the newest `most`; those with a note and the run `spared` stay.
    /// Returns how many went.
    std::size_t prune(std::size_t most, std::string_view spared = {}) const;

private:
    std::string folderOf(std::string_view id) const;

    std::string m_directory;
};

}
