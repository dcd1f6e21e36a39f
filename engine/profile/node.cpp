// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/node.h"

#include <algorithm>
#include <utility>

namespace emitter {

const Node *Node::find(std::string_view key) const
{
    const auto found = std::find_if(
        entries.begin(), entries.end(), [&](const Entry &entry) { return entry.key == key; });
    return found == entries.end() ? nullptr : &found->value;
}

Node *Node::find(std::string_view key)
{
    return const_cast<Node *>(std::as_const(*this).find(key));
}

void Node::erase(std::string_view key)
{
    std::erase_if(entries, [&](const Entry &entry) { return entry.key == key; });
}

}
