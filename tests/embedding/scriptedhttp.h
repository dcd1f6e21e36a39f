// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/jsonwriter.h"
#include "support/scriptedhttp.h"

#include <nlohmann/json.hpp>

#include <cstring>
#include <functional>
#include <string>
#include <vector>

namespace emitter {

/// Waiting takes no time, but is remembered.
class InstantClock : public Clock
{
public:
    std::int64_t monotonicNanos() const override { return m_now; }
    std::int64_t unixNanos() const override { return 1'700'000'000'000'000'000 + m_now; }
    std::int64_t threadCpuNanos() const override { return 0; }
    void waitUntil(std::int64_t deadline, WakeUp &) override
    {
        waitedMs.push_back((deadline - m_now) / 1'000'000);
        if (onWait)
            onWait();
        m_now = deadline;
    }

    std::vector<std::int64_t> waitedMs;
    std::function<void()> onWait;

private:
    std::int64_t m_now = 0;
};

inline ScriptedHttp::Answer answerWith(int status, std::string body, HttpHeaders headers = {})
{
    return [=](const HttpRequest &) {
        HttpResponse response;
        response.status = status;
        response.body = body;
        response.headers = headers;
        return response;
    };
}

inline ScriptedHttp::Answer failWith(HttpResponse::Error error)
{
    return [=](const HttpRequest &) {
        HttpResponse response;
        response.error = error;
        response.detail = "127.0.0.1:1 refused the connection";
        return response;
    };
}

inline std::string encodedBase64(const std::vector<float> &numbers)
{
    const char *alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes(numbers.size() * 4, '\0');
    std::memcpy(bytes.data(), numbers.data(), bytes.size());
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group =
                group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out += i + k > bytes.size() ? '=' : alphabet[group >> (18 - 6 * k) & 63];
    }
    return out;
}

/// What a server makes of a text here: a direction that depends on its length and first letter.
inline std::vector<float> directionOf(const std::string &text, std::size_t dimensions)
{
    std::vector<float> vector(dimensions, 0.0F);
    vector[text.size() % dimensions] = 0.6F;
    vector[(text.size() + 1) % dimensions] = text.empty() || text[0] < 'm' ? 0.8F : -0.8F;
    return vector;
}

/// Embeds as a server would, in the encoding asked for, the last text first.
inline ScriptedHttp::Answer embedAll(std::size_t dimensions)
{
    return [=](const HttpRequest &request) {
        const auto asked = nlohmann::json::parse(request.body);
        const bool base64 = asked.value("encoding_format", "float") == "base64";
        nlohmann::json data = nlohmann::json::array();
        for (std::size_t i = asked["input"].size(); i-- > 0;) {
            const auto vector = directionOf(asked["input"][i].get<std::string>(), dimensions);
            nlohmann::json item{{"object", "embedding"}, {"index", i}};
            if (base64)
                item["embedding"] = encodedBase64(vector);
            else
                item["embedding"] = vector;
            data.push_back(item);
        }
        return answerWith(200, nlohmann::json{{"object", "list"}, {"data", data}}.dump())(request);
    };
}

}
