// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/http/httpsettings.h"

#include "base/text.h"
#include "http/httpurl.h"
#include "rest/restanswer.h"

#include <algorithm>
#include <array>
#include <set>

namespace emitter::httpsink {
namespace {

using Part = EntryFormat::Part;

struct PartName
{
    Part part;
    std::string_view name; ///< in `fields`
    std::string_view key; ///< unless renamed
};

/// The keys that a log distributor expects, and the entry's id.
constexpr std::array partNames{PartName{Part::Id, "id", "id"},
    PartName{Part::Timestamp, "timestamp", "timestamp"}, PartName{Part::Level, "level", "level"},
    PartName{Part::Message, "message", "message"}, PartName{Part::Service, "service", "source"},
    PartName{Part::Metadata, "metadata", "metadata"},
    PartName{Part::Embedding, "embedding", "embedding"}};

HttpSettings::Body bodyOf(const FieldValues &values)
{
    const std::string &name = values.text("body");
    if (name == "array")
        return HttpSettings::Body::Array;
    if (name == "ndjson")
        return HttpSettings::Body::NdJson;
    return name == "envelope" ? HttpSettings::Body::Envelope : HttpSettings::Body::Single;
}

EntryFormat::Timestamp timestampOf(const std::string &name)
{
    if (name == "rfc3339_no_zone")
        return EntryFormat::Timestamp::Rfc3339NoZone;
    if (name == "unix_s")
        return EntryFormat::Timestamp::UnixSeconds;
    if (name == "unix_ms")
        return EntryFormat::Timestamp::UnixMillis;
    return name == "unix_ns" ? EntryFormat::Timestamp::UnixNanos : EntryFormat::Timestamp::Rfc3339;
}

Result<void> checkUrls(const FieldValues &values)
{
    const std::string &url = values.text("url");
    if (url.find_first_of("?#") != std::string::npos)
        return makeProblem(Cause::Input,
            "`url` must not have a query or fragment; it is " + printable(url, 200),
            "Put the query behind `path`.");
    for (const char *key : {"path", "health_path"}) {
        const std::string &path = values.text(key);
        if (!path.empty() && path[0] != '/')
            return makeProblem(Cause::Input,
                "`" + std::string(key) + "` must start with /; it is " + printable(path, 200),
                "Write /" + printable(path, 200) + ".");
        if (path.find_first_of(" #") != std::string::npos || hasControlCharacters(path))
            return makeProblem(Cause::Input,
                "`" + std::string(key) + "` must not have blanks, # or control characters",
                "Write %20 for a blank.");
    }
    return {};
}

Result<ClientSettings> clientOf(const SinkConfig &config, HttpSettings::Body body)
{
    auto client = ClientSettings::create(config);
    if (!client)
        return client;
    HttpClientOptions &options = client->options;
    options.keptBody = 64u << 10; // enough for a message
    options.threads = static_cast<int>(config.values.integer("client_threads"));
    options.pipeline = static_cast<int>(config.values.integer("pipeline"));
    if (options.pipeline > 1 && body != HttpSettings::Body::Single)
        return makeProblem(Cause::Input,
            "`pipeline` is for one request per entry, and `body` is not single",
            "Remove `pipeline`; larger batches do more.");
    if ((options.pipeline > 1 || options.threads > 1) && !client->isFast())
        return makeProblem(Cause::Input,
            "`pipeline` and `client_threads` need the fast client, and here it is qnam",
            "Remove them, or use an http:// address without `client: qnam`.");
    return client;
}

Result<HttpHeaders> headersOf(const FieldValues &values, HttpSettings::Body body, bool gzip)
{
    HttpHeaders headers = values.map("headers");
    for (const auto &[name, value] : headers) {
        if (!isHeaderName(name))
            return makeProblem(Cause::Input,
                "`headers`: \"" + printable(name, 100) + "\" is not a header name",
                "Use letters, digits and dashes.");
        if (hasControlCharacters(value))
            return makeProblem(Cause::Input,
                "`headers`: the value of " + name + " has a line break or control character",
                "Remove it; a variable may end in a line break.");
        const std::string key = lowerCase(name);
        if (key == "content-length" || key == "transfer-encoding" || key == "connection"
            || key == "host")
            return makeProblem(Cause::Input, "`headers`: " + name + " cannot be set", "Remove it.");
    }
    const Secret &token = values.secret("token");
    const std::string &user = values.text("user");
    const std::string &password = values.secret("password").reveal();
    const bool basic = !user.empty() || !password.empty();
    if (hasHeader(headers, "authorization") + !token.isEmpty() + basic > 1)
        return makeProblem(Cause::Input,
            "`token`, `user` with `password`, and an Authorization header exclude each other",
            "Keep one of them.");
    if (hasControlCharacters(token.reveal()) || hasControlCharacters(user + password)
        || user.find(':') != std::string::npos)
        return makeProblem(Cause::Input,
            "`token`, `user` and `password` must not have line breaks or control characters, "
            "and `user` no colon",
            "Remove them; a variable may end in a line break.");
    if (!token.isEmpty())
        headers.emplace_back("Authorization", "Bearer " + token.reveal());
    if (basic)
        headers.emplace_back("Authorization", basicAuthorization(user, password));
    if (!hasHeader(headers, "content-type"))
        headers.emplace_back("Content-Type",
            body == HttpSettings::Body::NdJson ? "application/x-ndjson" : "application/json");
    if (gzip)
        headers.emplace_back("Content-Encoding", "gzip");
    return headers;
}

Result<EntryFormat> formatOf(const FieldValues &values)
{
    EntryFormat format;
    format.timestamp = timestampOf(values.text("timestamp_format"));
    format.levelCase = levelCaseOf(values.text("level_case"));
    format.constants = values.map("constants");
    const TextMap &fields = values.map("fields");
    for (const auto &[name, key] : fields) {
        if (std::none_of(partNames.begin(), partNames.end(),
                [&](const auto &part) { return part.name == name; }))
            return makeProblem(Cause::Input,
                "`fields`: \"" + printable(name, 100) + "\" is not a part of an entry",
                "The parts are id, timestamp, level, message, service, metadata and embedding.");
    }
    std::set<std::string> used;
    for (const PartName &part : partNames) {
        if (part.part == Part::Embedding && !values.boolean("embedding"))
            continue;
        const auto renamed = std::find_if(fields.begin(), fields.end(),
            [&](const auto &field) { return field.first == part.name; });
        std::string key(renamed == fields.end() ? part.key : std::string_view(renamed->second));
        if (key.empty())
            continue;
        if (!used.insert(key).second)
            return makeProblem(Cause::Input,
                "`fields`: two parts have the key \"" + printable(key, 100) + "\"",
                "Give each part a key of its own.");
        format.keys.push_back({part.part, std::move(key)});
    }
    for (const auto &[key, value] : format.constants) {
        if (key.empty() || !used.insert(key).second)
            return makeProblem(Cause::Input,
                "`constants`: the key \"" + printable(key, 100) + "\" is empty or taken",
                "Choose another key.");
    }
    if (used.empty())
        return makeProblem(
            Cause::Input, "`fields` leaves nothing to send", "Keep at least one part.");
    return format;
}

}

std::string submitUrl(const FieldValues &values)
{
    return joinedUrl(values.text("url"), values.text("path"));
}

Result<HttpSettings> HttpSettings::create(const SinkConfig &config)
{
    const FieldValues &values = config.values;
    if (auto checked = checkUrls(values); !checked)
        return checked.problem();
    HttpSettings settings;
    settings.body = bodyOf(values);
    settings.gzip = values.boolean("gzip");
    if (settings.gzip && settings.body == Body::Single)
        return makeProblem(Cause::Input,
            "`gzip` needs a body with several entries; `body` is single",
            "Choose body: array, ndjson or envelope, or remove gzip.");
    auto client = clientOf(config, settings.body);
    if (!client)
        return client.problem();
    settings.client = std::move(*client);
    if (values.boolean("embedding") && !config.vectors)
        return makeProblem(Cause::Input, "`embedding: true` needs vectors, and this run has none",
            "Choose an embedding provider (openai or hash), or remove `embedding`.");
    auto headers = headersOf(values, settings.body, settings.gzip);
    if (!headers)
        return headers.problem();
    auto format = formatOf(values);
    if (!format)
        return format.problem();
    settings.headers = std::move(*headers);
    settings.format = std::move(*format);
    settings.envelopeKey = values.text("envelope_key");
    settings.submitUrl = httpsink::submitUrl(values);
    if (!values.text("health_path").empty())
        settings.healthUrl = joinedUrl(values.text("url"), values.text("health_path"));
    return settings;
}

}
