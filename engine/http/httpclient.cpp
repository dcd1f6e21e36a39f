// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/httpclient.h"

#include "base/text.h"
#include "base/values.h"
#include "http/sendingstream.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>

namespace emitter {
namespace {

using std::chrono::milliseconds;

std::optional<int> digits(std::string_view text)
{
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return {};
        value = value * 10 + (c - '0');
    }
    return value;
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that RFC 9110 lets senders use.
std::optional<std::int64_t> parseHttpDate(std::string_view text)
{
    static constexpr std::array<std::string_view, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT"
        || text[7] != ' ' || text[11] != ' ' || text[16] != ' ' || text[19] != ':'
        || text[22] != ':')
        return {};
    int month = 0;
    while (month < 12 && months[static_cast<std::size_t>(month)] != text.substr(8, 3))
        ++month;
    const auto day = digits(text.substr(5, 2));
    const auto year = digits(text.substr(12, 4));
    const auto hour = digits(text.substr(17, 2));
    const auto minute = digits(text.substr(20, 2));
    const auto second = digits(text.substr(23, 2));
    if (month == 12 || !day || !year || !hour || !minute || !second || *hour > 23 || *minute > 59
        || *second > 60)
        return {};
    const std::chrono::year_month_day date(std::chrono::year(*year),
        std::chrono::month(static_cast<unsigned>(month + 1)),
        std::chrono::day(static_cast<unsigned>(*day)));
    if (!date.ok())
        return {};
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    return days * 86'400 + *hour * 3600 + *minute * 60 + *second;
}

}

std::string_view HttpResponse::header(std::string_view name) const
{
    for (const auto &[key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

bool HttpResponse::mayHaveArrived() const
{
    switch (error) {
    case Error::BadRequest:
    case Error::HostNotFound:
    case Error::Refused:
    case Error::ConnectTimeout:
        return false;
    default:
        return sent;
    }
}

std::string_view name(HttpRequest::Method method)
{
    switch (method) {
    case HttpRequest::Method::Get:
        return "GET";
    case HttpRequest::Method::Head:
        return "HEAD";
    case HttpRequest::Method::Post:
        return "POST";
    case HttpRequest::Method::Put:
        return "PUT";
    case HttpRequest::Method::Patch:
        return "PATCH";
    case HttpRequest::Method::Delete:
        return "DELETE";
    }
    return {};
}

std::unique_ptr<HttpStream> HttpClient::stream(HttpRequest pattern, HttpBodySource &source)
{
    return std::make_unique<SendingStream>(*this, std::move(pattern), source);
}

HttpResponse sendAndWait(HttpClient &client, HttpRequest request)
{
    std::mutex mutex;
    std::condition_variable answered;
    std::optional<HttpResponse> answer;
    client.send(std::move(request), [&](HttpResponse response) {
        const std::lock_guard lock(mutex);
        answer = std::move(response);
        answered.notify_one();
    });
    std::unique_lock lock(mutex);
    answered.wait(lock, [&] { return answer.has_value(); });
    return std::move(*answer);
}

std::optional<milliseconds> parseRetryAfter(std::string_view value, std::int64_t unixSeconds)
{
    constexpr std::int64_t longest = 1'000'000'000; // no server means more than 30 years
    value = trimmed(value);
    if (value.empty())
        return {};
    if (value.find_first_not_of("0123456789") == std::string_view::npos) {
        const auto seconds = value.size() > 9 ? longest : *digits(value);
        return milliseconds(std::chrono::seconds(seconds));
    }
    const auto date = parseHttpDate(value);
    if (!date || *date < unixSeconds)
        return {};
    return milliseconds(std::chrono::seconds(std::min(*date - unixSeconds, longest)));
}

}
