// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reports.h"

#include "app/printing.h"
#include "profile/profilefile.h"
#include "run/exitcode.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace emitter {
namespace {

Problem cannotWrite(const std::string &fileName, const std::string &why)
{
    Problem problem;
    problem.text = "report " + fileName + " cannot be written: " + why;
    problem.remedy = "Name a file in a folder that exists and that you may write to.";
    problem.cause = Cause::CannotCreate;
    return problem;
}

}

Result<Reports> Reports::create(const std::vector<std::string> &fileNames)
{
    for (const std::string &fileName : fileNames) {
        if (fileName == "-")
            continue;
        if (auto replaceable = requireReplaceable(fileName); !replaceable)
            return replaceable.problem();
        const int file = open(fileName.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
        if (file < 0)
            return cannotWrite(fileName, std::strerror(errno));
        close(file);
    }
    Reports reports;
    reports.m_fileNames = fileNames;
    return reports;
}

std::vector<Problem> Reports::write(Summary &summary) const
{
    std::vector<Problem> problems;
    for (const std::string &fileName : m_fileNames) {
        const bool onStdout = fileName == "-";
        auto written = onStdout
            ? writeToStdout(toJson(summary) + '\n')
            : writeFileAtomically(fileName, reportWriter(fileName)(summary), FileMode::Kept);
        if (written)
            continue;
        problems.push_back(std::move(written.problem()));
        if (summary.exitCode == Success) {
            summary.exitCode = onStdout ? Lost : CannotCreate;
            summary.result = RunResult::Failed;
            summary.reason = "a report could not be written";
        }
    }
    return problems;
}

}
