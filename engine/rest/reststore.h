// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "http/httpclient.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace emitter {

/// A store with a JSON face over HTTP: its address, our credentials, and its failures in words.
/// Threads as for HttpClient.
class RestStore
{
public:
    using Method = HttpRequest::Method;

    /// `product` is the store's name in messages; `headers` go with every request.
    RestStore(std::string product, std::string url, HttpHeaders headers,
        std::unique_ptr<HttpClient> client);

    /// Sends a set-up request and waits. Any status is an answer; a Problem (with cause
    /// Unreachable) says why there is none: "Qdrant at http://localhost:6333: 127.0.0.1:6333
    /// refused the connection".
    Result<HttpResponse> ask(Method method, const std::string &path, std::string body = {},
        std::string_view contentType = "application/json");
    /// The same for a setting that is put back as it was: a cancel(), which is meant for what was
    /// under way before, does not end it.
    Result<HttpResponse> restore(Method method, const std::string &path, std::string body);
    /// A request to this store, with its headers; for those that need more of them.
    HttpRequest request(Method method, const std::string &path, std::string body,
        std::string_view contentType) const;
    /// Sends entries; `done` is called once, from the client's thread.
    void send(HttpRequest request, HttpClient::Done done)
    {
        m_client->send(std::move(request), std::move(done));
    }
    void send(Method method, const std::string &path, std::string body,
        std::string_view contentType, HttpClient::Done done);

    /// An answer that is not the one we need, as a Problem with cause Unreachable.
    Problem refusal(const HttpResponse &answer, Method method, const std::string &path,
        std::string remedy) const;
    /// `POST http://localhost:9200/logs/_bulk answered 400: ...`, masked and at most a line.
    std::string reasonOf(const HttpResponse &answer, Method method, const std::string &path) const;
    /// At most a line of what the store said, without control characters and our secrets.
    std::string excerptOf(std::string_view serverText) const;

    const std::string &url() const { return m_url; }
    HttpClient &client() const { return *m_client; }
    /// Everything outstanding ends soon; later requests are sent all the same.
    void cancel() { m_client->cancelAll(); }

private:
    Result<HttpResponse> answered(HttpResponse answer) const;

    std::string m_product;
    std::string m_url;
    HttpHeaders m_headers;
    std::unique_ptr<HttpClient> m_client;
};

}
