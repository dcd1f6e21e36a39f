// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonwriter.h"

#include "base/ensure.h"
#include "base/text.h"

#include <charconv>
#include <cmath>
#include <utility>

namespace emitter {

void appendJsonEscaped(std::string &out, std::string_view text)
{
    std::string repaired;
    if (!isCleanUtf8(text)) {
        repaired = printable(text, text.size() * 3);
        text = repaired;
    }
    static constexpr char hex[] = "0123456789abcdef";
    for (const char c : text) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (const auto byte = static_cast<unsigned char>(c); byte < 0x20 || byte == 0x7f) {
                out += "\\u00";
                out += hex[byte >> 4];
                out += hex[byte & 15];
            } else {
                out += c;
            }
        }
    }
}

JsonWriter::JsonWriter(int indent)
    : m_indent(indent)
{
}

void JsonWriter::newLine()
{
    if (m_indent == 0)
        return;
    m_text += '\n';
    m_text.append(static_cast<std::size_t>(m_indent * m_depth), ' ');
}

void JsonWriter::separate()
{
    if (m_afterKey) {
        m_afterKey = false;
        return;
    }
    if (!m_first)
        m_text += m_indent ? "," : ", ";
    if (m_depth > 0)
        newLine();
    m_first = false;
}

JsonWriter &JsonWriter::beginObject()
{
    separate();
    m_text += '{';
    ++m_depth;
    m_first = true;
    return *this;
}

JsonWriter &JsonWriter::endObject()
{
    --m_depth;
    if (!m_first)
        newLine();
    m_text += '}';
    m_first = false;
    return *this;
}

JsonWriter &JsonWriter::beginArray()
{
    separate();
    m_text += '[';
    ++m_depth;
    m_first = true;
    return *this;
}

JsonWriter &JsonWriter::endArray()
{
    --m_depth;
    if (!m_first)
        newLine();
    m_text += ']';
    m_first = false;
    return *this;
}

JsonWriter &JsonWriter::key(std::string_view name)
{
    value(name);
    m_text += ": ";
    m_afterKey = true;
    return *this;
}

JsonWriter &JsonWriter::value(std::string_view text)
{
    separate();
    m_text += '"';
    appendJsonEscaped(m_text, text);
    m_text += '"';
    return *this;
}

JsonWriter &JsonWriter::value(double number)
{
    if (!std::isfinite(number))
        return null();
    separate();
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
    const std::string_view written(buffer, static_cast<std::size_t>(end - buffer));
    m_text += written;
    return *this;
}

JsonWriter &JsonWriter::value(std::uint64_t number)
{
    separate();
    m_text += std::to_string(number);
    return *this;
}

JsonWriter &JsonWriter::value(std::int64_t number)
{
    separate();
    m_text += std::to_string(number);
    return *this;
}

JsonWriter &JsonWriter::value(bool flag)
{
    separate();
    m_text += flag ? "true" : "false";
    return *this;
}

JsonWriter &JsonWriter::value(std::optional<double> number)
{
    return number ? value(*number) : null();
}

JsonWriter &JsonWriter::null()
{
    separate();
    m_text += "null";
    return *this;
}

JsonWriter &JsonWriter::verbatim(std::string_view json)
{
    separate();
    m_text += json;
    return *this;
}

std::string JsonWriter::take()
{
    EMITTER_ENSURE(m_depth == 0 && !m_afterKey, "a JSON document is complete when it is taken");
    return std::move(m_text);
}

}
