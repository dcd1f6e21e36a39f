// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profilereader.h"

#include "base/text.h"
#include "profile/overrides.h"
#include "profile/profilerows.h"
#include "profile/readcontext.h"
#include "profile/shapereader.h"
#include "profile/sinkreader.h"
#include "profile/sourcereader.h"
#include "profile/variables.h"

#include <algorithm>
#include <array>
#include <utility>

namespace emitter {
namespace {

void readTop(const Node &root, ReadContext &context, Profile &profile)
{
    auto keys = keysOf(topRows());
    keys.insert(keys.end(), std::begin(sectionKeys), std::end(sectionKeys));
    context.checkKeys(root, {}, keys);

    const FieldValues values = context.readRows(root, {}, topRows());
    if (values.integer("version") != 1) {
        const Node *version = root.find("version");
        context.error(*version, "version", "must be 1; you wrote " + printable(version->text, 60),
            "A newer version of this program reads that profile.");
    }
    profile.bufferSize = static_cast<std::uint32_t>(values.integer("buffer_size"));
    profile.flushInterval = std::chrono::milliseconds(values.integer("flush_interval_ms"));
    profile.runDuration = std::chrono::round<std::chrono::milliseconds>(
        std::chrono::duration<double>(values.number("run_duration_secs")));
    if (values.has("run_duration"))
        profile.runDuration = values.duration("run_duration");
    const Node *both = root.find("run_duration");
    if (both && root.find("run_duration_secs"))
        context.error(
            *both, "run_duration", "says the same as run_duration_secs", "Keep one of them.");
    profile.count = static_cast<std::uint64_t>(values.integer("count"));
    profile.messagePoolSize = static_cast<std::uint32_t>(values.integer("message_pool_size"));
    if (values.has("seed"))
        profile.seed = static_cast<std::uint64_t>(values.integer("seed"));
    profile.rateScale = values.number("rate_scale");
    profile.maxLag = values.duration("max_lag");
    profile.drainTimeout = values.duration("drain_timeout");
}

EmbeddingSpec::Provider providerFrom(const std::string &text)
{
    return text == "hash" ? EmbeddingSpec::Provider::Hash
        : text == "none"  ? EmbeddingSpec::Provider::None
                          : EmbeddingSpec::Provider::OpenAi;
}

/// OpenAI's key by its usual name, where the profile names none; no other server gets it.
void takeUsualKey(const Node &embedding, ReadContext &context, EmbeddingSpec &spec)
{
    const std::string name = "OPENAI_API_KEY";
    const std::string path = "embedding.api_key";
    Node usual;
    usual.kind = Node::Kind::Scalar;
    usual.text = "${" + name + ":-}";
    usual.place = embedding.place;
    if (spec.provider != EmbeddingSpec::Provider::OpenAi || !spec.isOpenAi()
        || !spec.missingVariables.empty() || embedding.find("api_key")
        || embedding.find("api_key_file")
        || expandVariables(usual.text, context.options().environment).text.empty())
        return;
    const Field &row = *findField(embeddingRows(), "api_key");
    if (auto key = context.readValue(row, usual, path, Need::Deferred))
        spec.apiKey = std::get<Secret>(*key);
    context.setOrigin(path, name);
}

void readEmbedding(const Node &root, ReadContext &context, EmbeddingSpec &spec)
{
    const Node empty;
    const Node *node = context.mappingAt(root, "embedding", "embedding");
    if (!node)
        node = &empty;
    context.checkKeys(*node, "embedding", keysOf(embeddingRows()), " of embedding");

    // The rows of the server may lack their variables: whether vectors are wanted is not known
    // here.
    static constexpr std::array<std::string_view, 4> server{
        "api_key", "api_key_file", "base_url", "model"};
    static constexpr std::array<std::string_view, 4> local{
        "provider", "dimensions", "noise", "cache"};
    const FieldValues own =
        context.readRows(*node, "embedding", embeddingRows(), Need::Needed, {}, server);
    spec.provider = providerFrom(own.text("provider"));
    spec.providerSet = node->find("provider") != nullptr;
    spec.dimensions = static_cast<std::uint32_t>(own.integer("dimensions"));
    spec.noise = own.number("noise");
    spec.cache = own.boolean("cache");
    spec.place = node->place;

    const Need need =
        spec.provider == EmbeddingSpec::Provider::OpenAi ? Need::Deferred : Need::Unneeded;
    const FieldValues remote =
        context.readRows(*node, "embedding", embeddingRows(), need, {}, local);
    spec.apiKey = remote.secret("api_key");
    spec.apiKeyFile = remote.text("api_key_file");
    spec.baseUrl = remote.text("base_url");
    spec.model = remote.text("model");
    spec.missingVariables = std::move(context.deferred);
    takeUsualKey(*node, context, spec);
    if (node->find("api_key") && node->find("api_key_file"))
        context.error(*node->find("api_key_file"), "embedding.api_key_file",
            "stands beside api_key", "Keep one of them.");
}

void readTargets(const Node &root, ReadContext &context, Profile &profile)
{
    static constexpr Field row{.key = "targets", .type = Field::Text, .required = true};
    const Node *list = context.sequenceAt(root, "targets", "targets");
    if (!list)
        return;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const Node &node = list->items[i];
        if (auto value = context.readValue(row, node, itemPath("targets", i)))
            profile.targets.push_back(
                {std::get<std::string>(*value), node.place, context.excerpt(node)});
    }
}

/// Where `key` is, or the first line as a whole when it is nowhere.
Place placeOf(const Node &root, std::string_view key)
{
    const Node *node = root.find(key);
    return node && node->place.line > 0 ? node->place : Place{1, 0};
}

/// True when there is nothing under `key`; what is there but wrong has had its own error.
bool isEmptyList(const Node &root, std::string_view key)
{
    const Node *node = root.find(key);
    return !node || node->kind == Node::Kind::Null || (node->isSequence() && node->items.empty());
}

/// What only the whole can be asked.
void checkWhole(const Node &root, ReadContext &context, const Profile &profile)
{
    if (isEmptyList(root, "services") && isEmptyList(root, "pools"))
        context.add(Severity::Error, placeOf(root, "services"), "services",
            "the profile has neither services nor pools, so there is nothing to send",
            "Add one, e.g. services: [{name: api-gateway, rate_per_sec: 30}].");
    const bool anySink = std::any_of(profile.sinks.begin(), profile.sinks.end(),
        [](const SinkSpec &sink) { return sink.enabled; });
    if (anySink)
        return;
    // A sink with an error is no spec, and a pool may bring one once its errors are gone.
    const bool isSure = isEmptyList(root, "sinks") && isEmptyList(root, "pools");
    if (profile.sinks.empty() && (isSure || !context.hasErrors()))
        context.add(Severity::Error, placeOf(root, "sinks"), "sinks",
            "the profile has no sink, so entries would go nowhere",
            "Add one, e.g. sinks: [{type: stdout}], or give --sink stdout.");
    else if (!profile.sinks.empty())
        context.add(Severity::Error, placeOf(root, "sinks"), "sinks",
            "every sink of the profile is switched off", "Remove enabled: false from one of them.");
}

void readTree(const Node &root, ReadContext &context, Profile &profile)
{
    readTop(root, context, profile);
    readEmbedding(root, context, profile.embedding);
    readServices(root, context, profile);
    readPools(root, context, profile);
    readSinks(root, context, profile);
    profile.shape = readShape(root, context);
    readTargets(root, context, profile);
    checkSources(root, context, profile);
    keepOnly(context, profile);
    addDistributorSinks(context, profile);
    checkWhole(root, context, profile);
}

}

ReadOutcome readProfile(const ParsedText &text, const ReadOptions &options)
{
    ReadOutcome outcome;
    ReadContext context(text.source(), options, outcome);
    for (const YamlProblem &problem : text.yaml().problems)
        context.add(Severity::Error, problem.place, {}, problem.text, problem.remedy);
    if (text.root()) {
        Profile profile;
        profile.file = options.fileName;
        outcome.tree = *text.root();
        applyOverrides(*outcome.tree, context);
        readTree(*outcome.tree, context, profile);
        profile.references = std::move(context.references);
        if (!context.hasErrors())
            outcome.profile = std::move(profile);
    }
    context.finish();
    return outcome;
}

}
