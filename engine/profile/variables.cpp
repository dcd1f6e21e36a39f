// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/variables.h"

#include "base/text.h"

#include <algorithm>

namespace emitter {
namespace {

bool isVariableName(std::string_view name)
{
    const auto isLetter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    return !name.empty() && isLetter(name[0]) && std::all_of(name.begin(), name.end(), [&](char c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    });
}

/// One reference, the text between `${` and `}`.
void expandOne(std::string_view inside, const VariableLookup &lookup, Expansion &out)
{
    const std::size_t mark = inside.find(":-");
    const std::string name(inside.substr(0, mark));
    if (!isVariableName(name)) {
        out.error = "has a variable with an odd name, ${" + printable(inside, 60)
            + "}; write ${NAME} or ${NAME:-default}, and $$ for a dollar sign";
        return;
    }
    if (std::find(out.names.begin(), out.names.end(), name) == out.names.end())
        out.names.push_back(name);
    const bool hasDefault = mark != std::string_view::npos;
    out.hasDefault = out.hasDefault || (hasDefault && mark + 2 < inside.size());
    const auto value = lookup ? lookup(name) : std::nullopt;
    if (value && !(value->empty() && hasDefault)) {
        if (!isCleanUtf8(*value))
            out.error = "uses ${" + name + "}, whose value is not UTF-8 text";
        else
            out.text += *value;
    } else if (hasDefault) {
        out.text += inside.substr(mark + 2);
    } else if (std::find(out.missing.begin(), out.missing.end(), name) == out.missing.end()) {
        out.missing.push_back(name);
    }
}

}

Expansion expandVariables(std::string_view text, const VariableLookup &lookup)
{
    constexpr std::size_t longest = 65536;
    Expansion out;
    while (!text.empty() && out.error.empty()) {
        const std::size_t dollar = text.find('$');
        out.text += text.substr(0, dollar);
        if (dollar == std::string_view::npos)
            break;
        text.remove_prefix(dollar);
        if (text.starts_with("$$") || !text.starts_with("${")) {
            out.text += '$';
            text.remove_prefix(text.starts_with("$$") ? 2 : 1);
            continue;
        }
        const std::size_t end = text.find('}');
        if (end == std::string_view::npos)
            out.error = "has a ${ without }; write ${NAME}, or $$ for a dollar sign";
        else if (text.substr(2, end - 2).find("${") != std::string_view::npos)
            out.error = "has a variable inside a variable; only ${NAME} and ${NAME:-default} work";
        else
            expandOne(text.substr(2, end - 2), lookup, out);
        if (out.text.size() > longest && !out.names.empty())
            out.error = "is longer than 64 KiB once its variables are put in";
        if (end != std::string_view::npos)
            text.remove_prefix(end + 1);
    }
    return out;
}

bool isPlainReference(std::string_view text)
{
    return text.size() > 3 && text.starts_with("${") && text.back() == '}'
        && isVariableName(text.substr(2, text.size() - 3));
}

bool isLiteralSecret(std::string_view text)
{
    const Expansion expansion = expandVariables(text, {});
    return !text.empty() && (expansion.names.empty() || expansion.hasDefault);
}

std::string escapeDollars(std::string_view text)
{
    std::string out;
    for (const char c : text)
        out.append(c == '$' ? 2 : 1, c);
    return out;
}

}
