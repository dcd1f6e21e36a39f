// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/values.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

using namespace emitter;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

TEST_CASE("plain decimals are numbers, everything else is not")
{
    const struct
    {
        const char *text;
        std::optional<double> value;
    } rows[] = {{"30", 30}, {"-0.5", -0.5}, {"+2", 2}, {"0", 0}, {"0.25", 0.25}, {"10.0", 10},
        {"0777", {}}, {"1_000", {}}, {"0x10", {}}, {"1e3", {}}, {"nan", {}}, {"inf", {}},
        {".5", {}}, {"5.", {}}, {"", {}}, {"-", {}}, {"+-1", {}}, {" 1", {}}, {"1 ", {}},
        {"1,5", {}}, {"--1", {}}, {"1.2.3", {}}};
    for (const auto &row : rows) {
        CAPTURE(row.text);
        CHECK(parseNumber(row.text) == row.value);
    }
    CHECK_FALSE(parseNumber(std::string(400, '9'))); // infinite as a double
}

TEST_CASE("whole numbers, up to the borders of 64 bits")
{
    CHECK(parseInteger("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
    CHECK(parseInteger("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
    CHECK(parseInteger("+7") == 7);
    for (const char *text : {"9223372036854775808", "1.0", "", "0x1", "1e3", "007", "1 "}) {
        CAPTURE(text);
        CHECK_FALSE(parseInteger(text));
    }
}

TEST_CASE("only true and false are booleans")
{
    CHECK(parseBoolean("true") == true);
    CHECK(parseBoolean("false") == false);
    for (const char *text : {"True", "yes", "no", "1", "0", "on", "", "true "}) {
        CAPTURE(text);
        CHECK_FALSE(parseBoolean(text));
    }
}

TEST_CASE("durations")
{
    const struct
    {
        const char *text;
        std::optional<milliseconds> value;
    } rows[] = {{"90", 90s}, {"1.5", 1500ms}, {"90s", 90s}, {"5m", 5min}, {"5min", 5min},
        {"1h", 1h}, {"500ms", 500ms}, {"0", 0ms}, {"0.5 s", 500ms}, {"0.0004", 0ms}, {"-1", {}},
        {"-1s", {}}, {"1d", {}}, {"s", {}}, {"", {}}, {"1s2", {}}, {"1  s", {}}, {"1S", {}},
        {"1e3", {}}, {"1h30m", {}}, {"99999999999999999999", {}}, {"5 ", {}}, {"1..5s", {}}};
    for (const auto &row : rows) {
        CAPTURE(row.text);
        CHECK(parseDuration(row.text) == row.value);
    }
}

TEST_CASE("sizes are whole bytes")
{
    const struct
    {
        const char *text;
        std::optional<std::uint64_t> value;
    } rows[] = {{"100", 100}, {"64KiB", 65536}, {"8MiB", 8388608}, {"1GiB", 1073741824},
        {"5kB", 5000}, {"5MB", 5000000}, {"2 GB", 2000000000}, {"1.5KiB", 1536}, {"7B", 7},
        {"0", 0}, {"0.5", {}}, {"1.0001KiB", {}}, {"1kb", {}}, {"1KB", {}}, {"-1", {}}, {"KiB", {}},
        {"", {}}, {"99999999GiB", {}}};
    for (const auto &row : rows) {
        CAPTURE(row.text);
        CHECK(parseSize(row.text) == row.value);
    }
}

TEST_CASE("percentages")
{
    CHECK(parsePercent("95%") == 95.0);
    CHECK(parsePercent("0.5 %") == 0.5);
    CHECK(parsePercent("12") == 12.0);
    for (const char *text : {"%", " %", "", "5%%", "5  %", "% 5"}) {
        CAPTURE(text);
        CHECK_FALSE(parsePercent(text));
    }
}

TEST_CASE("numbers are written as short as they can be read back")
{
    CHECK(formatNumber(30) == "30");
    CHECK(formatNumber(0.1) == "0.1");
    CHECK(formatNumber(-2.5) == "-2.5");
    CHECK(formatNumber(1e21) == "1000000000000000000000");
    for (const double value : {1.0 / 3, 0.1 + 0.2, 1e-7, 123456.789}) {
        CAPTURE(value);
        CHECK(parseNumber(formatNumber(value)) == value);
    }
}

TEST_CASE("durations read back")
{
    CHECK(formatDuration(90s) == "90s");
    CHECK(formatDuration(1500ms) == "1.5s");
    CHECK(formatDuration(500ms) == "500ms");
    CHECK(formatDuration(0ms) == "0s");
    for (const std::int64_t value : {1, 999, 1000, 1001, 59'999, 3'600'000, 86'400'001}) {
        CAPTURE(value);
        CHECK(parseDuration(formatDuration(milliseconds(value))) == milliseconds(value));
    }
}

TEST_CASE("bytes and counts for people")
{
    CHECK(formatBytes(0) == "0 B");
    CHECK(formatBytes(1023) == "1023 B");
    CHECK(formatBytes(1536) == "1.5 KiB");
    CHECK(formatBytes(8u << 20) == "8.0 MiB");
    CHECK(formatBytes(100u << 20) == "100 MiB");
    CHECK(formatCount(0) == "0");
    CHECK(formatCount(999) == "999");
    CHECK(formatCount(1000) == "1,000");
    CHECK(formatCount(123456) == "123,456");
    CHECK(formatCount(18446744073709551615ULL) == "18,446,744,073,709,551,615");
}

TEST_CASE("times in UTC, also before 1970")
{
    CHECK(formatUtc(0) == "1970-01-01T00:00:00.000000Z");
    CHECK(formatUtc(1'767'225'600'123'456'789) == "2026-01-01T00:00:00.123456Z");
    CHECK(formatUtc(-1) == "1969-12-31T23:59:59.999999Z");
    CHECK(formatUtc(951'782'400'000'000'000) == "2000-02-29T00:00:00.000000Z");
}

TEST_CASE("a time in UTC reads back, and nothing else is one")
{
    CHECK(parseUtc("1970-01-01T00:00:00Z") == 0);
    CHECK(parseUtc("1970-01-02T01:02:03.5Z") == 90'123'500'000);
    CHECK(parseUtc("1970-01-01T00:00:00.123456789Z") == 123'456);
    CHECK(parseUtc("1969-12-31T23:59:59.999999Z") == -1);
    CHECK(parseUtc(formatUtc(1'700'000'000'123'456'000)) == 1'700'000'000'123'456);
    for (const char *wrong :
        {"", "1970-01-01", "1970-01-01T00:00:00", "1970-01-01T00:00:00.Z", "1970-02-30T00:00:00Z",
            "1970-13-01T00:00:00Z", "1970-01-01T00:00:0xZ", "1970-01-01T24:00:00Z",
            "1970-01-01T00:60:00Z", "1970-01-01 00:00:00Z", "1970-01-01T00:00:00.1234567890Z",
            "x970-01-01T00:00:00Z", "1970-01-01T00:00:00.1x2Z"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parseUtc(wrong));
    }
}
