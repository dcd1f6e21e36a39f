// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <string_view>

namespace emitter {

/// Numbers and foreign words as the window shows them: in the user's locale, short, and with no
/// rounding that turns a little into nothing or almost all into all. A number and its unit stay in
/// this order in a window that runs from right to left. Pure.
struct Numbers
{
    static QString count(std::uint64_t number); ///< `1,204`
    /// Entries per second in about four digits: `1,220`, `30.5`, `0.25`, `<0.01`. Without the unit.
    static QString rate(double perSecond);
    static QString perSecond(double rate); ///< `30.5 /s`
    static QString percent(std::optional<double> percent); ///< `99.9 %`, `<0.1 %`; absent: a dash
    static QString milliseconds(std::optional<double> value); ///< `0.41 ms`, `<0.01 ms`
    static QString bytes(std::uint64_t bytes); ///< `212 MiB`
    static QString spread(double value, double spread); ///< `12,300 ± 111`, whole numbers
    static QString clock(double seconds); ///< `00:03:12`
    static QString si(double value); ///< for axes: `800`, `1.2k`, `3M`
    static QString absent() { return QStringLiteral("–"); }
    /// Text from a profile or a server for one line of the window: valid, no control characters, no
    /// marks that turn the direction of what follows, at most `most` characters.
    static QString safe(std::string_view text, qsizetype most = 200);
};

}
