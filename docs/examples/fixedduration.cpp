// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pattern 1: run for a fixed time, then stop.
#include "exampleoptions.h"
#include "run/logemitterpool.h"

#include <QCoreApplication>

#include <iostream>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    emitter::LogEmitterPool pool({.distributorUrl = distributorUrl(),
        .numEmitters = 5,
        .baseInterval = scaled(1.0),
        .intervalJitter = scaled(0.5)});
    if (const auto run = pool.runForDuration(scaled(30)); !run) {
        std::cerr << toText(run.problem()) << '\n';
        return 1;
    }
    std::cout << toJson(pool.stats()) << '\n';
}
