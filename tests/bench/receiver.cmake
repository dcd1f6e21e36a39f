# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(receiver ${CMAKE_CURRENT_LIST_DIR}/receiver.cpp)
target_link_libraries(receiver PRIVATE emitter_mocklogic)
