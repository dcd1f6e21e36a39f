# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
if(EMITTER_SINK_PGVECTOR)
    add_executable(bench_pgvector ${CMAKE_CURRENT_LIST_DIR}/bench_pgvector.cpp)
    target_link_libraries(bench_pgvector PRIVATE emitter_sink_pgvector emitter_wire Pqxx::pqxx)
endif()
