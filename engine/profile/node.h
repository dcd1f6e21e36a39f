// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// A piece of a profile as it was written, before any meaning: what the YAML guard hands over.
/// A tree of plain values; at most 32 deep.
struct Node
{
    enum class Kind { Null, Scalar, Sequence, Mapping };
    struct Entry;

    Kind kind = Kind::Null;
    /// Of a scalar, variables not yet expanded; of a Null the word it is written with, if any.
    std::string text;
    bool quoted = false;
    bool flow = false; ///< written as [..] or {..}
    Place place;
    std::size_t offset = 0; ///< bytes from the start of the text
    /// Who set it when not the file: `--set`, `EMITTER_SEED`. Such a text is final: no variables.
    std::string origin;
    std::vector<Node> items;
    std::vector<Entry> entries;

    bool isMapping() const { return kind == Kind::Mapping; }
    bool isSequence() const { return kind == Kind::Sequence; }
    /// A scalar; an empty value counts as the empty text.
    bool isText() const { return kind == Kind::Scalar || kind == Kind::Null; }

    /// The value under `key`, or nullptr.
    const Node *find(std::string_view key) const;
    Node *find(std::string_view key);
    void erase(std::string_view key);
};

struct Node::Entry
{
    std::string key;
    Place place;
    std::size_t offset = 0;
    Node value;
};

}
