// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/http/httpanswer.h"

#include "base/text.h"

namespace emitter::httpsink {
namespace {

using Error = HttpResponse::Error;

Outcome outcomeOfStatus(int status)
{
    if (status >= 200 && status < 300)
        return Outcome::Delivered;
    switch (status) {
    case 401:
    case 403:
    case 404:
    case 405:
        return Outcome::Fatal;
    case 408:
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
        return Outcome::Retry;
    case 413:
        return Outcome::TooLarge;
    default:
        // a redirect is never followed, so everything would end like this one
        return status < 400 ? Outcome::Fatal : Outcome::Rejected;
    }
}

Outcome outcomeOfError(const HttpResponse &answer)
{
    if (answer.error == Error::BadRequest)
        return Outcome::Fatal;
    if (answer.mayHaveArrived())
        return Outcome::Unconfirmed;
    return answer.error == Error::Tls ? Outcome::Fatal : Outcome::Retry;
}

bool isRedirect(const HttpResponse &answer)
{
    return answer.error == Error::None && answer.status >= 300 && answer.status < 400;
}

/// One line without control characters.
std::string excerpt(std::string_view text)
{
    std::string line = printable(trimmed(text), 200);
    for (char &c : line) {
        if (c == '\n' || c == '\t')
            c = ' ';
    }
    return line;
}

/// Servers echo what they were sent; what our headers say may be a secret and is not repeated.
std::string masked(std::string text, const HttpHeaders &headers)
{
    for (const auto &[name, value] : headers) {
        if (lowerCase(name).starts_with("content-") || value.empty())
            continue;
        // `Bearer KEY`: the key alone is as secret as the whole.
        const std::string_view whole = trimmed(value);
        const std::string_view secret = whole.substr(whole.find_last_of(' ') + 1);
        static constexpr std::string_view mask = "***";
        std::size_t at = secret.empty() ? std::string::npos : text.find(secret);
        for (; at != std::string::npos; at = text.find(secret, at + mask.size()))
            text.replace(at, secret.size(), mask);
    }
    return text;
}

}

AnswerMeaning meaningOf(const HttpResponse &answer, std::int64_t unixSeconds)
{
    AnswerMeaning meaning;
    if (answer.error != Error::None) {
        meaning.outcome = outcomeOfError(answer);
        return meaning;
    }
    meaning.outcome = outcomeOfStatus(answer.status);
    meaning.overload = answer.status == 429 || answer.status == 503;
    if (meaning.outcome == Outcome::Retry)
        meaning.retryAfter = parseRetryAfter(answer.header("retry-after"), unixSeconds);
    return meaning;
}

std::string reasonOf(const HttpResponse &answer, const std::string &method, const std::string &url,
    const HttpHeaders &headers)
{
    const std::string request = method + " " + url;
    if (answer.error != Error::None)
        return request + ": " + excerpt(answer.detail);
    std::string text = request + " answered " + std::to_string(answer.status);
    if (isRedirect(answer)) {
        const std::string_view target = answer.header("location");
        return text + ", a redirect to "
            + (target.empty() ? "nowhere" : excerpt(masked(std::string(target), headers)))
            + "; redirects are not followed";
    }
    if (answer.status == 401 || answer.status == 403)
        text += " (check token, user and password)";
    if (answer.status == 404 || answer.status == 405)
        text += " (check url and path)";
    return answer.body.empty()
        ? text
        : text + ": " + excerpt(masked(answer.body.substr(0, 4096), headers));
}

Result<void> judgeHealth(
    const HttpResponse &answer, const std::string &url, const HttpHeaders &headers)
{
    const bool reached = answer.error == Error::None;
    const bool refusesUs = answer.status == 401 || answer.status == 403;
    if (reached
        && (answer.isSuccess() || (answer.status >= 400 && answer.status < 500 && !refusesUs)))
        return {};
    Problem problem;
    problem.cause = answer.error == Error::BadRequest ? Cause::Input : Cause::Unreachable;
    problem.text = reasonOf(answer, "GET", url, headers);
    if (isRedirect(answer))
        problem.remedy = "Set `url` to the address that it redirects to.";
    else if (reached && refusesUs)
        problem.remedy = "Set `token`, or `user` and `password`.";
    else if (answer.error == Error::Tls)
        problem.remedy =
            "Install the certificate of its authority; `insecure: true` skips the check.";
    else if (answer.error == Error::BadRequest)
        problem.remedy = "Correct `url` and `headers`.";
    else if (reached)
        problem.remedy = "Look into the server's log; `health_path: \"\"` skips this check.";
    else
        problem.remedy = "Is it running? Start one with: emitter mock distributor";
    return problem;
}

}
