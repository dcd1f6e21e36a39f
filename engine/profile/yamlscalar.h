// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace emitter {

enum class YamlStyle {
    Block, ///< on a line of its own
    Flow, ///< inside [..] or {..}
};

/// `text` as one YAML scalar on one line: plain where that reads back as the same text, otherwise
/// in double quotes. Dollar signs are left alone; see escapeDollars().
std::string yamlScalar(std::string_view text, YamlStyle style = YamlStyle::Block);

/// The same in a given pair of quotes. Single quotes become double ones where the text needs
/// escapes.
std::string quotedScalar(std::string_view text, char quote);

}
