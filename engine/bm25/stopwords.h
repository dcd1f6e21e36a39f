// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace emitter {

/// True for the English words that carry no meaning of their own: NLTK's classic list of 179, which
/// fastembed and Qdrant use, without the 26 that hold an apostrophe, since no word here has one.
/// `word` is in lower case.
bool isStopWord(std::string_view word);

}
