// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/colours.h"

#include <QPalette>

#include <array>

namespace emitter {
namespace {

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

QColor mixed(const QColor &a, const QColor &b, float share)
{
    return QColor::fromRgbF(a.redF() * share + b.redF() * (1 - share),
        a.greenF() * share + b.greenF() * (1 - share), a.blueF() * share + b.blueF() * (1 - share));
}

}

QColor errorColour(const QPalette &palette)
{
    return isDark(palette) ? QColor(0xff, 0x8a, 0x6b) : QColor(0xb0, 0x22, 0x1b);
}

QColor warningColour(const QPalette &palette)
{
    return isDark(palette) ? QColor(0xf0, 0xb4, 0x3c) : QColor(0x8a, 0x5a, 0x00);
}

QColor mutedColour(const QPalette &palette)
{
    return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.68F);
}

QColor tintOf(const QColor &colour, const QPalette &palette)
{
    return mixed(colour, palette.color(QPalette::Base), 0.12F);
}

QColor accentColour(const QPalette &palette)
{
    return isDark(palette) ? QColor(0x56, 0xb4, 0xe9) : QColor(0x00, 0x72, 0xb2);
}

QColor levelColour(std::size_t level)
{
    static const std::array colours{QColor(0x7a, 0x86, 0x90), QColor(0x56, 0xb4, 0xe9),
        QColor(0xe6, 0x9f, 0x00), QColor(0xd5, 0x5e, 0x00), QColor(0xcc, 0x79, 0xa7)};
    return colours.at(level);
}

}
