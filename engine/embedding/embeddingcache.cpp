// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedding/embeddingcache.h"

#include "base/xdgfolder.h"
#include "embedding/embeddingproblem.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace emitter {
namespace {

std::uint64_t checksumOf(const void *data, std::size_t size)
{
    const auto *bytes = static_cast<const unsigned char *>(data);
    std::uint64_t sum = size;
    const auto take = [&sum](std::uint64_t word) {
        sum = (std::rotl(sum, 5) ^ word) * 0x9e3779b97f4a7c15;
    };
    for (; size >= 8; size -= 8, bytes += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes, 8);
        take(word);
    }
    for (; size > 0; --size, ++bytes)
        take(*bytes);
    return mix64(sum);
}

std::string fileName(TextHash key)
{
    std::array<char, 48> name{};
    std::snprintf(name.data(), name.size(), "%016llx%016llx.vectors",
        static_cast<unsigned long long>(key.high), static_cast<unsigned long long>(key.low));
    return name.data();
}

bool readAt(int file, void *to, std::size_t size, std::uint64_t offset)
{
    auto *bytes = static_cast<char *>(to);
    while (size > 0) {
        const ssize_t got = pread(file, bytes, size, static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        bytes += got;
        size -= static_cast<std::size_t>(got);
        offset += static_cast<std::uint64_t>(got);
    }
    return true;
}

bool writeAll(int file, const void *from, std::size_t size)
{
    const auto *bytes = static_cast<const char *>(from);
    while (size > 0) {
        const ssize_t put = write(file, bytes, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        bytes += put;
        size -= static_cast<std::size_t>(put);
    }
    return true;
}

Problem cannotWrite(const std::string &path, const std::string &reason)
{
    return warning(embeddingProblem(Cause::CannotCreate, "",
        "The embedding cache " + path + " cannot be written: " + reason,
        "The run goes on, but the next one asks the embedding server again. Make the directory"
        " writable, point XDG_CACHE_HOME elsewhere, or set `embedding.cache: false`."));
}

}

struct EmbeddingCache::Header
{
    std::array<char, 8> magic{'e', 'm', 'i', 't', 'v', 'e', 'c', '1'};
    std::uint32_t byteOrder = 0x01020304;
    std::uint32_t dimensions = 0;
    std::uint64_t count = 0;
    std::uint64_t indexChecksum = 0;
    TextHash key;
};

EmbeddingCache::EmbeddingCache(
    const std::string &directory, const EmbeddingSpec &spec, std::uint64_t maxBytes)
    : m_key(hashOf(spec.baseUrl + '\n' + spec.model + '\n' + std::to_string(spec.dimensions)))
    , m_dimensions(spec.dimensions)
    , m_maxBytes(maxBytes)
{
    m_path = directory + '/' + fileName(m_key);
    open();
}

EmbeddingCache::~EmbeddingCache()
{
    close();
}

std::string EmbeddingCache::defaultDirectory()
{
    return xdgFolder("XDG_CACHE_HOME", ".cache", "embeddings");
}

void EmbeddingCache::open()
{
    close();
    m_file = ::open(m_path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (m_file >= 0 && !readIndex())
        close();
}

void EmbeddingCache::close()
{
    m_order.clear();
    m_places.clear();
    if (m_file >= 0)
        ::close(m_file);
    m_file = -1;
}

bool EmbeddingCache::readIndex()
{
    struct stat status
    {
    };
    Header header;
    const Header expected;
    if (fstat(m_file, &status) != 0 || !S_ISREG(status.st_mode)
        || !readAt(m_file, &header, sizeof header, 0))
        return false;
    if (header.magic != expected.magic || header.byteOrder != expected.byteOrder
        || header.dimensions != m_dimensions || header.key != m_key)
        return false;
    const std::uint64_t rowBytes = sizeof(Row) + std::uint64_t{m_dimensions} * sizeof(float);
    const auto size = static_cast<std::uint64_t>(status.st_size) - sizeof header;
    if (size % rowBytes != 0 || size / rowBytes != header.count)
        return false;
    std::vector<Row> index(header.count);
    if (!readAt(m_file, index.data(), index.size() * sizeof(Row), sizeof header)
        || checksumOf(index.data(), index.size() * sizeof(Row)) != header.indexChecksum)
        return false;
    m_places.reserve(index.size());
    for (std::uint64_t row = 0; row < index.size(); ++row) {
        m_order.push_back(index[row].text);
        m_places.emplace(index[row].text, Place{row, index[row].checksum});
    }
    return true;
}

std::uint64_t EmbeddingCache::rowOffset(std::uint64_t row) const
{
    return sizeof(Header) + m_order.size() * sizeof(Row) + row * m_dimensions * sizeof(float);
}

bool EmbeddingCache::read(TextHash text, std::span<float> out) const
{
    const auto found = m_places.find(text);
    return found != m_places.end()
        && readAt(m_file, out.data(), out.size_bytes(), rowOffset(found->second.row))
        && checksumOf(out.data(), out.size_bytes()) == found->second.checksum;
}

Result<void> EmbeddingCache::add(std::span<const TextHash> texts, std::span<const float> vectors)
{
    open(); // another program may have added to it since
    std::vector<Row> index;
    std::vector<float> rows(vectors.begin(), vectors.end());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::span<const float> vector = vectors.subspan(i * m_dimensions, m_dimensions);
        index.push_back({texts[i], checksumOf(vector.data(), vector.size_bytes())});
        m_places.erase(texts[i]);
    }
    std::vector<float> old(m_dimensions);
    for (const TextHash text : m_order) {
        if ((rows.size() + m_dimensions) * sizeof(float) > m_maxBytes)
            break;
        const auto place = m_places.find(text);
        if (place == m_places.end() || !read(text, old))
            continue;
        index.push_back({text, place->second.checksum});
        rows.insert(rows.end(), old.begin(), old.end());
    }
    const Result<void> replaced = replaceFile(index, rows);
    open();
    return replaced;
}

Result<void> EmbeddingCache::replaceFile(
    std::span<const Row> index, std::span<const float> vectors) const
{
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(m_path).parent_path(), error);
    if (error)
        return cannotWrite(m_path, error.message());
    std::string temporary = m_path + ".XXXXXX";
    const int file = mkostemp(temporary.data(), O_CLOEXEC);
    if (file < 0)
        return cannotWrite(m_path, std::generic_category().message(errno));
    Header header;
    header.dimensions = m_dimensions;
    header.count = index.size();
    header.indexChecksum = checksumOf(index.data(), index.size_bytes());
    header.key = m_key;
    bool written = writeAll(file, &header, sizeof header)
        && writeAll(file, index.data(), index.size_bytes())
        && writeAll(file, vectors.data(), vectors.size_bytes());
    written = ::close(file) == 0 && written;
    if (written && std::rename(temporary.c_str(), m_path.c_str()) == 0)
        return {};
    const std::string reason = std::generic_category().message(errno);
    unlink(temporary.c_str());
    return cannotWrite(m_path, reason);
}

}
