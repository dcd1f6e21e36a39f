// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "base/values.h"
#include "wire/timestamp.h"

#include <doctest/doctest.h>
#include <string>

using namespace emitter;
using Timestamp = EntryFormat::Timestamp;

namespace {

constexpr std::int64_t newYear = 1'767'225'600'000'000'000;

std::string written(Timestamp format, std::int64_t unixNanos)
{
    std::string out;
    TimestampWriter(format).append(out, unixNanos);
    return out;
}

}

TEST_CASE("writes each format")
{
    const std::int64_t time = newYear + 123'456'789;
    CHECK(written(Timestamp::Rfc3339, time) == "2026-01-01T00:00:00.123456Z");
    CHECK(written(Timestamp::Rfc3339NoZone, time) == "2026-01-01T00:00:00.123456");
    CHECK(written(Timestamp::UnixSeconds, time) == "1767225600.123456");
    CHECK(written(Timestamp::UnixMillis, time) == "1767225600123");
    CHECK(written(Timestamp::UnixNanos, time) == "1767225600123456789");
}

TEST_CASE("keeps up when the second changes, forwards and backwards")
{
    TimestampWriter writer(Timestamp::Rfc3339);
    for (const std::int64_t offset : {std::int64_t{0}, std::int64_t{999'999'999},
             std::int64_t{1'000'000'000}, std::int64_t{500'000'000}, std::int64_t{-1},
             std::int64_t{86'400'000'000'000}, std::int64_t{3'600'000'000'001}}) {
        std::string out;
        writer.append(out, newYear + offset);
        CHECK(out == formatUtc(newYear + offset));
    }
}

TEST_CASE("agrees with the C library's calendar from 1970 to 2262 and before")
{
    TimestampWriter writer(Timestamp::Rfc3339);
    std::uint32_t wrong = 0;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        const auto time =
            static_cast<std::int64_t>(randomBits(1, 2, i) >> 1) - (std::int64_t{1} << 60);
        std::string out;
        writer.append(out, time);
        wrong += out != formatUtc(time);
    }
    CHECK(wrong == 0);
}

TEST_CASE("numbers of the first second and before have no leading zeros")
{
    CHECK(written(Timestamp::UnixMillis, 0) == "0");
    CHECK(written(Timestamp::UnixMillis, 12'000'000) == "12");
    CHECK(written(Timestamp::UnixNanos, 7) == "7");
    CHECK(written(Timestamp::UnixNanos, -7) == "-7");
    CHECK(written(Timestamp::UnixSeconds, 0) == "0.000000");
    CHECK(written(Timestamp::UnixSeconds, -1'500'000'000) == "-1.500000");
    CHECK(written(Timestamp::UnixSeconds, 1'000'000'000) == "1.000000");
}
