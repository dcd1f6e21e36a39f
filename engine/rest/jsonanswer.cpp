// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rest/jsonanswer.h"

#include <new>

namespace emitter {

using nlohmann::json;

// The only place where the JSON library may throw.
std::optional<json> parsedJson(std::string_view text, std::size_t most)
{
    if (text.size() > most)
        return {};
    try {
        json document = json::parse(text, nullptr, false);
        if (!document.is_discarded())
            return document;
    } catch (const std::bad_alloc &) {
    }
    return {};
}

const json &member(const json &object, std::string_view name)
{
    static const json nothing;
    if (!object.is_object())
        return nothing;
    const auto found = object.find(std::string(name));
    return found == object.end() ? nothing : *found;
}

std::string textOf(const json &value)
{
    const auto *text = value.get_ptr<const json::string_t *>();
    return text ? *text : std::string();
}

std::optional<std::uint64_t> countOf(const json &value)
{
    if (!value.is_number_unsigned())
        return {};
    return value.get<std::uint64_t>();
}

}
