// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace emitter {

struct HttpAnswer
{
    int status = 200;
    std::string_view contentType = "text/plain; charset=utf-8";
    std::string body;
    /// The report styles itself inline and has no script.
    bool inlineStyle = false;
};

/// A refusal in words: the status's own.
HttpAnswer refusalAnswer(int status);

/// The bytes of the answer, with the headers that keep a page from doing or lending anything it
/// need not. Every answer ends its connection: nothing can be hidden in the next request of one.
std::string toBytes(const HttpAnswer &answer, bool headOnly);

}
