// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "http/httpclient.h"

#include <string>

namespace emitter::httpsink {

/// Whether the answer to GET `url` shows a server that entries can be sent to: any 2xx, and any 4xx
/// but 401 and 403, since not every server has a health path.
Result<void> judgeHealth(
    const HttpResponse &answer, const std::string &url, const HttpHeaders &headers);

}
