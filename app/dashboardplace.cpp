// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dashboard.h"

namespace emitter {

Result<std::optional<DashboardPlace>> dashboardPlace(
    const CommandLine &line, const Profile &profile)
{
    if (line.noDashboard)
        return std::optional<DashboardPlace>();
    std::optional<DashboardPlace> place;
    for (const SinkSpec &sink : profile.sinks) {
        if (!sink.enabled || sink.type != "dashboard")
            continue;
        if (place && !line.dashboard) {
            Problem problem;
            problem.text = "a run has one dashboard; the profile has two";
            problem.remedy = "Leave one out with enabled: false.";
            problem.file = profile.file;
            problem.line = sink.place.line;
            problem.column = sink.place.column;
            return problem;
        }
        place = DashboardPlace{sink.values.text("host"),
            static_cast<std::uint16_t>(sink.values.integer("port")), sink.values.secret("token"),
            !profile.file.empty()};
    }
    if (line.dashboard) {
        place = DashboardPlace{
            line.dashboard->host, line.dashboard->port, place ? place->token : Secret(), true};
    }
    return place;
}

}
