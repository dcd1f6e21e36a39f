# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -D FOLDER=resources/dashboard -D OUTPUT=page.cpp -P EmbedPage.cmake
# Writes the folder's files into a source for dashboard/pagefiles.h.
set(type_html "text/html; charset=utf-8")
set(type_js "text/javascript; charset=utf-8")
set(type_css "text/css; charset=utf-8")
set(type_svg "image/svg+xml")
set(type_png "image/png")
set(type_ico "image/x-icon")
set(type_json "application/json")
set(type_webmanifest "application/manifest+json")
set(type_woff2 "font/woff2")

file(GLOB files ${FOLDER}/*)
list(SORT files)
set(arrays "")
set(rows "")
set(number 0)
foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME)
    get_filename_component(suffix ${file} LAST_EXT)
    string(SUBSTRING "${suffix}" 1 -1 suffix)
    if(NOT DEFINED type_${suffix})
        message(FATAL_ERROR "${file}: EmbedPage.cmake knows no content type for .${suffix}")
    endif()
    if(name STREQUAL "index.html")
        set(name "")
    endif()
    file(READ ${file} bytes HEX)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    string(APPEND arrays "constexpr unsigned char file${number}[] = {${bytes}0};\n")
    string(APPEND rows "    PageFile{\"/${name}\", \"${type_${suffix}}\",\n"
        "        {reinterpret_cast<const char *>(file${number}), sizeof(file${number}) - 1}},\n")
    math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUTPUT} "// Generated from resources/dashboard; do not edit.
#include \"dashboard/pagefiles.h\"

namespace emitter {
namespace {
${arrays}
const PageFile files[] = {
${rows}};
}

std::span<const PageFile> pageFiles()
{
    return files;
}

}
")
