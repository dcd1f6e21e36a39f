// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace emitter {

/// How a piece of the summary stands out on a terminal. The words say the same without colour.
enum class Tone { Plain, Title, Quiet, Good, Bad };

std::string toned(std::string text, Tone tone, bool colour);

/// Aligned columns for a terminal: the first and the `leftAligned` columns to the left, numbers to
/// the right. Only the first column is ever cut, so that a line fits into `lineWidth`.
class SummaryTable
{
public:
    struct Cell
    {
        Cell(std::string content, Tone colour = Tone::Plain)
            : text(std::move(content))
            , tone(colour)
        {
        }
        std::string text; ///< safe for a terminal, one line
        Tone tone;
    };
    using Row = std::vector<Cell>;

    static constexpr std::size_t lineWidth = 100;

    explicit SummaryTable(std::vector<std::size_t> leftAligned = {});

    /// The first row is the header; its first cell is the section's title.
    void add(Row row) { m_rows.push_back(std::move(row)); }
    std::string text(bool colour) const;

private:
    std::vector<std::size_t> widths() const;
    bool isLeftAligned(std::size_t column) const;

    std::vector<Row> m_rows;
    std::vector<std::size_t> m_leftAligned;
};

/// `text` broken at blanks into lines of `lineWidth`, each with `indent` blanks before it.
std::string wrapped(std::string_view text, std::size_t indent);

}
