// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/numbers.h"

#include "base/text.h"

#include <QGuiApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace emitter {
namespace {

QString fixed(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

/// Keeps `12 /s` from being shown as `s/ 12` between words that run from right to left.
QString inOrder(const QString &text)
{
    constexpr QChar isolate(0x2066);
    constexpr QChar endOfIsolate(0x2069);
    return QGuiApplication::isRightToLeft() ? isolate + text + endOfIsolate : text;
}

/// As many decimals as make about `digits` digits.
int decimalsFor(double value, int digits)
{
    const double size = std::max(std::abs(value), 0.01);
    return std::clamp(digits - 1 - static_cast<int>(std::floor(std::log10(size))), 0, 2);
}

}

QString Numbers::count(std::uint64_t number)
{
    return QLocale().toString(static_cast<qulonglong>(number));
}

QString Numbers::rate(double perSecond)
{
    if (perSecond > 0 && perSecond < 0.01)
        return QLatin1Char('<') + fixed(0.01, 2);
    const int decimals = perSecond >= 100 || perSecond == 0 ? 0 : perSecond >= 1 ? 1 : 2;
    return fixed(perSecond, decimals);
}

QString Numbers::perSecond(double rate)
{
    return inOrder(Numbers::rate(rate) + QStringLiteral(" /s"));
}

QString Numbers::percent(std::optional<double> percent)
{
    if (!percent)
        return absent();
    const QString unit = QStringLiteral(" %");
    if (*percent > 0 && *percent < 0.1)
        return inOrder(QLatin1Char('<') + fixed(0.1, 1) + unit);
    if (*percent < 100 && *percent > 99.9)
        return inOrder(QLatin1Char('>') + fixed(99.9, 1) + unit);
    return inOrder(fixed(*percent, *percent == 100 ? 0 : 1) + unit);
}

QString Numbers::milliseconds(std::optional<double> value)
{
    if (!value)
        return absent();
    const QString unit = QStringLiteral(" ms");
    if (*value > 0 && *value < 0.01)
        return inOrder(QLatin1Char('<') + fixed(0.01, 2) + unit);
    return inOrder(fixed(*value, decimalsFor(*value, 3)) + unit);
}

QString Numbers::bytes(std::uint64_t bytes)
{
    return inOrder(
        QLocale().formattedDataSize(static_cast<qint64>(bytes), bytes < 1'000'000'000 ? 0 : 1));
}

QString Numbers::spread(double value, double spread)
{
    const auto whole = [](double number) {
        return count(static_cast<std::uint64_t>(std::llround(std::min(number, 1e18))));
    };
    return spread < 0.5 ? whole(value)
                        : inOrder(whole(value) + QStringLiteral(" ± ") + whole(spread));
}

QString Numbers::clock(double seconds)
{
    const auto whole = static_cast<qlonglong>(std::max(0.0, seconds));
    const auto two = [](qlonglong n) {
        return QString::number(n).rightJustified(2, QLatin1Char('0'));
    };
    return two(whole / 3600) + QLatin1Char(':') + two(whole / 60 % 60) + QLatin1Char(':')
        + two(whole % 60);
}

QString Numbers::si(double value)
{
    static constexpr std::array<const char *, 5> prefixes{"", "k", "M", "G", "T"};
    std::size_t prefix = 0;
    while (std::abs(value) >= 1000 && prefix + 1 < prefixes.size()) {
        value /= 1000;
        ++prefix;
    }
    QString text = QLocale().toString(value, 'g', 3);
    return text + QLatin1StringView(prefixes[prefix]);
}

QString Numbers::safe(std::string_view text, qsizetype most)
{
    QString clean = QString::fromStdString(printable(text, static_cast<std::size_t>(most) * 4 + 8));
    for (QChar &c : clean) {
        const bool turns = (c >= QChar(0x202A) && c <= QChar(0x202E))
            || (c >= QChar(0x2066) && c <= QChar(0x2069)) || c == QChar(0x200E)
            || c == QChar(0x200F) || c == QChar(0x061C);
        if (turns)
            c = QChar::ReplacementCharacter;
        else if (c == QLatin1Char('\n') || c == QLatin1Char('\t'))
            c = QLatin1Char(' ');
    }
    return clean.size() > most ? clean.left(most - 1) + QChar(0x2026) : clean;
}

}
