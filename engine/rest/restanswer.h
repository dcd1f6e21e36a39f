// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpclient.h"
#include "sinkapi/outcome.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

/// What sinks behind HTTP have in common: reading answers, and saying what went wrong.
namespace emitter {

/// What an answer means for the entries of its request.
struct AnswerMeaning
{
    Outcome outcome = Outcome::Delivered;
    std::optional<std::chrono::milliseconds> retryAfter;
    Pressure pressure = Pressure::None;
};

/// What the server does with an entry that it gets twice.
enum class Repeats {
    Harmless, ///< it is kept under its id: what may have arrived is sent again
    Duplicate, ///< it is stored twice: what may have arrived is unconfirmed
    Asked, ///< the same, but it wants to be asked again after a 5xx; given up, that is unconfirmed
};

/// The common reading of an answer; a store looks first at what it says in its own way. Pure.
/// `unixSeconds` is the time that a Retry-After date is compared with.
AnswerMeaning meaningOf(const HttpResponse &answer, Repeats repeats, std::int64_t unixSeconds);

bool isRedirect(const HttpResponse &answer);

/// `POST http://127.0.0.1:8000/submit answered 422: {"detail": ...`, at most a line; for answers
/// that are not 2xx. What the server echoes of `headers`, ours, is masked: it may be a secret.
std::string reasonOf(const HttpResponse &answer, const std::string &method, const std::string &url,
    const HttpHeaders &headers);

/// At most a line of what a server sent, without control characters and without what our headers
/// say.
std::string excerptOf(std::string_view serverText, const HttpHeaders &headers);

/// `Basic dXNlcjpwYXNzd29yZA==` (RFC 7617). REQUIRES: no colon in `user`, no control characters.
std::string basicAuthorization(const std::string &user, const std::string &password);

/// `url` without slashes at its end, and `path` behind it; `url` as it is when there is no path.
std::string joinedUrl(std::string url, const std::string &path);

}
