// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/fastloop.h"

#include <memory>
#include <vector>

namespace emitter {

/// HTTP/1.1 over our own sockets, for http:// alone: `threads` loops that share `connections`. Must
/// not be destroyed from inside a `done`.
class FastClient : public HttpClient
{
public:
    explicit FastClient(const HttpClientOptions &options);

    void send(HttpRequest request, Done done) override;
    void cancelAll() override;
    int parallelism() const override { return m_options.connections; }
    std::int64_t busiestThreadNanos() const override;
    std::unique_ptr<HttpStream> stream(HttpRequest pattern, HttpBodySource &source) override;

private:
    const HttpClientOptions m_options;
    std::vector<std::unique_ptr<FastLoop>> m_loops;
};

}
