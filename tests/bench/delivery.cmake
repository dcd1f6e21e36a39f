# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(bench_delivery bench_delivery.cpp)
target_link_libraries(bench_delivery PRIVATE emitter_delivery)
