// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/timestamp.h"

#include <charconv>
#include <chrono>

namespace emitter {
namespace {

using Timestamp = EntryFormat::Timestamp;

std::size_t fractionBytes(Timestamp format)
{
    switch (format) {
    case Timestamp::Rfc3339:
        return 7;
    case Timestamp::Rfc3339NoZone:
    case Timestamp::UnixSeconds:
        return 6;
    case Timestamp::UnixMillis:
        return 3;
    case Timestamp::UnixNanos:
        return 9;
    }
    return 0;
}

char *writePadded(char *to, unsigned value, int digits)
{
    for (int i = digits; i-- > 0; value /= 10)
        to[i] = static_cast<char>('0' + value % 10);
    return to + digits;
}

}

TimestampWriter::TimestampWriter(Timestamp format)
    : m_format(format)
    , m_fractionBytes(fractionBytes(format))
{
}

void TimestampWriter::startSecond(std::int64_t second)
{
    m_secondNanos = static_cast<std::uint64_t>(second) * nanosPerSecond;
    char *to = m_seconds.data();
    if (isText()) {
        const std::chrono::sys_seconds time{std::chrono::seconds(second)};
        const auto day = std::chrono::floor<std::chrono::days>(time);
        const std::chrono::year_month_day date(day);
        const std::chrono::hh_mm_ss clock(time - day);
        to = writePadded(to, static_cast<unsigned>(static_cast<int>(date.year())), 4);
        *to++ = '-';
        to = writePadded(to, static_cast<unsigned>(date.month()), 2);
        *to++ = '-';
        to = writePadded(to, static_cast<unsigned>(date.day()), 2);
        *to++ = 'T';
        to = writePadded(to, static_cast<unsigned>(clock.hours().count()), 2);
        *to++ = ':';
        to = writePadded(to, static_cast<unsigned>(clock.minutes().count()), 2);
        *to++ = ':';
        to = writePadded(to, static_cast<unsigned>(clock.seconds().count()), 2);
        *to++ = '.';
    } else {
        to = std::to_chars(to, to + maxBytes, second).ptr;
        if (m_format == Timestamp::UnixSeconds)
            *to++ = '.';
    }
    m_secondsSize = static_cast<std::size_t>(to - m_seconds.data());
}

char *TimestampWriter::writeNewSecond(char *to, std::int64_t unixNanos)
{
    constexpr auto second = static_cast<std::int64_t>(nanosPerSecond);
    if (!isText() && unixNanos < second)
        return writeEarly(to, m_format, unixNanos);
    startSecond((unixNanos >= 0 ? unixNanos : unixNanos - (second - 1)) / second);
    return writeFraction(
        to, static_cast<std::uint32_t>(static_cast<std::uint64_t>(unixNanos) - m_secondNanos));
}

// Numbers of the first second and before: no leading zeros, and a sign.
char *TimestampWriter::writeEarly(char *to, Timestamp format, std::int64_t unixNanos)
{
    if (format == Timestamp::UnixNanos)
        return std::to_chars(to, to + maxBytes, unixNanos).ptr;
    if (format == Timestamp::UnixMillis)
        return std::to_chars(to, to + maxBytes, unixNanos / 1'000'000).ptr;
    if (unixNanos < 0)
        *to++ = '-';
    const std::int64_t micros = (unixNanos < 0 ? -(unixNanos / 1000) : unixNanos / 1000);
    to = std::to_chars(to, to + maxBytes, micros / 1'000'000).ptr;
    *to++ = '.';
    return writePadded(to, static_cast<unsigned>(micros % 1'000'000), 6);
}

void TimestampWriter::append(std::string &out, std::int64_t unixNanos)
{
    char text[2 * maxBytes];
    out.append(text, static_cast<std::size_t>(write(text, unixNanos) - text));
}

}
