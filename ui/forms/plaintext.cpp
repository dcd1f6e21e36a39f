// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/plaintext.h"

#include "base/field.h"
#include "base/text.h"
#include "ui/numbers.h"

#include <QColor>
#include <QCoreApplication>
#include <QLabel>

#include <algorithm>
#include <cstddef>
#include <string>

namespace emitter {

QString toolTipText(const QString &text)
{
    return text.isEmpty() ? QString()
                          : QStringLiteral("<p>")
            + Numbers::safe(text.toStdString(), 500).toHtmlEscaped() + QStringLiteral("</p>");
}

void setTextColour(QLabel &label, const QColor &colour)
{
    const QString sheet = QStringLiteral("color: %1;").arg(colour.name());
    if (label.styleSheet() != sheet) // setting one is slow, and tells the label of a new palette
        label.setStyleSheet(sheet);
}

QString translated(const char *context, std::string_view text)
{
    const std::string source(text);
    const QString own = QCoreApplication::translate(context, source.c_str());
    // Rows of several sinks share some words, which have the profile's context.
    return own == QString::fromStdString(source)
        ? QCoreApplication::translate("profile", source.c_str())
        : own;
}

QString translatedChoice(const Field &field, const char *context, std::string_view choice)
{
    const auto words = split(field.choices, '|');
    const QStringList own = translated(context, field.choices).split(QLatin1Char('|'));
    const auto at = std::find(words.begin(), words.end(), choice) - words.begin();
    return at < static_cast<std::ptrdiff_t>(words.size())
            && own.size() == static_cast<qsizetype>(words.size())
        ? own[at]
        : Numbers::safe(choice, 60);
}

}
