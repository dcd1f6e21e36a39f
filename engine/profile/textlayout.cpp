// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/textlayout.h"

#include "profile/sourcetext.h"

#include <algorithm>

namespace emitter {
namespace {

/// One line, seen as a part of an indented list or mapping.
struct Line
{
    std::size_t begin = 0;
    std::size_t end = 0; ///< behind its line end
    std::size_t indent = 0;
    char first = '\0'; ///< the first character that is not blank; none: an empty line

    bool isBlank() const { return first == '\0'; }
    bool isComment() const { return first == '#'; }
};

Line lineAt(std::string_view text, std::size_t begin)
{
    Line line{begin, nextLine(text, begin), 0, '\0'};
    const std::size_t at = std::min(text.find_first_not_of(' ', begin), line.end);
    line.indent = at - begin;
    if (at < line.end && text[at] != '\n' && text[at] != '\r')
        line.first = text[at];
    return line;
}

bool isDash(std::string_view text, const Line &line)
{
    const std::size_t at = line.begin + line.indent;
    return line.first == '-'
        && (at + 1 >= text.size()
            || std::string_view(" \r\n").find(text[at + 1]) != std::string_view::npos);
}

bool endsDocument(std::string_view text, const Line &line)
{
    const std::string_view rest = text.substr(line.begin);
    return rest.starts_with("...") || rest.starts_with("---");
}

std::optional<std::vector<ItemExtent>> itemsInLines(std::string_view text, const Node &list)
{
    const std::size_t column = indentAt(text, list.offset);
    Line line = lineAt(text, lineStart(text, list.offset));
    if (line.begin + column != list.offset || !isDash(text, line))
        return {};
    std::vector<ItemExtent> items;
    std::size_t comments = std::string_view::npos; // start of the run that ends above this line
    // Comments above the first item lie before the list's own start.
    for (std::size_t above = line.begin; above > 0;) {
        const Line before = lineAt(text, lineStart(text, above - 1));
        if (!before.isComment() || before.indent != column)
            break;
        comments = above = before.begin;
    }
    for (; line.begin < text.size(); line = lineAt(text, line.end)) {
        if (line.isBlank()) {
            comments = std::string_view::npos;
            continue;
        }
        if (line.isComment() && line.indent <= column) {
            if (line.indent < column)
                comments = std::string_view::npos;
            else
                comments = std::min(comments, line.begin);
            continue;
        }
        if (line.indent == column && isDash(text, line) && !endsDocument(text, line))
            items.push_back({std::min(comments, line.begin), line.begin, line.end});
        else if (line.indent <= column)
            break;
        else
            items.back().end = line.end;
        comments = std::string_view::npos;
    }
    if (items.size() != list.items.size())
        return {};
    return items;
}

/// The end of the value that starts at `begin` inside brackets; trailing blanks left out.
std::size_t flowEnd(std::string_view text, std::size_t begin)
{
    int depth = 0;
    std::size_t end = begin;
    for (std::size_t i = begin; i < text.size();) {
        const char c = text[i];
        const bool opens =
            i == begin || std::string_view(" \r\n,[{:").find(text[i - 1]) != std::string_view::npos;
        if (opens && (c == '"' || c == '\'')) {
            const std::size_t length = quotedLength(text.substr(i));
            if (length == std::string_view::npos)
                return text.size();
            end = i += length;
            continue;
        }
        if (c == '#' && opens) {
            i = nextLine(text, i);
            continue;
        }
        if (depth == 0 && (c == ',' || c == ']' || c == '}'))
            break;
        depth += (c == '[' || c == '{') ? 1 : (c == ']' || c == '}') ? -1 : 0;
        ++i;
        if (c != ' ' && c != '\r' && c != '\n')
            end = i;
    }
    return end;
}

}

std::size_t lineStart(std::string_view text, std::size_t offset)
{
    const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
    return before == std::string_view::npos ? 0 : before + 1;
}

std::size_t nextLine(std::string_view text, std::size_t offset)
{
    const std::size_t end = text.find('\n', offset);
    return end == std::string_view::npos ? text.size() : end + 1;
}

std::size_t indentAt(std::string_view text, std::size_t offset)
{
    return lineAt(text, lineStart(text, offset)).indent;
}

std::optional<std::vector<ItemExtent>> itemExtents(std::string_view text, const Node &list)
{
    if (!list.flow)
        return itemsInLines(text, list);
    std::vector<ItemExtent> items;
    for (const Node &item : list.items) {
        if (item.kind == Node::Kind::Null)
            return {};
        items.push_back({item.offset, item.offset, flowEnd(text, item.offset)});
    }
    return items;
}

std::optional<Extent> entryExtent(std::string_view text, const Node &mapping, std::size_t index)
{
    const Node::Entry &entry = mapping.entries[index];
    if (mapping.flow)
        return Extent{entry.offset, flowEnd(text, entry.offset)};
    Line line = lineAt(text, lineStart(text, entry.offset));
    const std::size_t column = entry.offset - line.begin;
    if (line.indent != column)
        return {};
    Extent extent{line.begin, line.end};
    for (line = lineAt(text, line.end); line.begin < text.size(); line = lineAt(text, line.end)) {
        if (line.isBlank() || (line.isComment() && line.indent <= column))
            continue;
        const bool own = line.indent > column
            || (line.indent == column && isDash(text, line)
                && entry.value.kind == Node::Kind::Sequence);
        if (!own)
            break;
        extent.end = line.end;
    }
    return extent;
}

}
