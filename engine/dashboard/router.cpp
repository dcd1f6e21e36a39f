// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/router.h"

#include "dashboard/dashboardjson.h"
#include "dashboard/dashboardmodel.h"
#include "dashboard/metricstext.h"
#include "dashboard/pagefiles.h"

namespace emitter {
namespace {

HttpAnswer json(std::string text)
{
    return {.contentType = "application/json", .body = std::move(text)};
}

HttpAnswer summaryOf(const DashboardModel &model)
{
    const auto summary = model.view().summary;
    return summary ? json(toJson(*summary)) : refusalAnswer(404);
}

HttpAnswer metricsOf(const DashboardModel &model)
{
    return {
        .contentType = "text/plain; version=0.0.4; charset=utf-8", .body = toMetrics(model.view())};
}

HttpAnswer reportOf(const DashboardModel &model)
{
    return {.contentType = "text/html; charset=utf-8",
        .body = toHtml(model.summarySoFar()),
        .inlineStyle = true};
}

}

Route routeOf(std::string_view path)
{
    if (const PageFile *file = findPageFile(path))
        return {.open = true, .make = [file](const DashboardModel &) {
                    return HttpAnswer{
                        .contentType = file->contentType, .body = std::string(file->bytes)};
                }};
    if (path == "/ws")
        return {.stream = true, .make = {}};
    if (path == "/healthz")
        return {.open = true,
            .make = [](const DashboardModel &) { return HttpAnswer{.body = "ok\n"}; }};
    if (path == "/api/status")
        return {.make = [](const DashboardModel &model) { return json(statusJson(model.view())); }};
    if (path == "/api/history")
        return {
            .make = [](const DashboardModel &model) { return json(historyJson(model.history())); }};
    if (path == "/api/summary")
        return {.make = summaryOf};
    if (path == "/metrics")
        return {.make = metricsOf};
    if (path == "/report.html")
        return {.make = reportOf};
    return {.make = [](const DashboardModel &) { return refusalAnswer(404); }};
}

}
