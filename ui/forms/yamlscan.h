// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringView>

namespace emitter {

/// A stretch of a line of YAML that has a colour of its own.
struct YamlSpan
{
    enum class Kind { Key, Comment, String, Number, Variable };

    qsizetype from = 0;
    qsizetype length = 0;
    Kind kind = Kind::Key;

    bool operator==(const YamlSpan &) const = default;
};

/// Finds out what is what in one line of YAML; for colours, so it says something of broken text,
/// too. Variables lie within other spans and come after them.
struct YamlLine
{
    QList<YamlSpan> spans;
    int state = 0; ///< what the next line begins in; never negative

    /// `state` is that of the line before; 0 or less at the text's start.
    static YamlLine scan(QStringView text, int state);
};

}
