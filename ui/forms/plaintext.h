// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace emitter {

/// Text that came from a profile, fit for one line of a widget: control characters and those that
/// turn the reading direction become U+FFFD, and what is longer than `most` is cut with an
/// ellipsis. Widgets that read markup must be told that it is plain text.
QString plainText(const QString &text, qsizetype most = 200);
QString plainText(std::string_view text, qsizetype most = 200);

/// The same for a tooltip, which cannot be told: markup is escaped.
QString toolTipText(const QString &text);

/// A setting's label or help in the user's language; `context` is the row's own.
QString translated(const char *context, std::string_view text);

}
