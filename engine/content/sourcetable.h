// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// The names of all services and pool emitters by index: services first, then pools, in the
/// profile's order. A pool of a million emitters takes one row: its names are made when asked for.
/// Immutable after set-up; then any thread may read.
class SourceTable
{
public:
    struct Group
    {
        std::string name; ///< the service's name, or the emitters' prefix
        bool emitters = false; ///< names are prefix-1 ... prefix-N
        std::uint32_t first = 0;
        std::uint32_t count = 0;
    };

    /// Returns the index of the (first) new source.
    std::uint32_t addService(std::string name);
    std::uint32_t addEmitters(std::string prefix, std::uint32_t count);

    std::uint32_t size() const { return m_size; }
    const std::vector<Group> &groups() const { return m_groups; }
    const Group &groupOf(std::uint32_t source) const { return m_groups[groupIndexOf(source)]; }
    std::size_t groupIndexOf(std::uint32_t source) const;
    bool isEmitter(std::uint32_t source) const { return groupOf(source).emitters; }
    /// `api-gateway` or `emitter-17`.
    void appendName(std::string &out, std::uint32_t source) const;
    std::string name(std::uint32_t source) const;

private:
    std::vector<Group> m_groups;
    std::uint32_t m_size = 0;
};

}
