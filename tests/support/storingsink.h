// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinkapi/sinkregistry.h"
#include "support/memoryreader.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace emitter {

/// A sink that keeps what it is given in memory, where a MemoryReader finds it. One store for the
/// whole test program, because descriptors are made of plain functions.
class StoringSink final : public Sink
{
public:
    static inline MemoryRows rows;
    static inline std::vector<Entry> taken; ///< all that was sent
    static inline std::uint64_t refuseEvery = 0; ///< rejects the entries whose number it divides

    static void reset()
    {
        rows = {};
        taken.clear();
        refuseEvery = 0;
    }

    Result<void> open(const Content &content) override
    {
        m_content = &content;
        return {};
    }
    int maxInFlight() const override { return 1; }
    void send(Batch batch, std::function<void(SendResult)> done) override
    {
        SendResult result;
        for (const Entry &entry : *batch.entries) {
            const bool refused = refuseEvery > 0 && entry.number % refuseEvery == 0;
            result.items.push_back(refused ? Outcome::Rejected : Outcome::Delivered);
            taken.push_back(entry);
            if (!refused)
                rows.rows.emplace(m_content->id(entry), MemoryRows::rowOf(*m_content, entry));
        }
        done(std::move(result));
    }
    Result<void> finish(std::int64_t) override { return {}; }
    void cancel() override { }

private:
    const Content *m_content = nullptr;
};

/// Takes everything and keeps nothing.
class ForgettingSink final : public Sink
{
public:
    Result<void> open(const Content &) override { return {}; }
    int maxInFlight() const override { return 1; }
    void send(Batch, std::function<void(SendResult)> done) override { done({}); }
    Result<void> finish(std::int64_t) override { return {}; }
    void cancel() override { }
};

/// `store` can be read back, `plain` cannot.
inline SinkRegistry storingSinks()
{
    SinkDescriptor store;
    store.id = "store";
    store.description = "for tests";
    store.traits = [](const FieldValues &) {
        SinkTraits traits;
        traits.target = "memory";
        return traits;
    };
    SinkDescriptor plain = store;
    plain.id = "plain";
    plain.create = [](SinkConfig) -> Result<std::unique_ptr<Sink>> {
        return std::unique_ptr<Sink>(std::make_unique<ForgettingSink>());
    };
    store.create = [](SinkConfig) -> Result<std::unique_ptr<Sink>> {
        return std::unique_ptr<Sink>(std::make_unique<StoringSink>());
    };
    store.createReader = [](SinkConfig) -> Result<std::unique_ptr<StoreReader>> {
        return std::unique_ptr<StoreReader>(std::make_unique<MemoryReader>(StoringSink::rows));
    };
    return SinkRegistry({plain, store});
}

}
