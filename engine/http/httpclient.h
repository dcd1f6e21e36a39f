// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The door to HTTP, without Qt types: behind it stand a fast client for http:// and Qt's, which
/// also speaks TLS.
namespace emitter {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest
{
    enum class Method { Get, Head, Post, Put, Patch, Delete };
    Method method = Method::Get;
    std::string url; ///< http or https, without user and password
    HttpHeaders headers; ///< CR, LF, NUL and other control characters are refused
    std::string body;
};

/// `GET`, `POST` ...
std::string_view name(HttpRequest::Method method);

struct HttpResponse
{
    enum class Error {
        None, ///< there is a status, whatever it says
        BadRequest, ///< we refused to send it (control characters, no such scheme)
        HostNotFound,
        Refused, ///< nothing listens there; the request was not sent
        ConnectTimeout, ///< no connection; the request was not sent
        Timeout, ///< sent, no complete answer in time
        ConnectionLost, ///< sent or partly sent, the connection ended before the answer did
        Tls, ///< certificate or handshake
        TooLarge, ///< the answer is over maxHeader or maxBody
        Protocol, ///< what came is not HTTP
        Cancelled,
    };
    Error error = Error::None;
    int status = 0; ///< a 3xx is never followed; `header("location")` names its target
    HttpHeaders headers; ///< names in lower case
    std::string body; ///< decompressed
    std::string detail; ///< for people, no secrets: "127.0.0.1:8000 refused the connection"
    std::string spentBody; ///< the request's, for another use; from the fast client
    bool sent = true; ///< false: certainly not a byte of the request left this machine

    /// The first value of a header, lower-case name; empty when there is none.
    std::string_view header(std::string_view name) const;
    bool isSuccess() const { return error == Error::None && status >= 200 && status < 300; }
    /// False when the server certainly did not process the request.
    bool mayHaveArrived() const;
};

struct HttpClientOptions
{
    std::chrono::milliseconds connectTimeout{3000};
    std::chrono::milliseconds timeout{30'000}; ///< whole request, from send() to the last byte
    bool insecure = false; ///< do not verify certificates
    std::size_t maxBody = 64u << 20; ///< after decompression
    std::size_t keptBody = 64u << 20; ///< what HttpResponse::body holds of it, the beginning
    std::size_t maxHeader = 64u << 10; ///< all header lines
    int connections = 6; ///< to one host, at most
    int threads = 1; ///< that share the connections; the fast client alone
    int pipeline = 1; ///< requests of a stream on one connection at a time; the fast client alone
};

/// Where the bodies of a stream's requests come from and where their answers go. Called from any
/// thread of the client, and from within HttpStream::wake().
class HttpBodySource
{
public:
    /// Appends the body of the next request to `out`; the number under which it will be answered.
    /// Empty when there is none now: wake() must follow once there is. Must not block.
    virtual std::optional<std::uint64_t> writeNext(std::string &out) = 0;
    /// What became of a request, exactly once each. Of a 2xx the fast client fills in no more than
    /// the status. Must not block; it may wake(), but not end the stream.
    virtual void take(std::uint64_t number, const HttpResponse &answer) = 0;

protected:
    ~HttpBodySource() = default;
};

/// Requests that differ in nothing but their bodies; each is fetched from the source when a
/// connection is free, straight into its send buffer.
class HttpStream
{
public:
    /// Cancels what is under way and waits until it is answered; the source is not called
    /// afterwards.
    virtual ~HttpStream() = default;
    /// The source has something, perhaps. Any thread.
    virtual void wake() = 0;
};

/// Sends requests, many at a time, over kept connections. Any thread may call send() and
/// cancelAll().
class HttpClient
{
public:
    using Done = std::function<void(HttpResponse)>;

    /// Cancels what is outstanding, waits for it; no `done` afterwards.
    virtual ~HttpClient() = default;
    /// Calls `done` exactly once, from a thread of the client. Never blocks.
    virtual void send(HttpRequest request, Done done) = 0;
    /// Everything outstanding ends soon with Cancelled.
    virtual void cancelAll() = 0;
    /// How many requests can really be in flight to one host; more wait inside.
    virtual int parallelism() const = 0;
    /// CPU time in nanoseconds of the busiest thread that the client has for itself; 0: it has
    /// none. Never decreases. Any thread; a call of the system.
    virtual std::int64_t busiestThreadNanos() const { return 0; }
    /// A stream of requests like `pattern`, whose body is ignored. `source` outlives the stream,
    /// and the stream goes before the client. By default a row of send()s.
    virtual std::unique_ptr<HttpStream> stream(HttpRequest pattern, HttpBodySource &source);
};

using HttpClientFactory = std::function<std::unique_ptr<HttpClient>(HttpClientOptions)>;

/// QNetworkAccessManager in a thread of its own. No proxy is used unless the profile says so.
std::unique_ptr<HttpClient> makeQnamClient(HttpClientOptions options);

/// Our own HTTP/1.1 over epoll, for http:// alone; https:// is refused (BadRequest).
std::unique_ptr<HttpClient> makeFastClient(HttpClientOptions options);

/// Which of the two is to be used.
enum class HttpClientKind {
    Auto, ///< the fast one wherever it can
    Fast,
    Qnam,
};

/// True when the fast client can talk to `url`: it has no TLS and no international host names.
bool isForFastClient(std::string_view url);
/// The client for requests to `url`.
std::unique_ptr<HttpClient> makeHttpClient(
    HttpClientKind kind, std::string_view url, HttpClientOptions options);

/// Waits for one answer; for set-up requests. `stop` is polled through cancelAll by the caller.
HttpResponse sendAndWait(HttpClient &client, HttpRequest request);

/// `Retry-After` in seconds or as an HTTP-date (RFC 9110, 10.2.3) relative to `unixSeconds`; empty
/// when absent, unreadable or negative.
std::optional<std::chrono::milliseconds> parseRetryAfter(
    std::string_view value, std::int64_t unixSeconds);

}
