// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/distributorsink.h"

#include <utility>

namespace emitter {
namespace {

Problem usage(std::string text, std::string remedy)
{
    Problem problem;
    problem.text = std::move(text);
    problem.remedy = std::move(remedy);
    problem.cause = Cause::Usage;
    return problem;
}

}

Result<SinkSpec> distributorSink(const SinkRegistry &sinks, const std::string &url)
{
    const SinkDescriptor *http = sinks.find("http");
    if (!http)
        return usage("this build has no http sink", "Build with -DEMITTER_SINK_HTTP=ON.");
    const auto parsed = parseField(*findField(http->rows, "url"), url);
    if (const auto *wrong = std::get_if<std::string>(&parsed))
        return usage("the distributor's URL " + *wrong, "It looks like http://localhost:8000.");
    SinkSpec sink;
    sink.type = "http";
    sink.name = "distributor";
    sink.values = fallbacks(http->rows);
    sink.values.set("url", url);
    return sink;
}

}
