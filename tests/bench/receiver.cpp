// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What peers.py points every load generator at: prints the port, then answers until stdin ends; for
// each line that comes there it prints how many requests it has read.
#include "mock/postreceiver.h"

#include <cstdio>

int main()
{
    const auto receiver = emitter::PostReceiver::create();
    if (!receiver) {
        std::fprintf(stderr, "%s\n", receiver.problem().text.c_str());
        return 1;
    }
    std::printf("%u\n", (*receiver)->port());
    std::fflush(stdout);
    for (int byte = std::getchar(); byte != EOF; byte = std::getchar()) {
        if (byte != '\n')
            continue;
        std::printf("%llu\n", static_cast<unsigned long long>((*receiver)->requests()));
        std::fflush(stdout);
    }
}
