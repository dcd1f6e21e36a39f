// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "content/content.h"
#include "content/entry.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace emitter {

/// `the record FILE cannot be used: WHY`, with what to do. Cause NoInput.
Problem unusableRecord(const std::string &fileName, const std::string &why);

/// The file `entries.bin` of a run's record, for reading: a header of 32 bytes (magic, byte order
/// mark, version, size of an entry, 4 bytes of 0, the run's number), then the emitted entries as
/// they lie in memory, in the order of their emission. In this machine's byte order. Not
/// thread-safe.
class EntriesFile
{
public:
    struct Header
    {
        char magic[8] = {'e', 'm', 'i', 't', 'e', 'n', 't', 'r'};
        std::uint32_t byteOrder = 0x01020304;
        std::uint32_t version = 1;
        std::uint32_t entrySize = sizeof(Entry);
        std::uint32_t reserved = 0;
        std::uint64_t run = 0;
    };
    static_assert(sizeof(Header) == 32);

    /// Fails, with cause NoInput, when the file is missing, is not of this version, belongs to
    /// another run than `run` or holds less than `count` entries. What lies behind them is ignored.
    static Result<EntriesFile> open(
        const std::string &fileName, std::uint64_t run, std::uint64_t count);
    ~EntriesFile();
    EntriesFile(EntriesFile &&other) noexcept;
    EntriesFile &operator=(EntriesFile &&) = delete;

    std::uint64_t size() const { return m_size; }
    /// Entries `first`, `first + 1` ... as many as `out` holds. Fails when the file cannot be
    /// read, or an entry is not one that `content` can make.
    /// REQUIRES: first + out.size() <= size().
    Result<void> read(std::uint64_t first, std::span<Entry> out, const Content &content) const;

private:
    EntriesFile(int file, std::string fileName, std::uint64_t size);

    int m_file;
    std::string m_fileName;
    std::uint64_t m_size;
};

}
