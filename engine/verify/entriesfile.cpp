// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/entriesfile.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace emitter {
namespace {

/// Empty, or what went wrong.
std::string readAt(int file, void *to, std::size_t size, std::uint64_t offset)
{
    auto *bytes = static_cast<char *>(to);
    while (size > 0) {
        const ssize_t got = ::pread(file, bytes, size, static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return std::strerror(errno);
        if (got == 0)
            return "it ends too early";
        bytes += got;
        size -= static_cast<std::size_t>(got);
        offset += static_cast<std::uint64_t>(got);
    }
    return {};
}

}

EntriesFile::EntriesFile(int file, std::string fileName, std::uint64_t size)
    : m_file(file)
    , m_fileName(std::move(fileName))
    , m_size(size)
{
}

EntriesFile::EntriesFile(EntriesFile &&other) noexcept
    : m_file(std::exchange(other.m_file, -1))
    , m_fileName(std::move(other.m_fileName))
    , m_size(other.m_size)
{
}

EntriesFile::~EntriesFile()
{
    if (m_file >= 0)
        ::close(m_file);
}

Problem unusableRecord(const std::string &fileName, const std::string &why)
{
    Problem problem;
    problem.text = "the record " + fileName + " cannot be used: " + why;
    problem.remedy = "Run the profile again; the new run makes a new record.";
    problem.cause = Cause::NoInput;
    return problem;
}

Result<EntriesFile> EntriesFile::open(
    const std::string &fileName, std::uint64_t run, std::uint64_t count)
{
    EntriesFile file(::open(fileName.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK), fileName, count);
    struct stat about
    {
    };
    if (file.m_file < 0 || ::fstat(file.m_file, &about) != 0)
        return unusableRecord(fileName, std::strerror(errno));
    Header header;
    const Header expected;
    if (const std::string wrong = readAt(file.m_file, &header, sizeof header, 0); !wrong.empty())
        return unusableRecord(fileName, wrong);
    if (std::memcmp(header.magic, expected.magic, sizeof header.magic) != 0)
        return unusableRecord(fileName, "it is no record of entries");
    if (header.byteOrder != expected.byteOrder)
        return unusableRecord(fileName, "it comes from a machine with another byte order");
    if (header.version != expected.version || header.entrySize != expected.entrySize)
        return unusableRecord(fileName,
            "it has version " + std::to_string(header.version) + ", this program reads version "
                + std::to_string(expected.version));
    if (header.run != run)
        return unusableRecord(fileName, "it belongs to another run");
    const std::uint64_t whole =
        (static_cast<std::uint64_t>(about.st_size) - sizeof header) / sizeof(Entry);
    if (whole < count)
        return unusableRecord(fileName,
            "it is torn: it holds " + std::to_string(whole) + " of " + std::to_string(count)
                + " entries");
    return file;
}

Result<void> EntriesFile::read(
    std::uint64_t first, std::span<Entry> out, const Content &content) const
{
    if (const std::string wrong =
            readAt(m_file, out.data(), out.size_bytes(), sizeof(Header) + first * sizeof(Entry));
        !wrong.empty())
        return unusableRecord(m_fileName, wrong);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const Entry &entry = out[i];
        const bool makeable = entry.slot < content.slotCount()
            && entry.source < content.sources().size()
            && static_cast<std::size_t>(entry.level) < levelCount && entry.due >= 0
            && (i == 0 || out[i - 1].number < entry.number);
        if (!makeable)
            return unusableRecord(
                m_fileName, "its entry " + std::to_string(first + i) + " is damaged");
    }
    return {};
}

}
