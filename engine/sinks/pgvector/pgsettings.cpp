// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/pgvector/pgsettings.h"

#include "base/text.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <utility>

namespace emitter::pgvectorsink {
namespace {

bool isOnThisMachine(std::string_view host)
{
    return host == "localhost" || host == "::1" || host.starts_with("127.")
        || host.starts_with('/');
}

// libpq, 34.1.1.1: values in quotes, \ before ' and \.
void appendOption(std::string &out, std::string_view key, std::string_view value)
{
    out += out.empty() ? "" : " ";
    out += key;
    out += "='";
    for (const char letter : value) {
        if (letter == '\'' || letter == '\\')
            out += '\\';
        out += letter;
    }
    out += '\'';
}

bool verifies(std::string_view mode)
{
    return mode.starts_with("verify-");
}

std::string sslModeOf(const FieldValues &values, bool insecure)
{
    std::string mode = values.text("sslmode");
    if (mode.empty())
        mode = isOnThisMachine(values.text("host")) ? "prefer" : "verify-full";
    return insecure && verifies(mode) ? "require" : mode;
}

// Before version 16 libpq does not know the system's authorities by itself.
std::string authorities(const FieldValues &values)
{
    if (!values.text("ca_file").empty())
        return values.text("ca_file");
    constexpr const char *ofSystem = "/etc/ssl/certs/ca-certificates.crt";
    const char *home = std::getenv("HOME");
    std::error_code ignored;
    const bool own =
        home && std::filesystem::exists(std::string(home) + "/.postgresql/root.crt", ignored);
    return !own && std::filesystem::exists(ofSystem, ignored) ? ofSystem : "";
}

std::string conninfoOf(const SinkConfig &config, const std::string &sslMode)
{
    using namespace std::chrono;
    const FieldValues &values = config.values;
    const auto timeout = config.settings.timeout.value_or(30s);
    std::string out;
    appendOption(out, "host", values.text("host"));
    appendOption(out, "port", std::to_string(values.integer("port")));
    appendOption(out, "user", values.text("user"));
    if (!values.secret("password").isEmpty())
        appendOption(out, "password", values.secret("password").reveal());
    appendOption(out, "dbname", values.text("database"));
    appendOption(out, "sslmode", sslMode);
    if (verifies(sslMode) && !authorities(values).empty())
        appendOption(out, "sslrootcert", authorities(values));
    // Its encryption would take TLS's place, and its keys are not what sslmode asks for.
    appendOption(out, "gssencmode", "disable");
    appendOption(out, "tcp_user_timeout", std::to_string(timeout.count()));
    appendOption(out, "client_encoding", "UTF8");
    appendOption(out, "application_name", "emitter");
    return out;
}

Result<void> checkTexts(const FieldValues &values)
{
    for (const char *key : {"host", "user", "database", "ca_file"}) {
        const std::string &text = values.text(key);
        if (hasControlCharacters(text) || !isCleanUtf8(text))
            return makeProblem(Cause::Input,
                "`" + std::string(key) + "` must not have control characters",
                "Remove them; a variable may end in a line break.");
    }
    if (hasControlCharacters(values.secret("password").reveal()))
        return makeProblem(Cause::Input,
            "`password` must not have line breaks or control characters",
            "Remove them; a variable may end in a line break.");
    const std::string &host = values.text("host");
    if (host.empty() || host.find_first_of(", /@") != std::string::npos) {
        if (!host.starts_with('/'))
            return makeProblem(Cause::Input,
                "`host` must be one name or address; it is \"" + printable(host, 200) + '"',
                "Write the host alone, and its port in `port`.");
    }
    // libpq takes a connection string in place of a database's name.
    if (values.text("database").find_first_of("=:") != std::string::npos)
        return makeProblem(
            Cause::Input, "`database` must be a name without = and :", "Write the name alone.");
    return {};
}

}

Result<PgSettings> PgSettings::create(const SinkConfig &config)
{
    const FieldValues &values = config.values;
    if (auto checked = checkTexts(values); !checked)
        return std::move(checked.problem());
    auto table = TableName::parse(values.text("table_name"));
    if (!table)
        return std::move(table.problem());
    PgSettings settings;
    settings.table = std::move(*table);
    settings.sslMode = sslModeOf(values, config.settings.insecure);
    settings.conninfo = conninfoOf(config, settings.sslMode);
    settings.server = values.text("host") + ':' + std::to_string(values.integer("port"));
    settings.remote = !isOnThisMachine(values.text("host"));
    settings.levelCase = levelCaseOf(values.text("level_case"));
    const std::string &index = values.text("index");
    const bool builds = index != "none" && config.purpose == SinkConfig::Purpose::Run;
    settings.index = !builds ? Index::None : index == "start" ? Index::Start : Index::After;
    settings.indexMemory = values.size("index_memory");
    settings.indexTimeout = values.duration("index_timeout");
    settings.synchronousCommit = values.boolean("synchronous_commit");
    settings.connections = static_cast<int>(values.integer("connections"));
    settings.connectTimeout = config.settings.connectTimeout.value_or(std::chrono::seconds(3));
    settings.timeout = config.settings.timeout.value_or(std::chrono::seconds(30));
    return settings;
}

std::string targetOf(const FieldValues &values)
{
    return values.text("host") + ':' + std::to_string(values.integer("port")) + '/'
        + values.text("database") + ' ' + values.text("table_name");
}

}
