# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
if(EMITTER_SINK_HTTP AND EMITTER_SINK_ELASTICSEARCH AND NOT EMITTER_CORE_ONLY)
    add_executable(bench_http ${CMAKE_CURRENT_LIST_DIR}/bench_http.cpp ${CMAKE_CURRENT_LIST_DIR}/receiverprocess.cpp)
    target_link_libraries(bench_http PRIVATE emitter_mocklogic emitter_sink_elasticsearch emitter_sink_http emitter_qnam emitter_rest
        emitter_wire Qt6::Core)
    target_include_directories(bench_http PRIVATE ${PROJECT_SOURCE_DIR}/tests)
endif()
