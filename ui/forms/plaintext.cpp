// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/plaintext.h"

#include "ui/numbers.h"

#include <QCoreApplication>

#include <string>

namespace emitter {
QString toolTipText(const QString &text)
{
    return text.isEmpty() ? QString()
                          : QStringLiteral("<p>")
            + Numbers::safe(text.toStdString(), 500).toHtmlEscaped() + QStringLiteral("</p>");
}

QString translated(const char *context, std::string_view text)
{
    return QCoreApplication::translate(context, std::string(text).c_str());
}

}
