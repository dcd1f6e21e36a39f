// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/profileloading.h"

#include "app/quickstart.h"
#include "profile/profilerows.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <unistd.h>

namespace emitter {
namespace {

/// `buffer_size` is EMITTER_BUFFER_SIZE, `embedding.provider` is EMITTER_EMBEDDING_PROVIDER.
std::string variableFor(std::string path)
{
    std::transform(path.begin(), path.end(), path.begin(),
        [](unsigned char c) { return c == '.' ? '_' : static_cast<char>(std::toupper(c)); });
    return "EMITTER_" + path;
}

/// The settings that a variable can set: those of the top level and of `embedding`.
std::vector<std::string> settingPaths()
{
    std::vector<std::string> paths;
    for (const Field &row : topRows())
        paths.emplace_back(row.key);
    for (const Field &row : embeddingRows()) {
        if (row.type != Field::Secret)
            paths.push_back("embedding." + std::string(row.key));
    }
    return paths;
}

std::vector<Override> overridesFor(const CommandLine &line)
{
    std::vector<Override> overrides;
    for (const std::string &path : settingPaths()) {
        const std::string name = variableFor(path);
        if (const auto value = processEnvironment(name))
            overrides.push_back({path, *value, name});
    }
    for (std::size_t i = 0; i < line.settings.size(); ++i)
        overrides.push_back(
            {line.settings[i].first, line.settings[i].second, line.settingFlags[i]});
    return overrides;
}

}

std::optional<std::string> processEnvironment(const std::string &name)
{
    const char *value = std::getenv(name.c_str());
    return value ? std::optional<std::string>(value) : std::nullopt;
}

std::vector<SinkSchema> schemasOf(const SinkRegistry &sinks)
{
    std::vector<SinkSchema> schemas;
    for (const SinkDescriptor &sink : sinks.sinks())
        schemas.push_back({sink.id, sink.rows});
    return schemas;
}

LoadedProfile loadProfile(const CommandLine &line, const SinkRegistry &sinks)
{
    LoadedProfile loaded;
    ReadOptions options;
    options.sinks = schemasOf(sinks);
    options.environment = processEnvironment;
    options.overrides = overridesFor(line);
    options.serviceRates = line.services;
    options.only = line.only;
    options.sinkArguments = line.sinks;

    std::string text(quickstartProfile);
    const bool here = !line.config && access("config.yaml", F_OK) == 0;
    if (line.config || here) {
        options.fileName = line.config.value_or("config.yaml");
        auto read = loadProfileText(options.fileName);
        if (!read) {
            loaded.outcome.problems.push_back(read.problem());
            return loaded;
        }
        text = std::move(*read);
    } else {
        loaded.note = "No profile named and no config.yaml here: using the built-in example.";
    }
    loaded.outcome = readProfile(text, options);
    if (loaded.outcome.profile) {
        for (const std::string &target : line.targets)
            loaded.outcome.profile->targets.push_back({target, {}});
    }
    return loaded;
}

}
