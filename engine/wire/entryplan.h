// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/content.h"
#include "wire/entryformat.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// Constant bytes in a PieceStore.
struct Piece
{
    std::uint32_t offset = 0;
    std::uint32_t size = 0;
};

/// All constant bytes of a format in one block, with slack behind them for copyPiece.
class PieceStore
{
public:
    PieceStore();
    Piece add(std::string_view text);
    const char *at(Piece piece) const { return m_bytes.data() + piece.offset; }

private:
    std::string m_bytes;
};

/// Constant bytes around a number that is written per entry.
struct Fragment
{
    Piece before;
    Piece after;
    std::size_t size() const { return std::size_t{before.size} + after.size; }
};

struct TemplateFragment
{
    Fragment text;
    EmitterTemplate::Number number = EmitterTemplate::None;
};

/// One thing to write: the constant bytes `before` it, then what `kind` says.
struct Step
{
    enum Kind : std::uint8_t {
        Id,
        Timestamp,
        Named, ///< fragments[table + 5 * group + level].before
        Numbered, ///< the same with the emitter's number between before and after
        Message,
        Metadata, ///< fragments[table + group].before and the numbers
        Embedding,
        End,
    };
    Kind kind = End;
    Piece before;
    std::uint32_t table = 0;
};

/// The steps of one kind of source. Services and pool emitters have a plan each, so that nothing is
/// decided per entry but which of the two it is.
struct EntryPlan
{
    std::vector<Step> steps; ///< the last one is End
    std::size_t maxBytes = 0; ///< of one entry, without its vector
    std::size_t typicalBytes = 0;
    bool hasEmbedding = false;
};

/// A format turned into constant bytes and two plans. Immutable.
struct EntryPlans
{
    EntryPlans(const Content &content, const EntryFormat &format);

    PieceStore pieces;
    std::vector<Fragment> fragments;
    std::vector<Piece> messages; ///< by slot
    std::vector<TemplateFragment> templates; ///< by slot, from messages.size() on
    EntryPlan services;
    EntryPlan emitters;
};

}
