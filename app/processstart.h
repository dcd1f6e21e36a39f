// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace emitter {

/// The first thing that the program does. Internal errors end it with exit code 70; neither they
/// nor a crash leave a core file, which would hold the keys of the stores; and a standard stream
/// that is closed stays so: no file of ours takes its number and gets what is written to it.
void prepareProcess();

}
