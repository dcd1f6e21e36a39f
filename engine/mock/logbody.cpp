// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mock/logbody.h"

#include "base/jsonwriter.h"
#include "base/text.h"

#include <nlohmann/json.hpp>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace emitter {
namespace {

using Json = nlohmann::json;

/// Empty when it is not gzip or over the limit.
std::optional<std::string> gunzip(const std::string &packed)
{
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 16) != Z_OK)
        return {};
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string out;
    std::string piece(1 << 16, '\0');
    int state = Z_OK;
    while (state == Z_OK && out.size() <= HttpRequestParser::maxBody) {
        stream.next_out = reinterpret_cast<Bytef *>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        state = inflate(&stream, Z_NO_FLUSH);
        out.append(piece, 0, piece.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    if (state != Z_STREAM_END || out.size() > HttpRequestParser::maxBody)
        return {};
    return out;
}

Json parse(std::string_view text)
{
    return Json::parse(text.begin(), text.end(), nullptr, false);
}

/// One error in the shape that FastAPI gives its validation errors.
std::string validation(std::string_view type, std::optional<std::uint64_t> index,
    std::string_view field, std::string_view message)
{
    JsonWriter json;
    json.beginObject().key("detail").beginArray().beginObject();
    json.member("type", type).key("loc").beginArray().value("body");
    if (index)
        json.value(*index);
    if (!field.empty())
        json.value(field);
    json.endArray().member("msg", message).endObject().endArray().endObject();
    return json.take();
}

bool isLevel(const std::string &text)
{
    static constexpr std::array<std::string_view, 7> known{
        "debug", "info", "warn", "warning", "error", "critical", "fatal"};
    return std::find(known.begin(), known.end(), lowerCase(text)) != known.end();
}

/// What is wrong with one log; empty when nothing is.
std::string complaint(const Json &log, std::optional<std::uint64_t> index)
{
    if (!log.is_object())
        return validation("model_attributes_type", index, "", "Input should be a valid dictionary");
    for (const char *field : {"message", "level"}) {
        const auto found = log.find(field);
        if (found == log.end())
            return validation("missing", index, field, "Field required");
        if (!found->is_string())
            return validation("string_type", index, field, "Input should be a valid string");
    }
    if (!isLevel(log["level"].get_ref<const std::string &>()))
        return validation(
            "enum", index, "level", "Input should be DEBUG, INFO, WARN, ERROR or CRITICAL");
    if (const auto time = log.find("timestamp");
        time != log.end() && !time->is_string() && !time->is_number())
        return validation("datetime_type", index, "timestamp", "Input should be a valid datetime");
    if (const auto source = log.find("source"); source != log.end() && !source->is_string())
        return validation("string_type", index, "source", "Input should be a valid string");
    if (const auto data = log.find("metadata");
        data != log.end() && !data->is_object() && !data->is_null())
        return validation("dict_type", index, "metadata", "Input should be a valid dictionary");
    return {};
}

LogBody refused(std::uint64_t logs, std::string detail)
{
    return {std::max<std::uint64_t>(logs, 1), 422, std::move(detail)};
}

LogBody judgeArray(const Json &logs)
{
    for (std::size_t i = 0; i < logs.size(); ++i) {
        if (std::string wrong = complaint(logs[i], i); !wrong.empty())
            return refused(logs.size(), std::move(wrong));
    }
    return {logs.size(), 200, {}};
}

/// The one array of an object that is not a log itself.
const Json *envelopeOf(const Json &object)
{
    if (object.contains("message"))
        return nullptr;
    const auto found = std::find_if(
        object.begin(), object.end(), [](const Json &member) { return member.is_array(); });
    return found == object.end() ? nullptr : &*found;
}

LogBody judgeLines(std::string_view text)
{
    LogBody body;
    for (const std::string_view line : split(text, '\n')) {
        if (trimmed(line).empty())
            continue;
        const std::uint64_t index = body.logs++;
        if (body.status != 200)
            continue; // only to count them
        const Json log = parse(line);
        std::string wrong = log.is_discarded()
            ? validation("json_invalid", index, "", "JSON decode error")
            : complaint(log, index);
        if (!wrong.empty())
            body = {body.logs, 422, std::move(wrong)};
    }
    if (body.logs == 0)
        return refused(1, validation("missing", {}, "", "Field required"));
    return body;
}

}

LogBody readLogs(const MockRequest &request)
{
    std::string unpacked;
    const std::string *text = &request.body;
    if (request.contentEncoding == "gzip") {
        auto plain = gunzip(request.body);
        if (!plain)
            return {1, 413, R"({"detail":"The gzip body is damaged or too large"})"};
        unpacked = std::move(*plain);
        text = &unpacked;
    } else if (!request.contentEncoding.empty() && request.contentEncoding != "identity") {
        return {1, 415, R"({"detail":"Unsupported Content-Encoding"})"};
    }
    if (request.contentType.find("ndjson") != std::string::npos)
        return judgeLines(*text);
    const Json body = parse(*text);
    if (body.is_discarded()) {
        if (trimmed(*text).find('\n') != std::string_view::npos)
            return judgeLines(*text);
        return refused(1, validation("json_invalid", {}, "", "JSON decode error"));
    }
    if (body.is_array())
        return judgeArray(body);
    if (body.is_object()) {
        if (const Json *logs = envelopeOf(body))
            return judgeArray(*logs);
    }
    if (std::string wrong = complaint(body, {}); !wrong.empty())
        return refused(1, std::move(wrong));
    return {1, 200, {}};
}

}
