// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rest/clientsettings.h"

#include "base/text.h"

#include <algorithm>

namespace emitter {
namespace {

HttpClientKind kindOf(const std::string &word)
{
    if (word == "fast")
        return HttpClientKind::Fast;
    return word == "qnam" ? HttpClientKind::Qnam : HttpClientKind::Auto;
}

}

Result<ClientSettings> ClientSettings::create(const SinkConfig &config)
{
    ClientSettings settings;
    settings.url = config.values.text("url");
    settings.kind = kindOf(config.values.text("client"));
    if (settings.kind == HttpClientKind::Fast && !isForFastClient(settings.url)) {
        Problem problem;
        problem.text = "`client: fast` speaks plain http:// alone, and `url` is "
            + printable(settings.url, 200);
        problem.remedy = "Remove `client`; the client that speaks TLS is then chosen by itself.";
        return problem;
    }
    HttpClientOptions &options = settings.options;
    options.connectTimeout = config.settings.connectTimeout.value_or(std::chrono::seconds(3));
    options.timeout = config.settings.timeout.value_or(std::chrono::seconds(30));
    options.insecure = config.settings.insecure;
    options.connections = static_cast<int>(config.values.integer("connections"));
    return settings;
}

bool ClientSettings::isFast() const
{
    return kind != HttpClientKind::Qnam && isForFastClient(url);
}

int inFlightOf(const FieldValues &values)
{
    constexpr int mostOfQnam = 6;
    const int connections = static_cast<int>(values.integer("connections"));
    const bool fast = values.text("client") != "qnam" && isForFastClient(values.text("url"));
    return fast ? connections : std::min(connections, mostOfQnam);
}

int openFilesOf(const FieldValues &values)
{
    constexpr int besidesConnections = 4;
    return static_cast<int>(values.integer("connections")) + besidesConnections;
}

}
