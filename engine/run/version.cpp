// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/version.h"

namespace emitter {

const char *version()
{
    return EMITTER_VERSION;
}

}
