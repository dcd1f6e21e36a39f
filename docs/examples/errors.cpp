// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Error handling: a distributor that fails does not stop the emitters; the errors are counted.
#include "exampleoptions.h"
#include "run/logemitterpool.h"

#include <QCoreApplication>

#include <iostream>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    emitter::LogEmitterPool pool({.distributorUrl = distributorUrl(),
        .baseInterval = scaled(1.0),
        .intervalJitter = scaled(0.5)});
    if (const auto run = pool.runForDuration(scaled(30)); !run) {
        std::cerr << toText(run.problem()) << '\n';
        return 1;
    }
    for (const auto &emitter : pool.stats().emitters) {
        if (emitter.errors > 0)
            std::cout << emitter.name << " had " << emitter.errors << " errors\n";
    }
}
