// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pattern 2: start and stop by hand.
#include "exampleoptions.h"
#include "run/logemitterpool.h"

#include <QCoreApplication>

#include <iostream>
#include <thread>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    emitter::LogEmitterPool pool({.distributorUrl = distributorUrl(),
        .baseInterval = scaled(1.0),
        .intervalJitter = scaled(0.5)});
    if (const auto started = pool.start(); !started) {
        std::cerr << toText(started.problem()) << '\n';
        return 1;
    }
    std::this_thread::sleep_for(scaled(10)); // do something else while it runs
    std::cout << "Emitted so far: " << pool.stats().totalEmitted << '\n';
    std::this_thread::sleep_for(scaled(20));
    pool.stop();
    std::cout << "In the end: " << pool.stats().totalEmitted << '\n';
}
