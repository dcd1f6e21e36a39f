// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSyntaxHighlighter>

namespace emitter {

struct Theme;

/// Colours the YAML of a document: keys, comments, texts, numbers and `${VARIABLES}`. Owned by the
/// document. A text longer than `most` has none: they would take longer than the text itself.
class YamlColours : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    static constexpr int most = 500'000; ///< characters; far more than a profile needs

    YamlColours(QTextDocument *document, const Theme &theme);

    /// Colours everything anew unless it has this theme.
    void setTheme(const Theme &theme);

protected:
    void highlightBlock(const QString &text) override;

private:
    const Theme *m_theme;
};

}
