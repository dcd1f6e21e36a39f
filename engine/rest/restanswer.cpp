// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rest/restanswer.h"

#include "base/text.h"

#include <algorithm>
#include <vector>

namespace emitter {
namespace {

using Error = HttpResponse::Error;

Outcome outcomeOfStatus(int status, Repeats repeats)
{
    if (status >= 200 && status < 300)
        return Outcome::Delivered;
    switch (status) {
    case 401:
    case 403:
    case 404:
    case 405:
        return Outcome::Fatal;
    case 429:
        return Outcome::Retry;
    case 408:
    case 503:
        return repeats == Repeats::Harmless ? Outcome::RetryUnsure : Outcome::Retry;
    case 500:
    case 502:
    case 504:
        // a proxy may say so of a request that arrived
        return repeats == Repeats::Duplicate ? Outcome::Unconfirmed : Outcome::RetryUnsure;
    case 413:
        return Outcome::TooLarge;
    default:
        // a redirect is never followed, so everything would end like this one
        return status < 400 ? Outcome::Fatal : Outcome::Rejected;
    }
}

Outcome outcomeOfError(const HttpResponse &answer, Repeats repeats)
{
    if (answer.error == Error::BadRequest)
        return Outcome::Fatal;
    if (answer.mayHaveArrived())
        return repeats == Repeats::Harmless ? Outcome::RetryUnsure : Outcome::Unconfirmed;
    return answer.error == Error::Tls ? Outcome::Fatal : Outcome::Retry;
}

Pressure pressureOf(const HttpResponse &answer)
{
    switch (answer.error) {
    case Error::None:
        return answer.status == 429 || answer.status == 503 ? Pressure::Overloaded : Pressure::None;
    case Error::HostNotFound:
    case Error::Refused:
    case Error::ConnectTimeout:
        return Pressure::Unreachable;
    default:
        return Pressure::None;
    }
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

/// What our headers say, longest first: each value, and of `Bearer KEY` the key as well, which is
/// as secret alone. A short word at the front is the scheme.
std::vector<std::string_view> secretsOf(const HttpHeaders &headers)
{
    constexpr std::size_t leastSecret = 8;
    std::vector<std::string_view> secrets;
    for (const auto &[name, value] : headers) {
        if (lowerCase(name).starts_with("content-"))
            continue;
        std::string_view rest = trimmed(value);
        secrets.push_back(rest);
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            if (end >= leastSecret || end == rest.size())
                secrets.push_back(rest.substr(0, end));
            rest = trimmed(rest.substr(end));
        }
    }
    std::erase(secrets, std::string_view());
    std::sort(secrets.begin(), secrets.end(),
        [](std::string_view a, std::string_view b) { return a.size() > b.size(); });
    return secrets;
}

/// The beginning of `text`. Servers echo what they were sent; what our headers say may be a secret
/// and is not repeated, nor is the half of it where the text is cut.
std::string masked(std::string_view text, const HttpHeaders &headers)
{
    constexpr std::size_t longest = 4096;
    const std::vector<std::string_view> secrets = secretsOf(headers);
    std::string out;
    while (!text.empty() && out.size() < longest) {
        const auto secret = std::find_if(secrets.begin(), secrets.end(),
            [&](std::string_view each) { return text.starts_with(each); });
        const bool isSecret = secret != secrets.end();
        out += isSecret ? secretMask : text.substr(0, 1);
        text.remove_prefix(isSecret ? secret->size() : 1);
    }
    return out;
}

}

AnswerMeaning meaningOf(const HttpResponse &answer, Repeats repeats, std::int64_t unixSeconds)
{
    AnswerMeaning meaning;
    meaning.pressure = pressureOf(answer);
    if (answer.error != Error::None) {
        meaning.outcome = outcomeOfError(answer, repeats);
        return meaning;
    }
    meaning.outcome = outcomeOfStatus(answer.status, repeats);
    if (meaning.outcome == Outcome::Retry || meaning.outcome == Outcome::RetryUnsure)
        meaning.retryAfter = parseRetryAfter(answer.header("retry-after"), unixSeconds);
    return meaning;
}

bool isRedirect(const HttpResponse &answer)
{
    return answer.error == Error::None && answer.status >= 300 && answer.status < 400;
}

std::string excerptOf(std::string_view serverText, const HttpHeaders &headers)
{
    return excerpt(masked(serverText, headers));
}

std::string reasonOf(const HttpResponse &answer, const std::string &method, const std::string &url,
    const HttpHeaders &headers)
{
    const std::string request = method + " " + url;
    if (answer.error != Error::None)
        return request + ": " + excerptOf(answer.detail, headers);
    std::string text = request + " answered " + std::to_string(answer.status);
    if (isRedirect(answer)) {
        const std::string_view target = answer.header("location");
        return text + ", a redirect to " + (target.empty() ? "nowhere" : excerptOf(target, headers))
            + "; redirects are not followed";
    }
    if (answer.status == 401 || answer.status == 403)
        text += " (check token, user and password)";
    if (answer.status == 404 || answer.status == 405)
        text += " (check url and path)";
    return answer.body.empty() ? text : text + ": " + excerptOf(answer.body, headers);
}

std::string basicAuthorization(const std::string &user, const std::string &password)
{
    static constexpr char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::string text = user + ":" + password;
    std::string out = "Basic ";
    for (std::size_t i = 0; i < text.size(); i += 3) {
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits << 8 | (i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0u);
        for (std::size_t k = 0; k < 4; ++k)
            out += i + k > text.size() ? '=' : digits[bits >> (18 - 6 * k) & 63];
    }
    return out;
}

std::string joinedUrl(std::string url, const std::string &path)
{
    while (!path.empty() && url.ends_with('/'))
        url.pop_back();
    return url + path;
}

}
