// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/qdrant/qdrantsettings.h"

#include "base/text.h"

#include <utility>

namespace emitter::qdrantsink {
namespace {

/// Qdrant's own rule.
bool isCollectionName(std::string_view name)
{
    return !name.empty() && name.size() <= 255
        && name.find_first_of("<>:\"/\\|?*") == std::string_view::npos && name != "."
        && name != "..";
}

QdrantSettings::Sparse sparseOf(const std::string &word)
{
    if (word == "server")
        return QdrantSettings::Sparse::Server;
    return word == "off" ? QdrantSettings::Sparse::Off : QdrantSettings::Sparse::Client;
}

Result<void> check(const QdrantSettings &settings)
{
    if (settings.url.find_first_of("?#") != std::string::npos)
        return makeProblem(Cause::Input,
            "`url` must not have a query or fragment; it is " + printable(settings.url, 200),
            "Write the server's address alone, e.g. http://localhost:6333.");
    if (!isCollectionName(settings.collection))
        return makeProblem(Cause::Input,
            "`collection_name`: Qdrant allows no collection called \""
                + printable(settings.collection, 100) + "\"",
            "Use 1 to 255 characters without any of <>:\"/\\|?*.");
    const bool sparse = settings.sparse != QdrantSettings::Sparse::Off;
    if (!settings.dense && !sparse)
        return makeProblem(Cause::Input,
            "`dense: false` and `sparse: off` leave no vector to store", "Keep one of the two.");
    if ((settings.dense && settings.denseName.empty()) || (sparse && settings.sparseName.empty()))
        return makeProblem(Cause::Input, "`dense_vector` and `sparse_vector` must not be empty",
            "Name the vectors, e.g. dense and bm25.");
    if (settings.dense && sparse && settings.denseName == settings.sparseName)
        return makeProblem(Cause::Input,
            "`dense_vector` and `sparse_vector` are both \"" + settings.denseName + "\"",
            "Give each a name of its own.");
    return {};
}

}

Result<QdrantSettings> QdrantSettings::create(const SinkConfig &config)
{
    const FieldValues &values = config.values;
    QdrantSettings settings;
    auto client = ClientSettings::create(config);
    if (!client)
        return client.problem();
    settings.client = std::move(*client);
    settings.url = values.text("url");
    if (const Secret &key = values.secret("api_key"); !key.isEmpty()) {
        if (hasControlCharacters(key.reveal()))
            return makeProblem(Cause::Input,
                "`api_key` must not have line breaks or control characters",
                "Remove them; a variable may end in a line break.");
        settings.headers.emplace_back("api-key", key.reveal());
    }
    settings.collection = values.text("collection_name");
    settings.dense = values.boolean("dense");
    settings.denseName = values.text("dense_vector");
    settings.sparse = sparseOf(values.text("sparse"));
    settings.sparseName = values.text("sparse_vector");
    settings.averageLength = values.number("average_length");
    settings.wait = values.boolean("wait");
    settings.bulk = values.boolean("bulk") && config.purpose == SinkConfig::Purpose::Run;
    settings.levelCase = levelCaseOf(values.text("level_case"));
    if (auto checked = check(settings); !checked)
        return checked.problem();
    return settings;
}

}
