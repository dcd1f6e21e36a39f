# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
if(EMITTER_WINDOW)
    find_package(Qt6 COMPONENTS Test REQUIRED)
    add_executable(bench_window ${CMAKE_CURRENT_LIST_DIR}/bench_window.cpp ${PROJECT_SOURCE_DIR}/tests/ui/windowfixture.cpp)
    target_include_directories(bench_window PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_link_libraries(bench_window PRIVATE emitter_ui emitter_sinks Qt6::Test)
endif()
