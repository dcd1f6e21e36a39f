// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpclient.h"

#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>

#include <optional>
#include <string>

/// Between our plain types and Qt's: pure translations.
namespace emitter {

struct QnamRequest
{
    QNetworkRequest request;
    std::string where; ///< `host:port`, for messages and as the key of a connection pool
};

/// Why `request` must not be sent, as a sentence; empty when it may be. Control characters, framing
/// headers of the caller's own, other schemes than http and https, a user or password in the URL.
std::string refusalOf(const HttpRequest &request);

/// With every convenience of Qt that hides something switched off: redirects, proxy, cache,
/// cookies, remembered passwords, HTTP/2. REQUIRES: refusalOf() is empty.
QnamRequest toQnam(const HttpRequest &request, const HttpClientOptions &options);

/// What an error of Qt means; `sent` says that bytes of the request may have left. None when the
/// error only repeats the status (0: there is none).
HttpResponse::Error errorOf(QNetworkReply::NetworkError error, int status, bool sent);

/// `127.0.0.1:8000 refused the connection`.
std::string describe(HttpResponse::Error error, const std::string &where,
    const HttpClientOptions &options, const QString &technical);

}
