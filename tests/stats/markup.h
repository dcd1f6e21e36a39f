// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace emitter::markup {

inline bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

inline std::size_t count(std::string_view text, std::string_view part)
{
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string_view::npos; ++at)
        ++found;
    return found;
}

/// Why `text` is not well formed; empty when it is. Knows elements, quoted attributes and the
/// entities that the reports write; `voids` are elements without an end, as HTML has them.
inline std::string flaw(std::string_view text, const std::vector<std::string_view> &voids = {})
{
    static constexpr std::array<std::string_view, 5> entities{
        "&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    std::vector<std::string_view> open;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        const std::string_view rest = text.substr(at);
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t')
            return "a control character";
        if (c == '&'
            && std::none_of(entities.begin(), entities.end(),
                [&](std::string_view entity) { return rest.starts_with(entity); }))
            return "a bare ampersand: " + std::string(rest.substr(0, 20));
        if (c != '<') {
            ++at;
            continue;
        }
        std::size_t end = 1; // of the tag, outside of quotes
        for (bool quoted = false; end < rest.size() && (quoted || rest[end] != '>'); ++end) {
            if (rest[end] == '"')
                quoted = !quoted;
            else if (rest[end] == '<')
                return "a < inside a tag: " + std::string(rest.substr(0, 40));
        }
        const std::string_view tag = rest.substr(1, end - 1);
        const std::string_view name = tag.substr(0, tag.find_first_of(" /\n", 1));
        at += end + 1;
        if (tag.starts_with('?') || tag.starts_with('!') || tag.ends_with('/'))
            continue;
        if (tag.starts_with('/')) {
            if (open.empty() || open.back() != tag.substr(1))
                return "</" + std::string(tag.substr(1)) + "> closes nothing";
            open.pop_back();
        } else if (std::find(voids.begin(), voids.end(), name) == voids.end()) {
            open.push_back(name);
        }
    }
    return open.empty() ? "" : "<" + std::string(open.back()) + "> is not closed";
}

}
