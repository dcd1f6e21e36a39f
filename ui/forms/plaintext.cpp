// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/plaintext.h"

#include "ui/numbers.h"

#include <QColor>
#include <QCoreApplication>
#include <QLabel>

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
    return QCoreApplication::translate(context, std::string(text).c_str());
}

}
