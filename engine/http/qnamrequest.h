// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpurl.h"

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

/// As refusalOf(), and what Qt does not take for a URL.
std::string qnamRefusalOf(const HttpRequest &request);

/// With every convenience of Qt that hides something switched off: redirects, proxy, cache,
/// cookies, remembered passwords, HTTP/2. REQUIRES: qnamRefusalOf() is empty.
QnamRequest toQnam(const HttpRequest &request, const HttpClientOptions &options);

/// What an error of Qt means; `sent` says that bytes of the request may have left. None when the
/// error only repeats the status (0: there is none).
HttpResponse::Error errorOf(QNetworkReply::NetworkError error, int status, bool sent);

}
