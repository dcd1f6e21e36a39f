// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/wakeup.h"
#include "rest/reststore.h"
#include "sinkapi/storereader.h"
#include "sinks/qdrant/collection.h"
#include "sinks/qdrant/qdrantsettings.h"

#include <memory>

namespace emitter::qdrantsink {

/// Reads points back by their ids.
class QdrantReader : public StoreReader
{
public:
    QdrantReader(QdrantSettings settings, std::unique_ptr<HttpClient> client,
        Clock &clock = Clock::system());

    Result<void> open() override;
    Result<std::uint64_t> count() override { return m_collection.count(); }
    Result<std::vector<std::uint32_t>> copies(std::span<const EntryId> ids) override;
    Result<std::vector<StoredEntry>> fetch(std::span<const EntryId> ids) override;
    void cancel() override;

private:
    Result<std::vector<StoredEntry>> retrieve(std::span<const EntryId> ids, const char *what);

    const QdrantSettings m_settings;
    Clock &m_clock;
    WakeUp m_wake;
    RestStore m_store;
    Collection m_collection;
};

}
