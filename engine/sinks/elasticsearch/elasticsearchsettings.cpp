// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/elasticsearch/elasticsearchsettings.h"

#include "base/text.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace emitter::elasticsearchsink {
namespace {

/// Of the 255 bytes that Elasticsearch allows, a run's alias needs some behind the name.
constexpr std::size_t longestName = 220;

Result<void> checkIndex(const std::string &index)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    };
    if (!index.empty() && index.size() <= longestName
        && std::all_of(index.begin(), index.end(), allowed) && index[0] != '_' && index[0] != '-'
        && index != "." && index != "..")
        return {};
    return makeProblem(Cause::Input,
        "`index_name`: \"" + printable(index, 100) + "\" is not the name of one index",
        "Use a-z, 0-9, '.', '_' and '-', and begin with a letter or digit.");
}

Result<void> checkFields(const FieldValues &values)
{
    std::set<std::string> used{"service", "level", "message", "metadata"};
    for (const char *key : {"timestamp_field", "vector_field"}) {
        const std::string &name = values.text(key);
        if (name.empty() || name[0] == '_' || name.find('.') != std::string::npos
            || hasControlCharacters(name))
            return makeProblem(Cause::Input,
                "`" + std::string(key) + "`: \"" + printable(name, 100)
                    + "\" cannot be the name of a field",
                "Use a name without dots and control characters that does not begin with _.");
        if (!used.insert(name).second)
            return makeProblem(Cause::Input,
                "`" + std::string(key) + "`: the field \"" + printable(name, 100) + "\" is taken",
                "Choose another name.");
    }
    return {};
}

// What Elasticsearch takes as a time: `-1`, or a number with a unit.
Result<void> checkRefresh(const std::string &interval)
{
    const auto digits =
        static_cast<std::size_t>(std::find_if_not(interval.begin(), interval.end(), [](char c) {
            return c >= '0' && c <= '9';
        }) - interval.begin());
    const std::string_view unit = std::string_view(interval).substr(digits);
    if (interval.empty() || interval == "-1"
        || (digits > 0 && digits < 10
            && (unit == "ms" || unit == "s" || unit == "m" || unit == "h")))
        return {};
    return makeProblem(Cause::Input,
        "`bulk_refresh`: \"" + printable(interval, 100) + "\" is not a refresh interval",
        "Write -1, or a number with ms, s, m or h, e.g. 30s.");
}

Result<HttpHeaders> headersOf(const FieldValues &values)
{
    const std::string &key = values.secret("api_key").reveal();
    const std::string &user = values.text("user");
    const std::string &password = values.secret("password").reveal();
    const bool basic = !user.empty() || !password.empty();
    if (basic && !key.empty())
        return makeProblem(
            Cause::Input, "`api_key` and `user` with `password` exclude each other", "Keep one.");
    if (hasControlCharacters(key) || hasControlCharacters(user + password)
        || user.find(':') != std::string::npos)
        return makeProblem(Cause::Input,
            "`api_key`, `user` and `password` must not have line breaks or control characters, "
            "and `user` no colon",
            "Remove them; a variable may end in a line break.");
    HttpHeaders headers;
    if (basic)
        headers.emplace_back("Authorization", basicAuthorization(user, password));
    if (!key.empty())
        headers.emplace_back("Authorization", "ApiKey " + key);
    return headers;
}

ElasticsearchSettings::Vectors vectorsOf(const std::string &word)
{
    if (word == "base64")
        return ElasticsearchSettings::Vectors::Base64;
    if (word == "numbers")
        return ElasticsearchSettings::Vectors::Numbers;
    return word == "off" ? ElasticsearchSettings::Vectors::Off
                         : ElasticsearchSettings::Vectors::Auto;
}

}

Result<ElasticsearchSettings> ElasticsearchSettings::create(const SinkConfig &config)
{
    const FieldValues &values = config.values;
    ElasticsearchSettings settings;
    auto client = ClientSettings::create(config);
    if (!client)
        return client.problem();
    settings.client = std::move(*client);
    settings.url = values.text("url");
    if (settings.url.find_first_of("?#") != std::string::npos)
        return makeProblem(Cause::Input,
            "`url` must not have a query or fragment; it is " + printable(settings.url, 200),
            "Remove it.");
    settings.index = values.text("index_name");
    if (auto checked = checkIndex(settings.index); !checked)
        return checked.problem();
    if (auto checked = checkFields(values); !checked)
        return checked.problem();
    settings.bulkRefresh = values.text("bulk_refresh");
    if (auto checked = checkRefresh(settings.bulkRefresh); !checked)
        return checked.problem();
    if (config.purpose == SinkConfig::Purpose::Check)
        settings.bulkRefresh.clear();
    auto headers = headersOf(values);
    if (!headers)
        return headers.problem();
    settings.name = config.name;
    settings.headers = std::move(*headers);
    settings.user = values.text("user");
    settings.timestampField = values.text("timestamp_field");
    settings.vectorField = values.text("vector_field");
    settings.levelCase = levelCaseOf(values.text("level_case"));
    settings.op = values.text("op") == "index" ? Op::Index : Op::Create;
    settings.ids = values.boolean("ids");
    settings.vectors = vectorsOf(values.text("vectors"));
    settings.vectorIndex = values.boolean("vector_index");
    if (values.has("shards"))
        settings.shards = values.integer("shards");
    if (values.has("replicas"))
        settings.replicas = values.integer("replicas");
    settings.gzip = values.boolean("gzip");
    return settings;
}

}
