// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reports.h"

#include "profile/profilefile.h"

#include <cerrno>
#include <cstdio>
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
        const int file = open(fileName.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
        if (file < 0)
            return cannotWrite(fileName, std::strerror(errno));
        close(file);
    }
    Reports reports;
    reports.m_fileNames = fileNames;
    return reports;
}

std::vector<Problem> Reports::write(const Summary &summary) const
{
    std::vector<Problem> problems;
    for (const std::string &fileName : m_fileNames) {
        if (fileName == "-") {
            const std::string json = toJson(summary) + '\n';
            if (std::fwrite(json.data(), 1, json.size(), stdout) != json.size()
                || std::fflush(stdout) != 0)
                problems.push_back(cannotWrite("on stdout", std::strerror(errno)));
            continue;
        }
        if (auto written =
                writeFileAtomically(fileName, reportWriter(fileName)(summary), FileMode::Kept);
            !written)
            problems.push_back(cannotWrite(fileName, written.problem().text));
    }
    return problems;
}

}
