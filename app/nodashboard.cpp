// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dashboard.h"

namespace emitter {

struct Dashboard::Impl
{
};

Dashboard::Dashboard() = default;
Dashboard::~Dashboard() = default;

EngineObserver *Dashboard::listener()
{
    return nullptr;
}

std::function<void(const FlushReport &)> Dashboard::flushed()
{
    return {};
}

void Dashboard::amend(const Summary &)
{
}

Result<void> Dashboard::serve(DashboardPlace)
{
    Problem problem;
    problem.text = "this build has no dashboard";
    problem.remedy = "Build it with -DEMITTER_DASHBOARD=ON, or run with --no-dashboard.";
    problem.cause = Cause::Usage;
    return problem;
}

void Dashboard::stop()
{
}

bool Dashboard::isServing() const
{
    return false;
}

std::string Dashboard::link() const
{
    return {};
}

Secret Dashboard::secretLink() const
{
    return {};
}

}
