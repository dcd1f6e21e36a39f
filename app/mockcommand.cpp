// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mockcommand.h"

#include "app/processevents.h"
#include "base/values.h"
#include "mock/mockdistributor.h"
#include "run/exitcode.h"

#include <csignal>
#include <cstdio>

namespace emitter {

MockDistributorOptions mockOptions(const CommandLine &line)
{
    MockDistributorOptions options;
    options.latency = line.latency;
    options.errorRate = line.errorRate;
    options.maxQueue = line.maxQueue;
    options.processPerSecond = line.maxQueue ? line.processRate : 0;
    return options;
}

int runMock(const CommandLine &line)
{
    MockDistributorOptions options = mockOptions(line);
    options.port = line.port;
    ProcessEvents events(false);
    MockDistributor mock(options);
    const auto port = mock.start();
    if (!port) {
        std::fprintf(stderr, "%s\n", toText(port.problem()).c_str());
        return exitCodeFor(port.problem().cause);
    }
    std::fprintf(stderr,
        "Mock distributor on http://127.0.0.1:%u - POST /submit, GET /health, GET /stats (Ctrl+C "
        "ends it)\n",
        *port);
    const auto say = [&] {
        const MockDistributor::Counts counts = mock.counts();
        std::fprintf(stderr, "%s requests, %s logs accepted, %s refused\n",
            formatCount(counts.requests).c_str(), formatCount(counts.accepted).c_str(),
            formatCount(counts.refused).c_str());
    };
    while (true) {
        const auto event = events.wait(60'000);
        if (event && event->signal == SIGUSR1)
            say();
        else if (event)
            break;
    }
    if (line.verbosity >= 0)
        say();
    return Success;
}

}
