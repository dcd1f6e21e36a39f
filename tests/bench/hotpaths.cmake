# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Instructions per entry against those that were recorded for such a build.
add_executable(hotpaths ${CMAKE_CURRENT_LIST_DIR}/hotpaths.cpp)
target_link_libraries(hotpaths PRIVATE emitter_delivery emitter_http emitter_schedule emitter_sink_elasticsearch emitter_sink_http
    emitter_sink_qdrant emitter_stats emitter_wire)
if(NOT EMITTER_SANITIZE) # whose own instructions are no path of ours
    find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)
    add_test(NAME instructions
        COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/instructions.py $<TARGET_FILE:hotpaths>
            "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION} ${CMAKE_BUILD_TYPE}")
    set_tests_properties(instructions PROPERTIES LABELS bench SKIP_RETURN_CODE 77 TIMEOUT 1200)
    add_test(NAME bench_instructions COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/tst_instructions.py)
    set_tests_properties(bench_instructions PROPERTIES LABELS unit TIMEOUT 60)
endif()
