// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/distributorsink.h"

#include <utility>

namespace emitter {
Result<SinkSpec> distributorSink(const SinkRegistry &sinks, const std::string &url)
{
    const SinkDescriptor *http = sinks.find("http");
    if (!http)
        return Problem{.text = "this build has no http sink",
            .remedy = "Build with -DEMITTER_SINK_HTTP=ON.",
            .cause = Cause::Usage};
    const auto parsed = parseField(*findField(http->rows, "url"), url);
    if (const auto *wrong = std::get_if<std::string>(&parsed))
        return Problem{.text = "the distributor's URL " + *wrong,
            .remedy = "It looks like http://localhost:8000.",
            .cause = Cause::Usage};
    SinkSpec sink;
    sink.type = "http";
    sink.name = "distributor";
    sink.values = fallbacks(http->rows);
    sink.values.set("url", url);
    return sink;
}

}
