// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QTranslator>

namespace emitter {

/// A language that nobody speaks: `Rate` is `[Rate~~]`, 40 % longer. Only what has a German text
/// has one of these, so that a text without brackets is one that is not translated, or is sought in
/// a context that does not have it.
class PseudoTranslator : public QTranslator
{
    Q_OBJECT
public:
    QString translate(
        const char *context, const char *source, const char *comment, int n) const override
    {
        if (QTranslator::translate(context, source, comment, n).isEmpty())
            return {};
        static const QRegularExpression choices(QStringLiteral("^[\\w-]+(\\|[\\w-]+)+$"));
        const QString text = QString::fromUtf8(source);
        if (!choices.match(text).hasMatch())
            return pseudo(text);
        QStringList each = text.split(QLatin1Char('|'));
        for (QString &choice : each)
            choice = pseudo(choice);
        return each.join(QLatin1Char('|'));
    }

private:
    static QString pseudo(const QString &text)
    {
        constexpr qsizetype wordLength = 8;
        const qsizetype more = (text.size() * 2 + 4) / 5;
        QString padding;
        for (qsizetype i = 0; i < more;
             ++i) // texts of several words may be broken in the padding, too
            padding += text.contains(QLatin1Char(' ')) && i % wordLength == 0 ? QLatin1Char(' ')
                                                                              : QLatin1Char('~');
        return QLatin1Char('[') + text + padding + QLatin1Char(']');
    }
};

}
