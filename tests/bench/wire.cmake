# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
if(EMITTER_SINK_FILE)
    add_executable(bench_render bench_render.cpp)
    target_link_libraries(bench_render PRIVATE emitter_wire emitter_sink_file)
endif()
