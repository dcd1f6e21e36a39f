// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/machineuse.h"

#include <doctest/doctest.h>

#include <string>

using namespace emitter;

TEST_CASE("the first line of /proc/stat is the sum of all CPUs")
{
    const auto ticks = MachineMeter::parse("cpu  10 1 5 100 7 0 2 9 3 0\n"
                                           "cpu0 5 1 2 50 3 0 1 4 2 0\n"
                                           "cpu1 5 0 3 50 4 0 1 5 1 0\n"
                                           "intr 1234 5\nctxt 99\n");
    REQUIRE(ticks);
    CHECK(ticks->total == 134); // guests are part of user
    CHECK(ticks->idle == 107);
    CHECK(ticks->steal == 9);
    CHECK(ticks->cpus == 2);
}

TEST_CASE("another text is no answer")
{
    for (const std::string text : {"", "cpu", "cpu  1 2 3", "cpu  1 2 x 4 5 6 7 8\n", "intr 5\n"}) {
        CAPTURE(text);
        CHECK_FALSE(MachineMeter::parse(text));
    }
}

TEST_CASE("a machine that worked says how much")
{
    const MachineMeter meter;
    std::optional<MachineUse> use;
    // Until the kernel has counted a tick of work: an idle CPU's ticks may come first.
    while (!use || use->processCpus == 0 || use->busyPercent == 0)
        use = meter.use();
    CHECK(use->cpus >= 1);
    CHECK(use->busyPercent <= 100);
    CHECK(use->stealPercent <= use->busyPercent);
}
