// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace emitter {

/// A file of resources/dashboard, compiled in. Nothing is read from a disk, so no path leads
/// anywhere else.
struct PageFile
{
    std::string_view path; ///< `/` for index.html, else `/` and the file's name
    std::string_view contentType;
    std::string_view bytes;
};

std::span<const PageFile> pageFiles(); ///< generated: cmake/EmbedPage.cmake
/// nullptr when there is none of exactly this path.
const PageFile *findPageFile(std::string_view path);

}
