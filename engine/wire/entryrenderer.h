// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/content.h"
#include "wire/entryformat.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace emitter {

/// Writes entries as JSON objects or text lines, without a trailing separator. Everything that does
/// not change is rendered once (escaped texts, names, keys); per entry a few pieces are copied and
/// the id, the timestamp and the numbers are written. No allocation once the buffer has grown. Not
/// thread-safe; one per thread. `content` outlives it.
class EntryRenderer
{
public:
    EntryRenderer(const Content &content, EntryFormat format);
    ~EntryRenderer();
    EntryRenderer(EntryRenderer &&) noexcept;

    void append(std::string &out, const Entry &entry);
    /// Each entry followed by `separator`; the fast way for whole batches.
    void appendAll(std::string &out, std::span<const Entry> entries, std::string_view separator);
    /// An upper bound for one entry, in bytes.
    std::size_t maxBytes() const;
    /// The mean over the pool, in bytes; for estimates.
    std::size_t typicalBytes() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
