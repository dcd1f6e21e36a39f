// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/accesstoken.h"

#include "base/ensure.h"

#include <array>
#include <string>
#include <sys/random.h>

namespace emitter {

Secret drawAccessToken()
{
    std::array<unsigned char, 16> bytes{};
    const auto got = getrandom(bytes.data(), bytes.size(), 0);
    EMITTER_ENSURE(got == ssize_t{bytes.size()}, "the system gives 16 random bytes");
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return Secret(std::move(text));
}

bool isSameToken(const Secret &token, std::string_view offered)
{
    const std::string &right = token.reveal();
    if (offered.size() != right.size())
        return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < right.size(); ++i)
        difference |= static_cast<unsigned char>(right[i]) ^ static_cast<unsigned char>(offered[i]);
    return difference == 0;
}

}
