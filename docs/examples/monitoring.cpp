// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pattern 3: look at the numbers every ten seconds while it runs.
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
    for (int second = 0; second < 60; ++second) {
        std::this_thread::sleep_for(scaled(1));
        if (second % 10 == 0)
            std::cout << '[' << second << "s] Total: " << pool.stats().totalEmitted << '\n';
    }
    pool.stop();
}
