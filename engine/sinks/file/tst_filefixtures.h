// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/resource.h>
#include <zlib.h>

/// What the file sink's test needs: a folder of its own, a disk that is full, and readers.
namespace emitter::filesink {

class Folder
{
public:
    Folder()
    {
        std::string name =
            (std::filesystem::temp_directory_path() / "emitter-file-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        m_path = name;
    }
    ~Folder() { std::filesystem::remove_all(m_path); }
    Folder(const Folder &) = delete;
    Folder &operator=(const Folder &) = delete;
    std::string operator/(const std::string &name) const { return (m_path / name).string(); }
    std::size_t count() const
    {
        return static_cast<std::size_t>(std::distance(
            std::filesystem::directory_iterator(m_path), std::filesystem::directory_iterator()));
    }

private:
    std::filesystem::path m_path;
};

/// No file may grow past `bytes`, as on a disk that is full there.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;

private:
    rlimit m_before{};
};

inline std::string contentOf(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline std::ptrdiff_t linesIn(const std::string &text)
{
    return std::count(text.begin(), text.end(), '\n');
}

/// Empty when `path` is not a whole gzip file.
inline std::string unpacked(const std::string &path)
{
    std::string text;
    gzFile file = ::gzopen(path.c_str(), "rb");
    std::string buffer(1 << 16, '\0');
    int count = 0;
    while ((count = ::gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0)
        text.append(buffer, 0, static_cast<std::size_t>(count));
    const bool whole = ::gzclose(file) == Z_OK && count == 0;
    return whole ? text : std::string();
}

}
