# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(receiver ${CMAKE_CURRENT_LIST_DIR}/receiver.cpp)
target_link_libraries(receiver PRIVATE emitter_mocklogic)
if(EMITTER_TESTS)
    find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)
    add_test(NAME bench_peers COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/tst_peers.py)
    set_tests_properties(bench_peers PROPERTIES LABELS unit TIMEOUT 300 ENVIRONMENT "RECEIVER=$<TARGET_FILE:receiver>")
endif()
