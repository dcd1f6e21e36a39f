// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/openfiles.h"

#include <algorithm>
#include <string>
#include <sys/resource.h>

namespace emitter {
namespace {

constexpr std::size_t forTheProgram = 16;
constexpr std::size_t forASink = 8; // some connections, or a file, and what wakes its thread

}

std::optional<Problem> needOpenFiles(std::size_t sinks, std::size_t wished)
{
    const rlim_t needed = forTheProgram + forASink * sinks;
    rlimit limit{};
    const rlim_t best = std::max(needed, forTheProgram + wished);
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= best)
        return {};
    if (limit.rlim_max >= needed) {
        limit.rlim_cur = std::min(best, limit.rlim_max);
        if (setrlimit(RLIMIT_NOFILE, &limit) == 0)
            return {};
    }
    Problem problem;
    problem.text = "a run into " + std::to_string(sinks) + (sinks == 1 ? " sink" : " sinks")
        + " needs " + std::to_string(needed) + " open files, and the limit is "
        + std::to_string(limit.rlim_max);
    problem.remedy = "Raise it with: ulimit -n " + std::to_string(needed);
    problem.cause = Cause::Unreachable;
    return problem;
}

}
