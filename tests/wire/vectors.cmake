# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
emitter_add_test(noisyvectors LINK emitter_wire nlohmann_json::nlohmann_json)
