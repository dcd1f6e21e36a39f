// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/yamlcolours.h"

#include "ui/forms/yamlscan.h"
#include "ui/style.h"

#include <QTextDocument>

namespace emitter {
namespace {

QTextCharFormat formatOf(YamlSpan::Kind kind, const Theme &theme)
{
    QTextCharFormat format;
    switch (kind) {
    case YamlSpan::Kind::Key:
        format.setForeground(theme.accentText);
        break;
    case YamlSpan::Kind::Comment:
        format.setForeground(theme.muted);
        format.setFontItalic(true);
        break;
    case YamlSpan::Kind::String:
        format.setForeground(theme.good);
        break;
    case YamlSpan::Kind::Number:
        format.setForeground(theme.warning);
        break;
    case YamlSpan::Kind::Variable:
        format.setForeground(theme.text);
        format.setFontWeight(QFont::Bold);
        break;
    }
    return format;
}

}

YamlColours::YamlColours(QTextDocument *document, const Theme &theme)
    : QSyntaxHighlighter(document)
    , m_theme(&theme)
{
}

void YamlColours::setTheme(const Theme &theme)
{
    if (m_theme == &theme)
        return;
    m_theme = &theme;
    rehighlight();
}

void YamlColours::highlightBlock(const QString &text)
{
    if (document()->characterCount() > most)
        return;
    const YamlLine line = YamlLine::scan(text, previousBlockState());
    setCurrentBlockState(line.state);
    for (const YamlSpan &span : line.spans) {
        setFormat(static_cast<int>(span.from), static_cast<int>(span.length),
            formatOf(span.kind, *m_theme));
    }
}

}
