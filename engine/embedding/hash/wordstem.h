// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// The lower-cased words of a text: runs of ASCII letters and digits and of bytes above 127.
std::vector<std::string> words(std::string_view text);

/// A lower-case word without its plural, -ing or -ed ending and without a final e, so that
/// `request` and `requests`, or `cache`, `cached` and `caching` meet. Light on purpose: nearness is
/// all it is for.
std::string wordStem(std::string_view word);

}
