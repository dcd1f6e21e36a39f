# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(bench_schedule bench_schedule.cpp)
target_link_libraries(bench_schedule PRIVATE emitter_schedule)
