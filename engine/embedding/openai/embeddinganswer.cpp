// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedding/openai/embeddinganswer.h"

#include "base/text.h"
#include "embedding/embeddingproblem.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <exception>
#include <optional>
#include <vector>

#include <nlohmann/json.hpp>

namespace emitter {
namespace {

using nlohmann::json;

// A hostile answer must not make the reader build millions of nested values.
bool isShallow(std::string_view text)
{
    constexpr int maxDepth = 32;
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString && c == '\\')
            ++i;
        else if (c == '"')
            inString = !inString;
        else if (!inString && (c == '[' || c == '{') && ++depth > maxDepth)
            return false;
        else if (!inString && (c == ']' || c == '}'))
            --depth;
    }
    return true;
}

// The only place where the JSON library may throw.
std::optional<json> parsed(std::string_view text)
{
    try {
        if (!isShallow(text))
            return std::nullopt;
        json document = json::parse(text, nullptr, false);
        if (document.is_discarded())
            return std::nullopt;
        return document;
    } catch (const std::exception &) {
        return std::nullopt;
    }
}

const json *member(const json &object, const char *name)
{
    if (!object.is_object())
        return nullptr;
    const auto found = object.find(name);
    return found == object.end() ? nullptr : &*found;
}

std::string textMember(const json &object, const char *name)
{
    const json *value = member(object, name);
    if (value && value->is_string())
        return *value->get_ptr<const json::string_t *>();
    return value && value->is_number_integer() ? std::to_string(value->get<std::int64_t>())
                                               : std::string();
}

Problem unusable(const EmbeddingSpec &spec, const std::string &what)
{
    return embeddingProblem(Cause::Unreachable, "base_url",
        "The embedding server " + spec.baseUrl + " answered with " + what,
        "Check that `embedding.base_url` names an OpenAI-compatible server (it usually ends in"
        " /v1) and that `embedding.model` is an embedding model.");
}

Problem wrongDimensions(const EmbeddingSpec &spec, std::size_t got)
{
    return embeddingProblem(Cause::Input, "dimensions",
        "Model " + spec.model + " returned vectors of " + std::to_string(got)
            + " dimensions, but the profile asks for " + std::to_string(spec.dimensions),
        "Set `embedding.dimensions: " + std::to_string(got) + "`, or choose a model that yields "
            + std::to_string(spec.dimensions) + ".");
}

int base64Value(char letter)
{
    if (letter >= 'A' && letter <= 'Z')
        return letter - 'A';
    if (letter >= 'a' && letter <= 'z')
        return letter - 'a' + 26;
    if (letter >= '0' && letter <= '9')
        return letter - '0' + 52;
    return letter == '+' ? 62 : letter == '/' ? 63 : -1;
}

// Little-endian float32 in base64; empty when it is not that.
std::optional<std::vector<float>> decoded(std::string_view text)
{
    while (text.ends_with('='))
        text.remove_suffix(1);
    std::vector<float> numbers;
    numbers.reserve(text.size() * 3 / 16 + 1);
    std::uint64_t bits = 0;
    int bitCount = 0;
    std::uint32_t number = 0;
    int byteCount = 0;
    for (const char letter : text) {
        const int value = base64Value(letter);
        if (value < 0)
            return std::nullopt;
        bits = bits << 6 | static_cast<std::uint64_t>(value);
        bitCount += 6;
        if (bitCount < 8)
            continue;
        bitCount -= 8;
        number |= static_cast<std::uint32_t>(bits >> bitCount & 0xff) << (8 * byteCount);
        if (++byteCount == 4) {
            numbers.push_back(std::bit_cast<float>(number));
            number = 0;
            byteCount = 0;
        }
    }
    if (byteCount != 0)
        return std::nullopt;
    return numbers;
}

std::optional<std::vector<float>> numbersOf(const json &embedding)
{
    if (embedding.is_string())
        return decoded(*embedding.get_ptr<const json::string_t *>());
    if (!embedding.is_array())
        return std::nullopt;
    std::vector<float> numbers;
    numbers.reserve(embedding.size());
    for (const json &number : embedding) {
        if (!number.is_number())
            return std::nullopt;
        numbers.push_back(number.get<float>());
    }
    return numbers;
}

// Writes `numbers` to `out` with unit length; false when they have no direction.
bool writeUnit(const std::vector<float> &numbers, std::span<float> out)
{
    double squares = 0;
    for (const float number : numbers)
        squares += static_cast<double>(number) * static_cast<double>(number);
    if (!std::isfinite(squares) || squares <= 0)
        return false;
    const double factor = std::fabs(squares - 1) < 1e-6 ? 1 : 1 / std::sqrt(squares);
    for (std::size_t i = 0; i < numbers.size(); ++i)
        out[i] = static_cast<float>(static_cast<double>(numbers[i]) * factor);
    return true;
}

// `index`, or the place in the answer for servers that send none.
std::size_t indexOf(const json &item, std::size_t place)
{
    const json *index = member(item, "index");
    if (!index)
        return place;
    return index->is_number_unsigned() ? index->get<std::size_t>() : SIZE_MAX;
}

}

Result<void> readVectors(std::string_view body, const EmbeddingSpec &spec, std::span<float> out)
{
    const std::optional<json> document = parsed(body);
    if (!document)
        return unusable(spec, "something that is not JSON");
    const json *data = member(*document, "data");
    if (!data || !data->is_array())
        return unusable(spec, "JSON that is not a list of embeddings");
    const std::size_t count = out.size() / spec.dimensions;
    if (data->size() != count)
        return unusable(spec,
            std::to_string(data->size()) + " vectors for " + std::to_string(count) + " texts");
    std::vector<bool> seen(count);
    for (std::size_t place = 0; place < count; ++place) {
        const json &item = (*data)[place];
        const std::size_t index = indexOf(item, place);
        if (index >= count || seen[index])
            return unusable(
                spec, "vectors whose indexes are not 0 to " + std::to_string(count - 1));
        seen[index] = true;
        const json *embedding = member(item, "embedding");
        const auto numbers = embedding ? numbersOf(*embedding) : std::nullopt;
        if (!numbers)
            return unusable(spec, "a vector that is neither numbers nor base64");
        if (numbers->size() != spec.dimensions)
            return wrongDimensions(spec, numbers->size());
        if (!writeUnit(*numbers, out.subspan(index * spec.dimensions, spec.dimensions)))
            return unusable(spec, "a vector that is all zero or holds what is not a number");
    }
    return {};
}

ServerError readServerError(std::string_view body)
{
    const std::optional<json> document = parsed(body);
    if (!document) {
        const std::string_view text = trimmed(body);
        return {.message = text.starts_with('<') ? std::string() : std::string(text)};
    }
    const json *nested = member(*document, "error");
    const json &error = nested && nested->is_object() ? *nested : *document;
    ServerError read{textMember(error, "message"), textMember(error, "type"),
        textMember(error, "code"), textMember(error, "param")};
    if (read.message.empty())
        read.message = textMember(*document, nested ? "error" : "detail");
    return read;
}

}
