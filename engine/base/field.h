// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"

#include <chrono>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

// lupdate finds the strings of the Qt-free rooms by this name; Qt defines its own where it is
// included.
#ifndef QT_TRANSLATE_NOOP
#define QT_TRANSLATE_NOOP(scope, x) x
#endif

namespace emitter {

/// One setting, described once. Reading, checking, defaults, `--help-sink`, `--print-schema`,
/// docs/configuration.md and the window's form are all derived from this row.
/// Static data: every view points to a literal.
struct Field
{
    enum Type {
        Text,
        Integer,
        Number,
        Boolean,
        Duration, ///< `90`, `90s`, `500ms`
        Size, ///< `64KiB`
        Percent,
        Choice, ///< one of `choices`
        Url, ///< http or https, with a host, no credentials, no control characters
        Path, ///< a file; relative to the working directory
        Secret, ///< `${VAR}` or a file; never printed, never saved as text
        TextMap, ///< a mapping of text to text, e.g. headers
    };

    std::string_view key;
    Type type = Text;
    /// The default as a profile would write it; empty: none.
    std::string_view fallback = {};
    bool required = false;
    double min = std::numeric_limits<double>::lowest();
    double max = std::numeric_limits<double>::max();
    /// `a|b|c`, for Choice.
    std::string_view choices = {};
    std::string_view label = {};
    std::string_view help = {};
    /// e.g. `entries`, `bytes`; for forms and tables.
    std::string_view unit = {};
    /// An empty Text is a choice of its own, other than the fallback.
    bool mayBeEmpty = false;
    /// Only the store does something otherwise: it changes nothing of what this side can make.
    bool ofTheStore = false;
};

using TextMap = std::vector<std::pair<std::string, std::string>>;

/// The checked values of a set of rows, by key. Asking for a key that is not in the rows or by the
/// wrong type ends the program: that is a mistake in our code, not in a profile.
class FieldValues
{
public:
    using Value = std::variant<std::string, std::int64_t, double, bool, std::chrono::milliseconds,
        std::uint64_t, Secret, TextMap>;

    void set(std::string key, Value value)
    {
        m_values.insert_or_assign(std::move(key), std::move(value));
    }
    bool has(std::string_view key) const { return m_values.find(key) != m_values.end(); }
    const std::map<std::string, Value, std::less<>> &all() const { return m_values; }

    const std::string &text(std::string_view key) const { return get<std::string>(key); }
    std::int64_t integer(std::string_view key) const { return get<std::int64_t>(key); }
    double number(std::string_view key) const { return get<double>(key); }
    bool boolean(std::string_view key) const { return get<bool>(key); }
    std::chrono::milliseconds duration(std::string_view key) const
    {
        return get<std::chrono::milliseconds>(key);
    }
    std::uint64_t size(std::string_view key) const { return get<std::uint64_t>(key); }
    const Secret &secret(std::string_view key) const { return get<Secret>(key); }
    const TextMap &map(std::string_view key) const { return get<TextMap>(key); }

private:
    template <typename T> const T &get(std::string_view key) const
    {
        const auto found = m_values.find(key);
        const T *value = found == m_values.end() ? nullptr : std::get_if<T>(&found->second);
        if (!value)
            wrongKey(key);
        return *value;
    }
    [[noreturn]] static void wrongKey(std::string_view key);

    std::map<std::string, Value, std::less<>> m_values;
};

/// One text checked against its row: a Value, or the sentence that says what is wrong with it.
/// `Path`, `Choice`, `Url` and `Text` become std::string; `Percent` and `Number` double.
std::variant<FieldValues::Value, std::string> parseField(const Field &field, std::string_view text);

/// The values that the rows give by themselves: each fallback; an empty text, map or secret where
/// there is no fallback and the row is not required. Numeric rows without fallback stay absent.
FieldValues fallbacks(std::span<const Field> rows);

const Field *findField(std::span<const Field> rows, std::string_view key);

/// `text`, `integer`, `duration` ...; for help texts and tables.
std::string_view typeName(Field::Type type);

}
