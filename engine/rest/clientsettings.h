// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field.h"
#include "base/result.h"
#include "http/httpclient.h"
#include "sinkapi/sinkdescriptor.h"

#include <string>

namespace emitter {

/// The row `client`, for every sink behind HTTP.
inline constexpr Field clientRow{.key = "client",
    .type = Field::Choice,
    .fallback = "auto",
    .choices = QT_TRANSLATE_NOOP("profile", "auto|fast|qnam"),
    .label = QT_TRANSLATE_NOOP("profile", "HTTP client"),
    .help = QT_TRANSLATE_NOOP("profile",
        "fast: our own, for http:// alone. qnam: Qt's, with TLS, 6 connections at most. auto: fast "
        "for http://, qnam for https://.")};

/// How a sink talks to its server.
struct ClientSettings
{
    HttpClientKind kind = HttpClientKind::Auto;
    std::string url;
    HttpClientOptions options;

    /// From the rows `url`, `client` and `connections` and the common settings. A Problem when the
    /// client cannot talk to the URL.
    static Result<ClientSettings> create(const SinkConfig &config);

    bool isFast() const;
    std::unique_ptr<HttpClient> makeClient() const { return makeHttpClient(kind, url, options); }
};

/// What such a sink needs of SinkTraits::openFiles: connections, and what wakes its threads.
int openFilesOf(const FieldValues &values);
/// Of SinkTraits::inFlight, without pipelining: what the client that speaks to `url` does at a
/// time.
int inFlightOf(const FieldValues &values);

}
