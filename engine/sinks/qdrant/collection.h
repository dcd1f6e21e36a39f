// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rest/reststore.h"
#include "sinks/qdrant/answers.h"

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace emitter::qdrantsink {

/// The calls about one collection that wait for their answers: configuration, state, reading.
/// A Problem says what to do. Blocks; one thread but for cancel().
class Collection
{
public:
    using Method = RestStore::Method;

    /// `store` outlives it.
    Collection(RestStore &store, std::string name);

    const std::string &name() const { return m_name; }
    /// `/collections/my%20logs` and what follows.
    std::string path(std::string_view rest = {}) const;
    /// The same with the server in front, for people.
    std::string url(std::string_view rest = {}) const;

    /// The server's version; a Problem when it is no Qdrant, or does not let us in.
    Result<std::string> version();
    Result<CollectionState> state();
    /// False when it is not there.
    Result<bool> exists();
    /// Exact, after what is queued now.
    Result<std::uint64_t> count();
    /// A change of the collection, or a question about its points; any answer but 2xx is a Problem.
    Result<HttpResponse> ask(Method method, std::string_view rest, std::string body);
    /// Works in spite of cancel(). Waits for optimizations that are under way.
    Result<void> setIndexingThreshold(std::uint64_t kilobytes);
    static std::string indexingThresholdBody(std::uint64_t kilobytes);

    /// Ends the call that is under way, and refuses later ones. Any thread.
    void cancel();
    bool isCancelled() const { return m_cancelled; }

private:
    Result<HttpResponse> get(const std::string &path);
    Result<HttpResponse> succeeded(
        Result<HttpResponse> answer, Method method, const std::string &path) const;

    RestStore &m_store;
    const std::string m_name;
    std::string m_path;
    std::atomic<bool> m_cancelled = false;
};

/// RFC 3986: everything but unreserved characters as %XX.
std::string percentEncoded(std::string_view text);

}
