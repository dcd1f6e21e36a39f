// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/elasticsearch/bulkanswer.h"
#include "sinks/elasticsearch/tst_elasticsearchfake.h"
#include "wire/noisyvectors.h"

#include <cstdlib>
#include <random>

using namespace emitter;
using namespace emitter::test;
using namespace emitter::elasticsearchsink;

namespace {

std::string variable(const char *name)
{
    const char *value = std::getenv(name);
    return value ? value : "";
}

/// The node's address; empty when there is none. With EMITTER_REQUIRE_SERVERS=1 that is a failure.
std::string nodeAt(const std::string &name, const std::string &server)
{
    const std::string url = variable(name.c_str());
    if (!url.empty())
        return url;
    MESSAGE("skipped: " << name << " is not set");
    const bool unavailable =
        has("," + variable("EMITTER_TEST_UNAVAILABLE") + ",", "," + server + ",");
    CHECK_FALSE((variable("EMITTER_REQUIRE_SERVERS") == "1" && !unavailable));
    return url;
}

/// A real node, and indices of our own in it.
struct Node
{
    explicit Node(const std::string &url)
        : store("Elasticsearch", url, {}, makeQnamClient({}))
        , index("emitter-unit-" + std::to_string(std::random_device()()))
    {
    }
    ~Node()
    {
        for (const char *suffix : {"-1", "-2", ""})
            static_cast<void>(bool(store.ask(RestStore::Method::Delete, "/" + index + suffix)));
    }
    std::unique_ptr<Sink> sink(const std::string &name) const
    {
        return std::move(*elasticsearchsink::descriptor().create(
            configFor(store.url(), {{"index_name", name}, {"replicas", std::int64_t{0}}})));
    }
    std::unique_ptr<StoreReader> reader() const
    {
        return std::move(*elasticsearchsink::descriptor().createReader(
            configFor(store.url(), {{"index_name", index}})));
    }

    RestStore store;
    std::string index;
};

std::vector<EntryId> idsOf(const Content &content, const std::vector<Entry> &entries)
{
    std::vector<EntryId> ids;
    for (const Entry &entry : entries)
        ids.push_back(content.id(entry));
    return ids;
}

void checkSame(const StoredEntry &stored, const Content &content, const Entry &entry)
{
    std::string message;
    content.appendMessage(message, entry);
    CHECK(stored.message == message);
    CHECK(stored.service == content.sources().name(entry.source));
    CHECK(stored.level == name(entry.level));
    CHECK(stored.unixMicros == content.unixNanos(entry) / 1000);
    std::vector<float> vector(dims);
    NoisyVectors(*content.vectors(), content.seed()).write(vector.data(), entry.slot, entry.number);
    REQUIRE(stored.vector.size() == dims);
    for (std::size_t i = 0; i < dims; ++i)
        CHECK(std::abs(stored.vector[i] - vector[i]) < 1e-6f);
}

void readsBackWhatItWrote(const std::string &url)
{
    configFor(url); // the application
    Node node(url);
    const Content content = vectorContent();
    const auto entries = entriesOf(content, 500);
    const auto sink = node.sink(node.index);
    REQUIRE(sink->open(content));
    CHECK(send(*sink, {entries, 0, 0}).outcome == Outcome::Delivered);
    CHECK(send(*sink, {entries, 0, 1}).outcome == Outcome::Delivered); // again: 409 each
    REQUIRE(sink->finish(noDeadline));

    const auto reader = node.reader();
    REQUIRE(reader->open());
    CHECK(*reader->count() == 500);
    std::vector<EntryId> ids = idsOf(content, *entries);
    const auto fetched = reader->fetch(ids);
    REQUIRE(fetched);
    REQUIRE(fetched->size() == 500);
    for (const StoredEntry &stored : *fetched) {
        const auto at = std::find(ids.begin(), ids.end(), stored.id) - ids.begin();
        REQUIRE(at < 500);
        checkSame(stored, content, (*entries)[static_cast<std::size_t>(at)]);
    }
    ids.push_back(content.id(entriesOf(content, 1, 900)->front()));
    std::vector<std::uint32_t> wanted(500, 1);
    wanted.push_back(0);
    CHECK(*reader->copies(ids) == wanted);
}

/// What is read without a JSON reader is what a node writes.
void answersAsUsual(const std::string &url)
{
    configFor(url);
    Node node(url);
    const std::string document = "{\"create\":{\"_id\":\"1\"}}\n{\"message\":\"a\"}\n";
    const std::string again = "{\"index\":{\"_id\":\"2\"}}\n{\"message\":\"b\"}\n";
    const auto answer = node.store.ask(RestStore::Method::Post,
        "/" + node.index + "/_bulk?" + std::string(bulkFilter), document + again + again);
    REQUIRE(answer);
    CAPTURE(answer->body);
    CHECK(isAllTaken(answer->body, 3));
}

void countsCopiesBehindAnAlias(const std::string &url)
{
    configFor(url);
    Node node(url);
    const Content content = vectorContent();
    for (const auto &[suffix, count] : {std::pair("-1", 3), std::pair("-2", 5)}) {
        const auto sink = node.sink(node.index + suffix);
        REQUIRE(sink->open(content));
        const auto entries = entriesOf(content, static_cast<std::size_t>(count));
        CHECK(send(*sink, {entries, 0, 0}).outcome == Outcome::Delivered);
        REQUIRE(sink->finish(noDeadline));
        REQUIRE(node.store.ask(
            RestStore::Method::Put, "/" + node.index + suffix + "/_alias/" + node.index));
    }
    const auto reader = node.reader();
    REQUIRE(reader->open());
    CHECK(*reader->count() == 8);
    CHECK(*reader->copies(idsOf(content, *entriesOf(content, 6)))
        == std::vector<std::uint32_t>{2, 2, 2, 1, 1, 0});
}

}

TEST_CASE("real nodes give back what was written, with its vectors")
{
    const std::vector<std::pair<std::string, std::string>> servers{
        {"EMITTER_TEST_ELASTICSEARCH", "elasticsearch"},
        {"EMITTER_TEST_ELASTICSEARCH9", "elasticsearch9"}};
    for (const auto &[name, server] : servers) {
        CAPTURE(server);
        if (const std::string url = nodeAt(name, server); !url.empty()) {
            readsBackWhatItWrote(url);
            answersAsUsual(url);
            countsCopiesBehindAnAlias(url);
        }
    }
}
