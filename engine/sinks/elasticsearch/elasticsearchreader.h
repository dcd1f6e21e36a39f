// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rest/reststore.h"
#include "sinkapi/storereader.h"
#include "sinks/elasticsearch/answers.h"
#include "sinks/elasticsearch/elasticsearchsettings.h"

#include <memory>

namespace emitter::elasticsearchsink {

/// Reads documents back by their ids, from every index behind the name.
class ElasticsearchReader : public StoreReader
{
public:
    ElasticsearchReader(ElasticsearchSettings settings, std::unique_ptr<HttpClient> client);

    Result<void> open() override;
    Result<std::uint64_t> count() override;
    Result<std::vector<std::uint32_t>> copies(std::span<const EntryId> ids) override;
    Result<std::vector<StoredEntry>> fetch(std::span<const EntryId> ids) override;
    void cancel() override { m_store.cancel(); }

private:
    enum class Parts { Ids, Everything };
    Result<HttpResponse> ask(RestStore::Method method, const std::string &path, std::string body);
    Result<Hits> search(std::span<const EntryId> ids, Parts parts);

    const ElasticsearchSettings m_settings;
    RestStore m_store;
    bool m_leavesVectorsOut = false; ///< unless it is asked for them
};

}
