// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Integration with a demo: our own mock distributor in the same program instead of a real one.
#include "exampleoptions.h"
#include "mock/mockdistributor.h"
#include "run/logemitterpool.h"

#include <QCoreApplication>

#include <iostream>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    emitter::MockDistributorOptions options;
    options.port = 0; // any free one
    emitter::MockDistributor distributor(options);
    const auto port = distributor.start();
    if (!port) {
        std::cerr << toText(port.problem()) << '\n';
        return 1;
    }
    emitter::LogEmitterPool pool({.distributorUrl = "http://127.0.0.1:" + std::to_string(*port),
        .numEmitters = 10,
        .baseInterval = scaled(0.5),
        .intervalJitter = scaled(0.2)});
    if (const auto run = pool.runForDuration(scaled(60)); !run) {
        std::cerr << toText(run.problem()) << '\n';
        return 1;
    }
    std::cout << "Emitted " << pool.stats().totalEmitted << ", the distributor accepted "
              << distributor.counts().accepted << '\n';
}
