// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Basic usage: five emitters for thirty seconds.
#include "exampleoptions.h"
#include "run/logemitterpool.h"

#include <QCoreApplication>

#include <iostream>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    emitter::LogEmitterPool pool({
        .distributorUrl = distributorUrl(),
        .numEmitters = 5, // five independent streams
        .baseInterval = scaled(1.0), // x
        .intervalJitter = scaled(0.5), // y
    });
    if (const auto run = pool.runForDuration(scaled(30)); !run) {
        std::cerr << toText(run.problem()) << '\n';
        return 1;
    }
    std::cout << "Total logs emitted: " << pool.stats().totalEmitted << '\n';
}
