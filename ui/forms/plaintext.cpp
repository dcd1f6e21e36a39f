// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/plaintext.h"

#include <QCoreApplication>

namespace emitter {
namespace {

bool isUnfit(QChar c)
{
    const char16_t u = c.unicode();
    const bool turns = u == 0x061c || u == 0x200e || u == 0x200f || (u >= 0x202a && u <= 0x202e)
        || (u >= 0x2066 && u <= 0x2069);
    return turns || u < 0x20 || (u >= 0x7f && u < 0xa0) || u == 0x2028 || u == 0x2029;
}

}

QString plainText(const QString &text, qsizetype most)
{
    QString out = text.left(most);
    for (QChar &c : out) {
        if (isUnfit(c))
            c = QChar(0xfffd);
    }
    if (text.size() > most) {
        if (out.back().isHighSurrogate())
            out.chop(1);
        out += QChar(0x2026);
    }
    return out;
}

QString plainText(std::string_view text, qsizetype most)
{
    // Four bytes per character at most: the rest of a huge text is not even converted.
    const auto bytes = std::min(text.size(), static_cast<std::size_t>(most) * 4 + 4);
    return plainText(QString::fromUtf8(text.data(), static_cast<qsizetype>(bytes)), most);
}

QString toolTipText(const QString &text)
{
    return text.isEmpty()
        ? QString()
        : QStringLiteral("<p>") + plainText(text, 500).toHtmlEscaped() + QStringLiteral("</p>");
}

QString translated(const char *context, std::string_view text)
{
    return QCoreApplication::translate(context, std::string(text).c_str());
}

}
