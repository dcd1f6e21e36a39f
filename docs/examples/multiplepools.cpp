// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pattern 4: pools of different rates, at the same time.
#include "exampleoptions.h"
#include "run/logemitterpool.h"

#include <QCoreApplication>

#include <iostream>
#include <thread>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    emitter::LogEmitterPool slow({.distributorUrl = distributorUrl(),
        .numEmitters = 2,
        .baseInterval = scaled(5.0),
        .intervalJitter = scaled(1.0),
        .emitterPrefix = "slow"});
    emitter::LogEmitterPool fast({.distributorUrl = distributorUrl(),
        .numEmitters = 10,
        .baseInterval = scaled(0.2),
        .intervalJitter = scaled(0.1),
        .emitterPrefix = "fast"});
    for (emitter::LogEmitterPool *pool : {&slow, &fast}) {
        if (const auto started = pool->start(); !started) {
            std::cerr << toText(started.problem()) << '\n';
            return 1;
        }
    }
    std::this_thread::sleep_for(scaled(30));
    slow.stop();
    fast.stop();
    std::cout << "slow: " << slow.stats().totalEmitted << ", fast: " << fast.stats().totalEmitted
              << '\n';
}
