// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/field.h"

#include "base/ensure.h"
#include "base/text.h"
#include "base/values.h"

#include <algorithm>
#include <cmath>

namespace emitter {
namespace {

using Parsed = std::variant<FieldValues::Value, std::string>;

std::string rangeText(const Field &field)
{
    const bool low = field.min != std::numeric_limits<double>::lowest();
    const bool high = field.max != std::numeric_limits<double>::max();
    if (low && high)
        return "must be between " + formatNumber(field.min) + " and " + formatNumber(field.max);
    return low ? "must be " + formatNumber(field.min) + " or more"
               : "must be " + formatNumber(field.max) + " or less";
}

std::string wrote(std::string_view text)
{
    return "; you wrote " + (text.empty() ? std::string("nothing") : printable(text, 200));
}

template <typename T> Parsed inRange(const Field &field, std::string_view text, T value)
{
    double amount = 0;
    if constexpr (std::is_same_v<T, std::chrono::milliseconds>)
        amount = static_cast<double>(value.count()) / 1000;
    else
        amount = static_cast<double>(value);
    if (amount < field.min || amount > field.max)
        return rangeText(field) + wrote(text);
    return FieldValues::Value(value);
}

template <typename T>
Parsed checked(const Field &field, std::string_view text, const std::optional<T> &value,
    std::string_view wanted)
{
    if (!value)
        return "must be " + std::string(wanted) + wrote(text);
    return inRange(field, text, *value);
}

Parsed parseChoice(const Field &field, std::string_view text)
{
    const auto choices = split(field.choices, '|');
    if (std::find(choices.begin(), choices.end(), text) != choices.end())
        return FieldValues::Value(std::string(text));
    std::string message = "must be one of";
    for (const std::string_view choice : choices)
        message += (choice == choices.front() ? " " : ", ") + std::string(choice);
    message += wrote(text);
    if (const auto near = nearest(text, choices); !near.empty())
        message += "; did you mean " + std::string(near) + "?";
    return message;
}

Parsed parseUrl(std::string_view text)
{
    const bool http = text.starts_with("http://");
    if (!http && !text.starts_with("https://"))
        return "must start with http:// or https://" + wrote(text);
    if (hasControlCharacters(text) || text.find(' ') != std::string_view::npos)
        return std::string("must not contain blanks or control characters");
    const std::string_view rest = text.substr(http ? 7 : 8);
    const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
    if (host.find('@') != std::string_view::npos)
        return std::string("must not carry a user or password; use the keys made for them");
    if (host.empty() || host[0] == ':')
        return "must name a host" + wrote(text);
    return FieldValues::Value(std::string(text));
}

}

void FieldValues::wrongKey(std::string_view key)
{
    promiseBroken(
        ("no such setting, or of another type: " + std::string(key)).c_str(), __FILE__, __LINE__);
}

std::variant<FieldValues::Value, std::string> parseField(const Field &field, std::string_view text)
{
    switch (field.type) {
    case Field::Integer:
        return checked(field, text, parseInteger(text), "a whole number");
    case Field::Number:
        return checked(field, text, parseNumber(text), "a plain decimal number");
    case Field::Percent:
        return checked(field, text, parsePercent(text), "a percentage such as 95%");
    case Field::Boolean: {
        const auto flag = parseBoolean(text);
        if (!flag)
            return "must be true or false" + wrote(text);
        return FieldValues::Value(*flag);
    }
    case Field::Duration:
        return checked(field, text, parseDuration(text), "a duration such as 90s, 5m or 500ms");
    case Field::Size:
        return checked(field, text, parseSize(text), "a size such as 64KiB or 8MiB");
    case Field::Choice:
        return parseChoice(field, text);
    case Field::Url:
        return parseUrl(text);
    case Field::Secret:
        if (hasControlCharacters(text))
            return std::string("must not contain line breaks or control characters");
        return FieldValues::Value(Secret(std::string(text)));
    case Field::TextMap:
        return std::string("must be a mapping, e.g. {key: text}");
    case Field::Text:
    case Field::Path:
        break;
    }
    if (!isCleanUtf8(text))
        return std::string("must be UTF-8 text without NUL");
    if (hasControlCharacters(text))
        return std::string("must not contain line breaks or control characters");
    return FieldValues::Value(std::string(text));
}

FieldValues fallbacks(std::span<const Field> rows)
{
    FieldValues values;
    for (const Field &row : rows) {
        const bool empty = row.fallback.empty();
        switch (row.type) {
        case Field::TextMap:
            values.set(std::string(row.key), TextMap{});
            continue;
        case Field::Secret:
            values.set(std::string(row.key), Secret());
            continue;
        case Field::Text:
        case Field::Url:
        case Field::Path:
        case Field::Choice:
            if (empty && !row.required)
                values.set(std::string(row.key), std::string());
            break;
        default:
            break;
        }
        if (empty)
            continue;
        auto parsed = parseField(row, row.fallback);
        auto *value = std::get_if<FieldValues::Value>(&parsed);
        EMITTER_ENSURE(value, "the default of a setting passes its own check");
        values.set(std::string(row.key), std::move(*value));
    }
    return values;
}

const Field *findField(std::span<const Field> rows, std::string_view key)
{
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const Field &row) { return row.key == key; });
    return found == rows.end() ? nullptr : &*found;
}

std::string_view typeName(Field::Type type)
{
    static constexpr std::string_view names[] = {"text", "integer", "number", "true/false",
        "duration", "size", "percent", "choice", "url", "path", "secret", "mapping"};
    return names[type];
}

}
