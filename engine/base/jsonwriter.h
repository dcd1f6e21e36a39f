// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace emitter {

/// Appends `text` as the inside of a JSON string: quotes, backslashes and control characters
/// escaped, invalid UTF-8 replaced by U+FFFD.
void appendJsonEscaped(std::string &out, std::string_view text);

/// Writes one JSON document, keys in the order they are given. For summaries, reports and
/// requests that are rare; entries are rendered by wire/. NaN and infinity become null.
class JsonWriter
{
public:
    /// `indent` spaces per level; 0 writes one line.
    explicit JsonWriter(int indent = 0);

    JsonWriter &beginObject();
    JsonWriter &endObject();
    JsonWriter &beginArray();
    JsonWriter &endArray();
    JsonWriter &key(std::string_view name);

    JsonWriter &value(std::string_view text);
    JsonWriter &value(const char *text) { return value(std::string_view(text)); }
    JsonWriter &value(const std::string &text) { return value(std::string_view(text)); }
    JsonWriter &value(double number);
    JsonWriter &value(std::uint64_t number);
    JsonWriter &value(std::int64_t number);
    JsonWriter &value(int number) { return value(static_cast<std::int64_t>(number)); }
    JsonWriter &value(bool flag);
    JsonWriter &value(std::optional<double> number); ///< none: null
    JsonWriter &null();
    /// A value that is JSON already, copied as it is.
    JsonWriter &verbatim(std::string_view json);

    template <typename T> JsonWriter &member(std::string_view name, const T &content)
    {
        key(name);
        return value(content);
    }

    /// REQUIRES: every object and array is closed.
    std::string take();

private:
    void separate();
    void newLine();

    std::string m_text;
    int m_indent;
    int m_depth = 0;
    bool m_first = true;
    bool m_afterKey = false;
};

}
