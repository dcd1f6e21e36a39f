// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mock/distributor.h"

#include "base/jsonwriter.h"
#include "base/random.h"
#include "mock/logbody.h"

#include <algorithm>
#include <cmath>

namespace emitter {
namespace {

std::string_view reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 422:
        return "Unprocessable Content";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    }
    return "Unknown";
}

/// `headers`: whole lines with CRLF.
void appendAnswer(
    std::string &out, int status, std::string_view body, std::string_view headers = "")
{
    out.append("HTTP/1.1 ").append(std::to_string(status)).append(" ").append(reasonOf(status));
    out.append("\r\nContent-Type: application/json\r\nContent-Length: ")
        .append(std::to_string(body.size()));
    out.append("\r\n").append(headers).append("\r\n").append(body);
}

/// The text of a version 4 UUID made from `number`.
std::string taskId(std::uint64_t seed, std::uint64_t number)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text = "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx";
    std::uint64_t bits = randomBits(seed, 1, number);
    int left = 16;
    for (char &c : text) {
        if (c != 'x')
            continue;
        if (left-- == 0) {
            bits = randomBits(seed, 2, number);
            left = 15;
        }
        c = digits[bits & 15];
        bits >>= 4;
    }
    return text;
}

std::string detail(int status)
{
    return "{\"detail\":\"" + std::string(reasonOf(status)) + "\"}";
}

}

Distributor::Distributor(const MockDistributorOptions &options, std::int64_t startNanos)
    : m_options(options)
    , m_start(startNanos)
    , m_queueTime(startNanos)
{
}

MockDistributor::Counts Distributor::counts() const
{
    return {m_requests, m_accepted, m_refused};
}

void Distributor::answer(const MockRequest &request, std::int64_t nowNanos, std::string &out)
{
    const bool post = request.method == "POST";
    if (post)
        ++m_requests;
    const bool submits = request.path == "/submit";
    if (!submits && request.path != "/health" && request.path != "/stats") {
        m_refused += post;
        return appendAnswer(out, 404, detail(404));
    }
    if (submits && post)
        return submit(request, nowNanos, out);
    if (submits || request.method != "GET") {
        m_refused += post;
        return appendAnswer(out, 405, detail(405), submits ? "Allow: POST\r\n" : "Allow: GET\r\n");
    }
    appendAnswer(out, 200, request.path == "/health" ? health(nowNanos) : stats(nowNanos));
}

void Distributor::refuse(int status, std::string &out)
{
    appendAnswer(out, status, detail(status), "Connection: close\r\n");
}

void Distributor::reject(std::uint64_t logs, int status, std::string_view body, std::string &out,
    std::string_view headers)
{
    m_refused += logs;
    appendAnswer(out, status, body, headers);
}

void Distributor::submit(const MockRequest &request, std::int64_t nowNanos, std::string &out)
{
    const LogBody body = readLogs(request);
    const std::uint64_t number = m_requests;
    if (unitInterval(randomBits(m_options.seed, 0, number)) < m_options.errorRate)
        return reject(body.logs, 500, detail(500), out);
    if (body.status != 200)
        return reject(body.logs, body.status, body.detail, out);
    if (m_options.maxQueue && queueSize(nowNanos) + body.logs > *m_options.maxQueue)
        return reject(body.logs, 503, R"({"detail":"Queue is full"})", out, "Retry-After: 1\r\n");
    if (m_options.processPerSecond > 0)
        m_queue += static_cast<double>(body.logs);
    m_accepted += body.logs;
    appendAnswer(
        out, 200, R"({"task_id":")" + taskId(m_options.seed, number) + R"(","status":"accepted"})");
}

std::uint64_t Distributor::queueSize(std::int64_t nowNanos)
{
    const double seconds = static_cast<double>(nowNanos - m_queueTime) * 1e-9;
    m_queue = std::max(0.0, m_queue - seconds * m_options.processPerSecond);
    m_queueTime = nowNanos;
    return static_cast<std::uint64_t>(std::ceil(m_queue));
}

std::string Distributor::health(std::int64_t nowNanos)
{
    JsonWriter json;
    json.beginObject()
        .member("status", "healthy")
        .member("queue_size", queueSize(nowNanos))
        .endObject();
    return json.take();
}

std::string Distributor::stats(std::int64_t nowNanos)
{
    const std::uint64_t queued = queueSize(nowNanos);
    const MockDistributor::Counts now = counts();
    JsonWriter json;
    json.beginObject();
    json.member("total_received", now.accepted).member("total_processed", now.accepted - queued);
    json.member("total_requests", now.requests).member("total_refused", now.refused);
    json.member("queue_size", queued).key("max_queue");
    if (m_options.maxQueue)
        json.value(*m_options.maxQueue);
    else
        json.null();
    json.member("uptime_seconds", static_cast<double>(nowNanos - m_start) * 1e-9).endObject();
    return json.take();
}

}
