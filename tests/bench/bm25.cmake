# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
if(TARGET emitter_bm25)
    add_executable(bench_bm25 ${CMAKE_CURRENT_LIST_DIR}/bench_bm25.cpp)
    target_link_libraries(bench_bm25 PRIVATE emitter_bm25 emitter_content)
endif()
