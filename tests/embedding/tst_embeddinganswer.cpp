// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedding/openai/embeddinganswer.h"

#include <doctest/doctest.h>

#include <limits>
#include <vector>

using namespace emitter;

namespace {

EmbeddingSpec spec()
{
    EmbeddingSpec spec;
    spec.dimensions = 2;
    return spec;
}

// Reads vectors of two dimensions; empty when the answer is refused.
std::vector<float> read(std::string_view body, std::size_t count)
{
    std::vector<float> out(count * 2);
    return readVectors(body, spec(), out) ? out : std::vector<float>();
}

std::string refusal(std::string_view body, std::size_t count)
{
    std::vector<float> out(count * 2);
    const Result<void> result = readVectors(body, spec(), out);
    return result ? std::string("accepted") : result.problem().text;
}

bool has(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

}

TEST_CASE("arrays and base64 are read, in the order of their indexes")
{
    // The base64 holds 0.6f and -0.8f, little-endian.
    CHECK(read(R"({"data":[{"index":1,"embedding":[0.6,-0.8]},{"index":0,"embedding":[1,0]}]})", 2)
        == std::vector<float>{1, 0, 0.6F, -0.8F});
    const std::vector<float> decoded =
        read(R"({"data":[{"index":0,"embedding":"mpkZP83MTL8="}]})", 1);
    REQUIRE(decoded.size() == 2);
    CHECK(decoded[0] == 0.6F);
    CHECK(decoded[1] == -0.8F);
}

TEST_CASE("without indexes the order of the answer counts")
{
    CHECK(read(R"({"data":[{"embedding":[0,1]},{"embedding":[1,0]}]})", 2)
        == std::vector<float>{0, 1, 1, 0});
}

TEST_CASE("vectors of another length are brought to length one")
{
    CHECK(read(R"({"data":[{"index":0,"embedding":[3,4]}]})", 1) == std::vector<float>{0.6F, 0.8F});
}

TEST_CASE("answers that do not fit the request are refused")
{
    const auto refused = [](std::string_view body, std::size_t count, std::string_view part) {
        CAPTURE(body);
        const std::string text = refusal(body, count);
        CAPTURE(text);
        CHECK(has(text, part));
    };
    refused("", 1, "not JSON");
    refused("<html>hello</html>", 1, "not JSON");
    refused(R"({"data":[{"index":0,"embedding":[1,)", 1, "not JSON");
    refused("[]", 1, "not a list");
    refused(R"({"data":7})", 1, "not a list");
    refused(R"({"data":[]})", 1, "0 vectors for 1 texts");
    refused(R"({"data":[{"index":0,"embedding":[1,0]},{"index":1,"embedding":[1,0]}]})", 1,
        "2 vectors");
    refused(
        R"({"data":[{"index":0,"embedding":[1,0]},{"index":0,"embedding":[1,0]}]})", 2, "indexes");
    refused(R"({"data":[{"index":1,"embedding":[1,0]}]})", 1, "indexes");
    refused(R"({"data":[{"index":-1,"embedding":[1,0]}]})", 1, "indexes");
    refused(R"({"data":[{"index":"0","embedding":[1,0]}]})", 1, "indexes");
    refused(R"({"data":[{"index":0}]})", 1, "neither numbers nor base64");
    refused(R"({"data":[7]})", 1, "neither numbers nor base64");
    refused(R"({"data":[{"index":0,"embedding":[1,"0"]}]})", 1, "neither numbers nor base64");
    refused(R"({"data":[{"index":0,"embedding":[1,null]}]})", 1, "neither numbers nor base64");
    refused(R"({"data":[{"index":0,"embedding":"AA*A"}]})", 1, "neither numbers nor base64");
    refused(R"({"data":[{"index":0,"embedding":"AAAAAAA="}]})", 1, "neither numbers nor base64");
    refused(R"({"data":[{"index":0,"embedding":[0,0]}]})", 1, "all zero");
    refused(R"({"data":[{"index":0,"embedding":[1e300,0]}]})", 1, "not a number");
    refused(R"({"data":[{"index":0,"embedding":"AADAfwAAgD8="}]})", 1, "not a number"); // NaN, 1
}

TEST_CASE("another dimension is named together with the remedy")
{
    std::vector<float> out(2);
    const auto result = readVectors(R"({"data":[{"index":0,"embedding":[1,0,0]}]})", spec(), out);
    REQUIRE_FALSE(result);
    CHECK(has(result.problem().text, "3 dimensions"));
    CHECK(has(result.problem().remedy, "embedding.dimensions: 3"));
    CHECK(result.problem().cause == Cause::Input);
    CHECK(result.problem().path == "embedding.dimensions");
    CHECK(has(refusal(R"({"data":[{"index":0,"embedding":"AACAPw=="}]})", 1), "1 dimensions"));
}

TEST_CASE("deep nesting is refused before it is built")
{
    const std::string deep =
        R"({"data":)" + std::string(1'000'000, '[') + std::string(1'000'000, ']') + '}';
    CHECK(has(refusal(deep, 1), "not JSON"));
    CHECK(readServerError(deep).message.size() == deep.size());
    // Brackets in strings are no nesting.
    CHECK(readServerError(R"({"message":")" + std::string(100, '[') + R"(\"["})").message.size()
        == 102);
}

TEST_CASE("errors are read nested, flat, as text, and as plain bodies")
{
    const ServerError nested = readServerError(
        R"({"error":{"message":"no credit","type":"insufficient_quota","param":"input","code":"x"}})");
    CHECK(nested.message == "no credit");
    CHECK(nested.type == "insufficient_quota");
    CHECK(nested.param == "input");
    CHECK(nested.code == "x");
    const ServerError flat = readServerError(
        R"({"object":"error","message":"bad","type":"BadRequestError","param":null,"code":400})");
    CHECK(flat.message == "bad");
    CHECK(flat.code == "400");
    CHECK(flat.param.empty());
    CHECK(readServerError(R"({"error":"model not found"})").message == "model not found");
    CHECK(readServerError(R"({"detail":"Not Found"})").message == "Not Found");
    CHECK(readServerError("  upstream failed\n").message == "upstream failed");
    CHECK(readServerError("<html>nginx</html>").message.empty());
    CHECK(readServerError("").message.empty());
    CHECK(readServerError("[1]").message.empty());
}
