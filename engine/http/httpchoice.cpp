// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/httpclient.h"

namespace emitter {

std::unique_ptr<HttpClient> makeHttpClient(
    HttpClientKind kind, std::string_view url, HttpClientOptions options)
{
    const bool fast =
        kind == HttpClientKind::Fast || (kind == HttpClientKind::Auto && isForFastClient(url));
    return fast ? makeFastClient(options) : makeQnamClient(options);
}

}
