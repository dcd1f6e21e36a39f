// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <string>
#include <string_view>

namespace emitter {

/// A profile's text as the lines of an editor, which knows no line ends.
QStringList linesOf(std::string_view text);

/// `text` with the lines of an editor: those at its start and its end that are the same keep every
/// byte, also their line ends and a byte order mark; the others get the line end of the text.
std::string withLines(const std::string &text, const QStringList &lines);

}
