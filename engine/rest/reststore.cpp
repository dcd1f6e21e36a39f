// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rest/reststore.h"

#include "rest/restanswer.h"

#include <utility>

namespace emitter {
namespace {

std::string remedyFor(HttpResponse::Error error, const std::string &product)
{
    switch (error) {
    case HttpResponse::Error::Tls:
        return "Install the certificate of its authority; `insecure: true` skips the check.";
    case HttpResponse::Error::BadRequest:
        return "Correct `url` and the credentials.";
    case HttpResponse::Error::Protocol:
        return "Is this the HTTP port of " + product + "?";
    case HttpResponse::Error::Cancelled:
        return {};
    default:
        return "Is it running, and is `url` right?";
    }
}

}

RestStore::RestStore(
    std::string product, std::string url, HttpHeaders headers, std::unique_ptr<HttpClient> client)
    : m_product(std::move(product))
    , m_url(std::move(url))
    , m_headers(std::move(headers))
    , m_client(std::move(client))
{
}

HttpRequest RestStore::request(
    Method method, const std::string &path, std::string body, std::string_view contentType) const
{
    HttpRequest result{method, joinedUrl(m_url, path), m_headers, std::move(body)};
    if (!result.body.empty())
        result.headers.emplace_back("Content-Type", contentType);
    return result;
}

Result<HttpResponse> RestStore::ask(
    Method method, const std::string &path, std::string body, std::string_view contentType)
{
    return answered(sendAndWait(*m_client, request(method, path, std::move(body), contentType)));
}

Result<HttpResponse> RestStore::restore(Method method, const std::string &path, std::string body)
{
    constexpr int mostCancels = 10; // far more than come, so that it ends in any case
    HttpResponse answer;
    int tries = 0;
    do {
        answer = sendAndWait(*m_client, request(method, path, body, "application/json"));
    } while (answer.error == HttpResponse::Error::Cancelled && ++tries <= mostCancels);
    return answered(std::move(answer));
}

Result<HttpResponse> RestStore::answered(HttpResponse answer) const
{
    if (answer.error == HttpResponse::Error::None)
        return answer;
    Problem problem;
    problem.text = m_product + " at " + m_url + ": " + excerptOf(answer.detail);
    problem.remedy = remedyFor(answer.error, m_product);
    problem.cause =
        answer.error == HttpResponse::Error::BadRequest ? Cause::Input : Cause::Unreachable;
    return problem;
}

void RestStore::send(Method method, const std::string &path, std::string body,
    std::string_view contentType, HttpClient::Done done)
{
    m_client->send(request(method, path, std::move(body), contentType), std::move(done));
}

Problem RestStore::refusal(
    const HttpResponse &answer, Method method, const std::string &path, std::string remedy) const
{
    Problem problem;
    problem.text = m_product + ": " + reasonOf(answer, method, path);
    problem.remedy = std::move(remedy);
    problem.cause = Cause::Unreachable;
    return problem;
}

std::string RestStore::reasonOf(
    const HttpResponse &answer, Method method, const std::string &path) const
{
    return emitter::reasonOf(answer, std::string(name(method)), joinedUrl(m_url, path), m_headers);
}

std::string RestStore::excerptOf(std::string_view serverText) const
{
    return emitter::excerptOf(serverText, m_headers);
}

}
