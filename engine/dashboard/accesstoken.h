// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"

#include <string_view>

namespace emitter {

/// 128 bits from the operating system, as 32 hexadecimal digits.
Secret drawAccessToken();

/// Takes as long for a wrong token as for the right one; its length may show.
bool isSameToken(const Secret &token, std::string_view offered);

}
