# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
if(EMITTER_DASHBOARD AND NOT EMITTER_CORE_ONLY)
    add_executable(bench_dashboard bench_dashboard.cpp ../dashboard/rawclient.cpp)
    target_include_directories(bench_dashboard PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_link_libraries(bench_dashboard PRIVATE emitter_dashboard Qt6::Core)
endif()
