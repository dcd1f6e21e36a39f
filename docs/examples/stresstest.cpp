// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Use case 2: more emitters step by step. One run with a shape does the same with less
// code: shape: {type: steps} in a profile.
#include "exampleoptions.h"
#include "run/logemitterpool.h"

#include <QCoreApplication>

#include <iostream>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    for (const unsigned emitters : {10u, 50u, 100u, 200u}) {
        emitter::LogEmitterPool pool({.distributorUrl = distributorUrl(),
            .numEmitters = emitters,
            .baseInterval = scaled(0.1),
            .intervalJitter = scaled(0.05)});
        if (const auto run = pool.runForDuration(scaled(10)); !run) {
            std::cerr << toText(run.problem()) << '\n';
            return 1;
        }
        std::cout << emitters << " emitters: " << pool.stats().totalEmitted << " logs\n";
    }
}
