// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <cstddef>

class QPalette;

namespace emitter {

/// The few colours of meaning, for the light and the dark palette; never the only sign.
QColor errorColour(const QPalette &palette);
QColor warningColour(const QPalette &palette);
/// For help texts and units: readable, but second.
QColor mutedColour(const QPalette &palette);
/// The background of a notice in the colour of its meaning.
QColor tintOf(const QColor &colour, const QPalette &palette);
QColor accentColour(const QPalette &palette);
/// DEBUG ... CRITICAL, told apart by colour-blind people too.
QColor levelColour(std::size_t level);

}
