// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/preparation.h"

#include "base/field.h"
#include "base/values.h"
#include "embedding/embedder.h"
#include "http/httpclient.h"

#include <utility>
#include <vector>

namespace emitter {

namespace {

constexpr std::uint64_t messageSeed = 1;

}

Result<MessagePool> makeMessages(const Profile &profile)
{
    return MessagePool::create(profile.messagePoolSize, messageSeed);
}

std::vector<std::string_view> slotTexts(const MessagePool &messages)
{
    std::vector<std::string_view> texts;
    for (std::uint32_t slot = 0; slot < messages.size(); ++slot)
        texts.push_back(messages.text(slot));
    for (std::uint32_t i = 0; i < emitterTemplateCount(); ++i)
        texts.push_back(emitterTemplateSample(i));
    return texts;
}

std::vector<Problem> refusals(const Profile &profile, const Plan &plan)
{
    std::vector<Problem> problems;
    if (auto messages = makeMessages(profile); !messages) {
        problems.push_back(std::move(messages.problem()));
    } else if (plan.wantsVectors
        && estimateEmbedding(profile.embedding, slotTexts(*messages)).texts > 0) {
        if (auto key = readEmbeddingKey(profile.embedding); !key)
            problems.push_back(std::move(key.problem()));
    }
    for (const PlannedSink &sink : plan.sinks) {
        if (auto made = sink.descriptor->create(sink.config); !made)
            problems.push_back(std::move(made.problem()));
    }
    return problems;
}

Result<std::shared_ptr<Content>> prepareContent(
    const Profile &profile, const Plan &plan, std::uint64_t run, const PreparationMeans &means)
{
    means.progress(QT_TRANSLATE_NOOP("steps", "Making messages"), 0, profile.messagePoolSize);
    auto messages = makeMessages(profile);
    if (!messages)
        return std::move(messages.problem());
    means.progress(
        QT_TRANSLATE_NOOP("steps", "Making messages"), messages->size(), messages->size());

    Content::Parts parts{std::move(*messages), plan.sources, {}, plan.seed, run};
    if (plan.wantsVectors) {
        const std::vector<std::string_view> texts = slotTexts(parts.messages);
        means.progress(QT_TRANSLATE_NOOP("steps", "Embedding messages"), 0, texts.size());
        EmbeddingMeans embedding;
        embedding.makeClient = means.makeHttpClient;
        embedding.progress = [&](std::uint32_t done, std::uint32_t total) {
            means.progress(QT_TRANSLATE_NOOP("steps", "Embedding messages"), done, total);
        };
        embedding.stop = means.stop;
        embedding.warn = means.warn;
        embedding.clock = &means.clock;
        auto vectors = embedTexts(profile.embedding, texts, embedding);
        if (!vectors)
            return std::move(vectors.problem());
        parts.vectors = std::move(*vectors);
    }
    return std::make_shared<Content>(std::move(parts));
}

}
