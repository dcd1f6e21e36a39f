# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(bench_vectors ${CMAKE_CURRENT_LIST_DIR}/bench_vectors.cpp)
target_link_libraries(bench_vectors PRIVATE emitter_wire)
