# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
if(EMITTER_SINK_PGVECTOR)
    find_package(Pqxx REQUIRED)
    find_path(libpq_headers libpq-fe.h PATH_SUFFIXES postgresql REQUIRED)
    add_executable(bench_pgvector ${CMAKE_CURRENT_LIST_DIR}/bench_pgvector.cpp)
    target_link_libraries(bench_pgvector PRIVATE emitter_sink_pgvector emitter_wire Pqxx::pqxx)
    target_include_directories(bench_pgvector SYSTEM PRIVATE ${libpq_headers})
endif()
