// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/summarytable.h"

#include "stats/reportformat.h"

#include <algorithm>

namespace emitter {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t rowIndent = 2;
constexpr std::size_t narrowestName = 8;
constexpr std::size_t usualName = 27; // so that the numbers of all sections begin below each other

}

std::string toned(std::string text, Tone tone, bool colour)
{
    static constexpr std::string_view codes[] = {
        "", "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[1;31m"};
    const std::string_view code = codes[static_cast<std::size_t>(tone)];
    if (!colour || code.empty() || text.empty())
        return text;
    return std::string(code) + text + "\x1b[0m";
}

SummaryTable::SummaryTable(std::vector<std::size_t> leftAligned)
    : m_leftAligned(std::move(leftAligned))
{
}

bool SummaryTable::isLeftAligned(std::size_t column) const
{
    return column == 0
        || std::find(m_leftAligned.begin(), m_leftAligned.end(), column) != m_leftAligned.end();
}

std::vector<std::size_t> SummaryTable::widths() const
{
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        widths.resize(std::max(widths.size(), m_rows[i].size()), 0);
        for (std::size_t column = 0; column < m_rows[i].size(); ++column) {
            const std::size_t indent = column == 0 && i > 0 ? rowIndent : 0;
            widths[column] = std::max(widths[column], lengthOf(m_rows[i][column].text) + indent);
        }
    }
    std::size_t others = 0;
    for (std::size_t column = 1; column < widths.size(); ++column)
        others += gap + widths[column];
    if (!widths.empty()) {
        const std::size_t room = lineWidth > others ? lineWidth - others : 0;
        widths[0] = std::min(std::max(widths[0], usualName), std::max(room, narrowestName));
    }
    return widths;
}

std::string SummaryTable::text(bool colour) const
{
    const std::vector<std::size_t> widths = this->widths();
    std::string out;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        std::string line;
        std::size_t owed = 0; // blanks that are written only when something follows
        for (std::size_t column = 0; column < m_rows[i].size(); ++column) {
            const Cell &cell = m_rows[i][column];
            const bool header = i == 0;
            const std::size_t indent = column == 0 && !header ? rowIndent : 0;
            const std::string text =
                column == 0 ? shortened(cell.text, widths[0] - indent) : cell.text;
            const std::size_t blanks = widths[column] - indent - lengthOf(text);
            const bool left = isLeftAligned(column);
            owed += (column > 0 ? gap : 0) + indent + (left ? 0 : blanks);
            if (!text.empty()) {
                line.append(owed, ' ');
                owed = 0;
                const Tone tone = header ? (column == 0 ? Tone::Title : Tone::Quiet) : cell.tone;
                line += toned(text, tone, colour);
            }
            owed += left ? blanks : 0;
        }
        out += line + '\n';
    }
    return out;
}

std::string wrapped(std::string_view text, std::size_t indent)
{
    std::string out;
    const std::size_t room = SummaryTable::lineWidth - indent;
    std::string rest = shortened(text, 4 * room);
    while (!rest.empty()) {
        std::size_t end = offsetOf(rest, room);
        if (end < rest.size()) {
            const std::size_t blank = rest.rfind(' ', end);
            end = blank != std::string::npos && blank > 0 ? blank : end;
        }
        out.append(indent, ' ');
        out += rest.substr(0, end) + '\n';
        rest.erase(0, end < rest.size() && rest[end] == ' ' ? end + 1 : end);
    }
    return out;
}

}
