// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/runphase.h"

#include <QColor>
#include <QPalette>

#include <array>

class QApplication;

namespace emitter {

/// The colours of one theme. Series colours are those of Okabe and Ito, which people with any
/// colour vision tell apart; https://jfly.uni-koeln.de/color/. Text has a contrast of 4.5:1 or
/// more.
struct Theme
{
    QColor window, sidebar, bar, card, border, text, muted, accent, accentSoft;
    QColor accentText; ///< the accent where it is text, also on accentSoft
    QColor good, goodSoft, warning, warningSoft, bad, badSoft;
    std::array<QColor, 7> series; ///< the accent first, the text's colour last
    bool isDark = false;

    static const Theme &light();
    static const Theme &dark();
    /// The theme that a palette belongs to: widgets ask with their own palette().
    static const Theme &of(const QPalette &palette);
    static const Theme &current(); ///< of the application

    QColor colour(RunPhase::Tone tone) const; ///< of text and icons
    QColor softColour(RunPhase::Tone tone) const; ///< behind them
    QPalette palette() const;
    QString styleSheet() const;
};

/// Gives a widget a style sheet of its own unless it has it already: setting one changes palettes,
/// so whoever colours anew at each QEvent::PaletteChange would otherwise never come to an end.
void setOwnSheet(QWidget &widget, const QString &sheet);

enum class ThemeChoice { System, Light, Dark };

/// Gives the whole program its style and colours; again when the choice changes. `System` follows
/// the palette that the desktop had set when the program began.
void applyTheme(QApplication &application, ThemeChoice choice);

}
