// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "http/httpclient.h"
#include "sinkapi/outcome.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace emitter::httpsink {

/// What an answer means for the entries of its request. Pure.
struct AnswerMeaning
{
    Outcome outcome = Outcome::Delivered;
    std::optional<std::chrono::milliseconds> retryAfter;
    bool overload = false;
};

/// A POST to an endpoint without ids is not repeatable: what may have arrived and was not answered
/// is unconfirmed. `unixSeconds` is the time that a Retry-After date is compared with.
AnswerMeaning meaningOf(const HttpResponse &answer, std::int64_t unixSeconds);

/// `POST http://127.0.0.1:8000/submit answered 422: {"detail": ...`, at most a line; for answers
/// that are not 2xx. What the server echoes of `headers`, ours, is masked: it may be a secret.
std::string reasonOf(const HttpResponse &answer, const std::string &method, const std::string &url,
    const HttpHeaders &headers);

/// Whether the answer to GET `url` shows a server that entries can be sent to: any 2xx, and any 4xx
/// but 401 and 403, since not every server has a health path.
Result<void> judgeHealth(
    const HttpResponse &answer, const std::string &url, const HttpHeaders &headers);

}
