# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
foreach(unit paceverdict targets reportformat summarytext reports reporthtml)
    emitter_add_test(${unit} LINK emitter_stats)
endforeach()
emitter_add_test(summaryjson LINK emitter_stats nlohmann_json::nlohmann_json)
