// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace emitter {

/// gzip (RFC 1952) at the fastest level, for `Content-Encoding: gzip`.
std::string gzip(const std::string &text);

}
