// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedding/openai/refusal.h"

#include "base/text.h"
#include "embedding/embeddingproblem.h"

#include <algorithm>
#include <initializer_list>

namespace emitter {
namespace {

using Error = HttpResponse::Error;
using Encoding = RequestShape::Encoding;

bool mentions(const ServerError &error, std::initializer_list<std::string_view> words)
{
    const std::string text = lowerCase(error.message + ' ' + error.param + ' ' + error.code);
    return std::any_of(words.begin(), words.end(),
        [&text](std::string_view word) { return text.find(word) != std::string::npos; });
}

bool isQuota(const ServerError &error)
{
    for (const std::string_view word : {"insufficient_quota", "credit_balance_exhausted"}) {
        if (error.type == word || error.code == word)
            return true;
    }
    return false;
}

// llama.cpp: one text is longer than its physical batch; the same text never fits.
bool isInputTooLarge(const HttpResponse &response, const ServerError &error)
{
    return response.status == 500 && mentions(error, {"too large"});
}

bool isTransient(Error error)
{
    switch (error) {
    case Error::HostNotFound:
    case Error::Refused:
    case Error::ConnectTimeout:
    case Error::Timeout:
    case Error::ConnectionLost:
        return true;
    default:
        return false;
    }
}

NextStep halved(std::size_t inputs, RequestShape &shape)
{
    if (inputs <= 1)
        return NextStep::Stop;
    shape.maxInputs = inputs / 2;
    return NextStep::Reshape;
}

NextStep afterBadRequest(
    const HttpResponse &response, const ServerError &error, std::size_t inputs, RequestShape &shape)
{
    if (mentions(error, {"encoding_format"}) && shape.encoding != Encoding::Omitted) {
        shape.encoding = shape.encoding == Encoding::Base64 ? Encoding::Float : Encoding::Omitted;
        return NextStep::Reshape;
    }
    if (mentions(error, {"dimensions", "matryoshka"}) && shape.sendDimensions) {
        shape.sendDimensions = false;
        return NextStep::Reshape;
    }
    if (response.status == 413 || mentions(error, {"batch size", "tokens", "array"}))
        return halved(inputs, shape);
    return NextStep::Stop;
}

// What the server said, as the end of a sentence.
std::string said(const Secret &key, const ServerError &error)
{
    constexpr std::string_view mask = "(key)";
    std::string message = error.message;
    std::size_t at = key.isEmpty() ? std::string::npos : message.find(key.reveal());
    while (at != std::string::npos) {
        message.replace(at, key.reveal().size(), mask);
        at = message.find(key.reveal(), at + mask.size());
    }
    return message.empty() ? std::string() : ": " + printable(message, 400);
}

Problem unreachable(const EmbeddingSpec &spec, const HttpResponse &response)
{
    const std::string detail =
        printable(response.detail.empty() ? "no connection" : response.detail, 200);
    if (response.error == Error::BadRequest)
        return embeddingProblem(Cause::Input, "",
            "The request to the embedding server " + spec.baseUrl + " cannot be sent: " + detail,
            "Check `embedding.base_url` and the key for blanks and line ends.");
    return embeddingProblem(Cause::Unreachable, "base_url",
        "The embedding server " + spec.baseUrl + " did not answer: " + detail,
        "Is it running and `embedding.base_url` right? Without it, set "
        "`embedding.provider: hash`.");
}

Problem rateLimited(const std::string &server, const std::string &reason, const ServerError &error)
{
    if (isQuota(error))
        return embeddingProblem(Cause::Unreachable, "api_key",
            server + " says the account has no credit left" + reason,
            "Add credit at the provider, use another key, or set `embedding.provider: hash`.");
    return embeddingProblem(Cause::Unreachable, "base_url",
        server + " kept answering 429, too many requests" + reason,
        "Try again later, lower `message_pool_size`, or set `embedding.provider: hash`.");
}

std::string hintFor(const HttpResponse &response, const ServerError &error)
{
    if (isInputTooLarge(response, error))
        return "A message is longer than the server's physical batch. Start llama-server with a "
               "larger -ub"
               " (e.g. -ub 2048).";
    if (response.status >= 500)
        return "Look into the server's log, try again later, or set `embedding.provider: hash`.";
    return "Check `embedding.base_url`, `embedding.model` and `embedding.dimensions`.";
}

}

NextStep nextStep(
    const HttpResponse &response, const ServerError &error, std::size_t inputs, RequestShape &shape)
{
    if (response.error == Error::TooLarge)
        return halved(inputs, shape); // fewer vectors make a smaller answer
    if (response.error != Error::None)
        return isTransient(response.error) ? NextStep::Retry : NextStep::Stop;
    switch (response.status) {
    case 400:
    case 413:
    case 422:
        return afterBadRequest(response, error, inputs, shape);
    case 429:
        return isQuota(error) ? NextStep::Stop : NextStep::Retry;
    case 408:
    case 424: // text-embeddings-inference: its backend failed
        return NextStep::Retry;
    default:
        return response.status >= 500 && !isInputTooLarge(response, error) ? NextStep::Retry
                                                                           : NextStep::Stop;
    }
}

Problem refusalProblem(const EmbeddingSpec &spec, const Secret &key, const HttpResponse &response,
    const ServerError &error)
{
    if (response.error != Error::None)
        return unreachable(spec, response);
    const std::string server = "The embedding server " + spec.baseUrl;
    const std::string reason = said(key, error);
    switch (response.status) {
    case 401: // servers echo parts of the key here, so not a word of theirs
        if (key.isEmpty())
            return embeddingProblem(Cause::Input, "api_key",
                server + " wants a key and none is set (401)",
                "Set `embedding.api_key` or `embedding.api_key_file`, or use"
                " `embedding.provider: hash`.");
        return embeddingProblem(Cause::Input, "api_key", server + " refused the key (401)",
            "Check OPENAI_API_KEY, `embedding.api_key` or `embedding.api_key_file`: it may be"
            " mistyped, withdrawn, or of another organisation.");
    case 403:
        return embeddingProblem(Cause::Input, "api_key",
            server + " does not allow this (403)" + reason,
            "The key may lack the right to embed, or the provider does not serve your region."
            " Use another key, or `embedding.provider: hash`.");
    case 404:
        return embeddingProblem(Cause::Input, "model",
            server + " does not know model \"" + spec.model + "\" or has no /embeddings (404)"
                + reason,
            "Check `embedding.model` (with Ollama: `ollama pull " + spec.model
                + "`) and `embedding.base_url`, which usually ends in /v1.");
    case 429:
        return rateLimited(server, reason, error);
    default:
        break;
    }
    if (response.status >= 300 && response.status < 400)
        return embeddingProblem(Cause::Input, "base_url",
            server + " redirects to " + printable(response.header("location"), 200)
                + ", which is not followed",
            "If you trust that address, name it in `embedding.base_url`.");
    return embeddingProblem(response.status >= 500 ? Cause::Unreachable : Cause::Input, "",
        server + " answered " + std::to_string(response.status) + reason, hintFor(response, error));
}

}
