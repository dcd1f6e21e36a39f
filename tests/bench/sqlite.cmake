# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
if(EMITTER_SINK_SQLITE)
    add_executable(bench_sqlite bench_sqlite.cpp)
    target_link_libraries(bench_sqlite PRIVATE emitter_wire emitter_sink_sqlite SQLite::SQLite3)
endif()
