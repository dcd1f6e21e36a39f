// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "stats/summary.h"

#include <string>
#include <vector>

namespace emitter {

/// Report files of one run. Each is created empty before the run, so that a path that cannot be
/// written is found out then, and filled (through a temporary file beside it) after it.
class Reports
{
public:
    /// Fails with cause CannotCreate, naming the first file that cannot be written. "-" is stdout.
    static Result<Reports> create(const std::vector<std::string> &fileNames);
    /// Writes all of them; the problems of those that could not be. The first of these makes a run
    /// that ended well a failed one, which `summary` and the reports after it say.
    std::vector<Problem> write(Summary &summary) const;

private:
    std::vector<std::string> m_fileNames;
};

}
