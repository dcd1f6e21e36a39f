// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

class QColor;
class QLabel;

namespace emitter {

struct Field;

/// Foreign text for a tooltip, which takes whatever looks like markup for markup.
QString toolTipText(const QString &text);

/// The colour of a label's text, whatever style sheet is in force.
void setTextColour(QLabel &label, const QColor &colour);

/// A setting's label, help or unit in the user's language; `context` is the row's own.
QString translated(const char *context, std::string_view text);

/// One of the row's choices in the user's language; what is none of them stays as it is.
QString translatedChoice(const Field &field, const char *context, std::string_view choice);

}
