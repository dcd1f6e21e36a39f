// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Use case 1: about a hundred logs per second for a minute.
#include "exampleoptions.h"
#include "run/logemitterpool.h"

#include <QCoreApplication>

#include <iostream>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    emitter::LogEmitterPool pool({.distributorUrl = distributorUrl(),
        .numEmitters = 20,
        .baseInterval = scaled(0.2),
        .intervalJitter = scaled(0.05)});
    if (const auto run = pool.runForDuration(scaled(60)); !run) {
        std::cerr << toText(run.problem()) << '\n';
        return 1;
    }
    std::cout << "Total logs emitted: " << pool.stats().totalEmitted << '\n';
}
