// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Use case 4: applications with different patterns, side by side.
#include "exampleoptions.h"
#include "run/logemitterpool.h"

#include <QCoreApplication>

#include <array>
#include <iostream>
#include <thread>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    using Pool = emitter::LogEmitterPool;
    std::array<Pool, 3> pools{
        Pool({.distributorUrl = distributorUrl(),
            .numEmitters = 10,
            .baseInterval = scaled(0.5),
            .intervalJitter = scaled(0.25),
            .emitterPrefix = "web-app"}),
        Pool({.distributorUrl = distributorUrl(),
            .numEmitters = 2,
            .baseInterval = scaled(5.0),
            .intervalJitter = scaled(0.5),
            .emitterPrefix = "batch-job"}),
        Pool({.distributorUrl = distributorUrl(),
            .numEmitters = 15,
            .baseInterval = scaled(0.3),
            .intervalJitter = scaled(0.15),
            .emitterPrefix = "api-server"}),
    };
    for (Pool &pool : pools) {
        if (const auto started = pool.start(); !started) {
            std::cerr << toText(started.problem()) << '\n';
            return 1;
        }
    }
    std::this_thread::sleep_for(scaled(30));
    for (Pool &pool : pools) {
        pool.stop();
        std::cout << pool.stats().emitters.front().name
                  << " and others: " << pool.stats().totalEmitted << '\n';
    }
}
