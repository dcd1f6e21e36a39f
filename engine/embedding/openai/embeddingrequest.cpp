// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedding/openai/embeddingrequest.h"

#include "base/jsonwriter.h"
#include "base/text.h"

#include <algorithm>

namespace emitter {

std::uint64_t estimatedTokens(std::string_view text)
{
    return text.size() / 2 + 1;
}

std::size_t batchSize(std::span<const std::string_view> texts, std::size_t maxInputs)
{
    constexpr std::uint64_t maxTokens = 300'000;
    std::uint64_t tokens = 0;
    std::size_t count = 0;
    while (count < texts.size() && count < maxInputs) {
        tokens += estimatedTokens(texts[count]);
        if (tokens > maxTokens && count > 0)
            break;
        ++count;
    }
    return count;
}

std::string requestBody(
    const EmbeddingSpec &spec, std::span<const std::string_view> texts, const RequestShape &shape)
{
    JsonWriter json;
    json.beginObject().member("model", spec.model);
    json.key("input").beginArray();
    for (const std::string_view text : texts)
        json.value(text.empty() ? std::string_view(" ") : text); // an empty input is refused
    json.endArray();
    if (shape.sendDimensions)
        json.member("dimensions", std::uint64_t{spec.dimensions});
    if (shape.encoding != RequestShape::Encoding::Omitted)
        json.member("encoding_format",
            shape.encoding == RequestShape::Encoding::Base64 ? "base64" : "float");
    json.endObject();
    return json.take();
}

std::string embeddingsUrl(const std::string &baseUrl)
{
    const std::size_t end = std::min(baseUrl.find('?'), baseUrl.size());
    std::string url = baseUrl.substr(0, end);
    while (url.ends_with('/'))
        url.pop_back();
    if (!url.ends_with("/embeddings"))
        url += "/embeddings";
    return url + baseUrl.substr(end);
}

}
