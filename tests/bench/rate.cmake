# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(bench_rate bench_rate.cpp)
target_link_libraries(bench_rate PRIVATE emitter_run)
