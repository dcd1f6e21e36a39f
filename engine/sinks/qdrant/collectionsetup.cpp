// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/qdrant/collectionsetup.h"

#include "base/jsonwriter.h"

#include <array>
#include <utility>

namespace emitter::qdrantsink {
namespace {

struct PayloadIndex
{
    const char *field;
    const char *schema;
};
constexpr std::array payloadIndexes{PayloadIndex{"service", "keyword"},
    PayloadIndex{"level", "keyword"}, PayloadIndex{"timestamp", "datetime"}};

void writeDense(JsonWriter &json, std::uint64_t dimensions)
{
    json.beginObject().member("size", dimensions).member("distance", "Cosine").endObject();
}

// Without idf a word's rarity would count for nothing, and the scores were not BM25's.
void writeSparse(JsonWriter &json)
{
    json.beginObject().member("modifier", "idf").endObject();
}

std::string creation(const CollectionWish &wish)
{
    JsonWriter json;
    json.beginObject().key("vectors").beginObject();
    if (!wish.denseName.empty()) {
        json.key(wish.denseName);
        writeDense(json, wish.dimensions);
    }
    json.endObject();
    if (!wish.sparseName.empty()) {
        json.key("sparse_vectors").beginObject().key(wish.sparseName);
        writeSparse(json);
        json.endObject();
    }
    json.endObject();
    return json.take();
}

/// Verifies a collection and adds what is missing.
class Verification
{
public:
    Verification(Collection &collection, const CollectionWish &wish, std::string serverVersion,
        std::vector<std::string> &notes)
        : m_collection(collection)
        , m_wish(wish)
        , m_serverVersion(std::move(serverVersion))
        , m_notes(notes)
    {
    }

    Result<void> run(const CollectionState &state)
    {
        if (state.hasUnnamedVector)
            return refused("has an unnamed vector, and Qdrant would say yes to points with named "
                           "vectors and lose them");
        if (auto dense = checkDense(state); !dense)
            return dense;
        return checkSparse(state);
    }

private:
    Result<void> checkDense(const CollectionState &state)
    {
        if (m_wish.denseName.empty())
            return {};
        const auto found = state.dense.find(m_wish.denseName);
        if (found == state.dense.end()) {
            JsonWriter json;
            json.beginObject().key("dense");
            writeDense(json, m_wish.dimensions);
            json.endObject();
            return add(m_wish.denseName, "dense", json.take());
        }
        if (found->second != m_wish.dimensions)
            return refused("has a vector \"" + m_wish.denseName + "\" of "
                + std::to_string(found->second) + " dimensions, but this run's embeddings have "
                + std::to_string(m_wish.dimensions));
        return {};
    }

    Result<void> checkSparse(const CollectionState &state)
    {
        if (m_wish.sparseName.empty())
            return {};
        const auto found = state.sparse.find(m_wish.sparseName);
        if (found == state.sparse.end()) {
            JsonWriter json;
            json.beginObject().key("sparse");
            writeSparse(json);
            json.endObject();
            return add(m_wish.sparseName, "sparse", json.take());
        }
        return found->second == "idf" ? Result<void>{} : setModifier();
    }

    Result<void> add(const std::string &vector, const std::string &kind, std::string body)
    {
        const auto added = m_collection.ask(Collection::Method::Put,
            "/vectors/" + percentEncoded(vector) + "?wait=true", std::move(body));
        if (!added) {
            if (m_collection.isCancelled())
                return added.problem();
            return refused("has no " + kind + " vector \"" + vector + "\", and Qdrant "
                + m_serverVersion
                + " did not add one (1.18 and later can): " + added.problem().text);
        }
        m_notes.push_back("added the " + kind + " vector \"" + vector + "\" to the collection "
            + m_collection.name() + ", which was there without it");
        return {};
    }

    Result<void> setModifier()
    {
        JsonWriter json;
        json.beginObject().key("sparse_vectors").beginObject().key(m_wish.sparseName);
        writeSparse(json);
        json.endObject().endObject();
        const auto changed = m_collection.ask(Collection::Method::Patch, {}, json.take());
        if (!changed)
            return changed.problem();
        // An old server may say yes and do nothing.
        const auto after = m_collection.state();
        if (!after)
            return after.problem();
        const auto found = after->sparse.find(m_wish.sparseName);
        if (found == after->sparse.end() || found->second != "idf")
            return refused("has a sparse vector \"" + m_wish.sparseName
                + "\" without modifier idf, and Qdrant " + m_serverVersion + " did not set it");
        m_notes.push_back("set modifier idf of the sparse vector \"" + m_wish.sparseName
            + "\" of the collection " + m_collection.name() + ", which had none");
        return {};
    }

    Problem refused(const std::string &why) const
    {
        return makeProblem(Cause::Unreachable, "collection \"" + m_collection.name() + "\" " + why,
            "Choose another `collection_name`, or delete the collection with all it holds: curl "
            "-X DELETE "
                + m_collection.url());
    }

    Collection &m_collection;
    const CollectionWish &m_wish;
    std::string m_serverVersion;
    std::vector<std::string> &m_notes;
};

Result<void> addPayloadIndexes(Collection &collection, const CollectionState &state,
    const std::function<void(const std::string &)> &step)
{
    for (const PayloadIndex &index : payloadIndexes) {
        if (state.payloadIndexes.contains(index.field))
            continue;
        step(std::string("indexing ") + index.field);
        JsonWriter json;
        json.beginObject().member("field_name", index.field);
        json.member("field_schema", index.schema).endObject();
        if (auto added = collection.ask(Collection::Method::Put, "/index?wait=true", json.take());
            !added)
            return added.problem();
    }
    return {};
}

/// True when it was there already.
Result<bool> createCollection(Collection &collection, const CollectionWish &wish)
{
    auto exists = collection.exists();
    if (!exists || *exists)
        return exists;
    const auto created = collection.ask(Collection::Method::Put, {}, creation(wish));
    if (created)
        return false;
    // Another run may have been faster.
    exists = collection.exists();
    if (exists && *exists)
        return true;
    return created.problem();
}

}

Result<CollectionState> setUpCollection(Collection &collection, const CollectionWish &wish,
    const std::string &serverVersion, std::vector<std::string> &notes,
    const std::function<void(const std::string &)> &step)
{
    step("collection " + collection.name());
    const auto wasThere = createCollection(collection, wish);
    if (!wasThere)
        return wasThere.problem();
    auto state = collection.state();
    if (!state)
        return state;
    if (auto verified = Verification(collection, wish, serverVersion, notes).run(*state); !verified)
        return verified.problem();
    if (auto indexed = addPayloadIndexes(collection, *state, step); !indexed)
        return indexed.problem();
    return state;
}

}
