// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Use case 3: a little traffic in the background until the program has done its work.
#include "exampleoptions.h"
#include "run/logemitterpool.h"

#include <QCoreApplication>

#include <iostream>
#include <thread>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    emitter::LogEmitterPool pool({.distributorUrl = distributorUrl(),
        .numEmitters = 3,
        .baseInterval = scaled(2.0),
        .intervalJitter = scaled(1.0)});
    if (const auto started = pool.start(); !started) {
        std::cerr << toText(started.problem()) << '\n';
        return 1;
    }
    std::this_thread::sleep_for(scaled(20)); // the program's own work
    std::cout << "In the background: " << pool.stats().totalEmitted << " logs\n";
} // the destructor stops the pool
