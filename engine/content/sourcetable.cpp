// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/sourcetable.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace emitter {

std::uint32_t SourceTable::addService(std::string name)
{
    m_groups.push_back({.name = std::move(name), .emitters = false, .first = m_size, .count = 1});
    return m_size++;
}

std::uint32_t SourceTable::addEmitters(std::string prefix, std::uint32_t count)
{
    const std::uint32_t first = m_size;
    m_groups.push_back(
        {.name = std::move(prefix), .emitters = true, .first = first, .count = count});
    m_size += count;
    return first;
}

std::size_t SourceTable::groupIndexOf(std::uint32_t source) const
{
    const auto next = std::upper_bound(m_groups.begin(), m_groups.end(), source,
        [](std::uint32_t wanted, const Group &group) { return wanted < group.first; });
    return static_cast<std::size_t>(next - m_groups.begin()) - 1;
}

void SourceTable::appendName(std::string &out, std::uint32_t source) const
{
    const Group &group = groupOf(source);
    out += group.name;
    if (!group.emitters)
        return;
    std::array<char, 16> digits;
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), source - group.first + 1).ptr;
    out += '-';
    out.append(digits.data(), end);
}

std::string SourceTable::name(std::uint32_t source) const
{
    std::string out;
    appendName(out, source);
    return out;
}

}
