// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What peers.py points every load generator at: prints the port and answers until stdin ends.
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
    while (std::getchar() != EOF) { }
}
