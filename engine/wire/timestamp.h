// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/entryformat.h"
#include "wire/numbers.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

namespace emitter {

/// Writes points in time. The part down to the seconds is made once per second, because entries
/// come in the order of their due times. Not thread-safe; one per thread.
class TimestampWriter
{
public:
    explicit TimestampWriter(EntryFormat::Timestamp format);

    /// Bytes of a timestamp at most.
    static constexpr std::size_t maxBytes = 32;

    /// Writes `unixNanos` and returns the end. REQUIRES: 64 writable bytes at `to`.
    char *write(char *to, std::int64_t unixNanos)
    {
        // Unsigned, so that one comparison covers both ends of the second.
        const auto nanos = static_cast<std::uint64_t>(unixNanos) - m_secondNanos;
        return nanos < nanosPerSecond ? writeFraction(to, static_cast<std::uint32_t>(nanos))
                                      : writeNewSecond(to, unixNanos);
    }
    void append(std::string &out, std::int64_t unixNanos);
    /// False for the formats that are JSON numbers.
    bool isText() const
    {
        return m_format == EntryFormat::Timestamp::Rfc3339
            || m_format == EntryFormat::Timestamp::Rfc3339NoZone;
    }

private:
    static constexpr std::uint64_t nanosPerSecond = 1'000'000'000;

    char *writeFraction(char *to, std::uint32_t nanos) const
    {
        std::memcpy(to, m_seconds.data(), maxBytes);
        char *fraction = to + m_secondsSize;
        writeSixDigits(fraction, nanos / 1000);
        if (m_format == EntryFormat::Timestamp::UnixNanos)
            writeThreeDigits(fraction + 6, nanos % 1000);
        else
            fraction[6] = 'Z';
        return fraction + m_fractionBytes;
    }
    char *writeNewSecond(char *to, std::int64_t unixNanos);
    void startSecond(std::int64_t second);
    static char *writeEarly(char *to, EntryFormat::Timestamp format, std::int64_t unixNanos);

    EntryFormat::Timestamp m_format;
    std::size_t m_fractionBytes; ///< what follows the seconds
    std::uint64_t m_secondNanos = 1ULL << 63; ///< start of the second in m_seconds; at first none
    std::array<char, maxBytes> m_seconds{};
    std::size_t m_secondsSize = 0;
};

}
