// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinkapi/storereader.h"
#include "sinks/pgvector/pgsession.h"
#include "sinks/pgvector/pgsettings.h"

#include <memory>

namespace emitter::pgvectorsink {

/// Reads the table back.
class PgReader : public StoreReader
{
public:
    explicit PgReader(PgSettings settings);

    Result<void> open() override;
    Result<std::uint64_t> count() override;
    Result<std::vector<std::uint32_t>> copies(std::span<const EntryId> ids) override;
    Result<std::vector<StoredEntry>> fetch(std::span<const EntryId> ids) override;
    void cancel() override { m_watch.cutAll(); }

private:
    Result<std::vector<PgRow>> ask(const std::string &sql, std::vector<std::string> parameters);

    const PgSettings m_settings;
    SocketWatch m_watch;
    std::unique_ptr<PgSession> m_session;
};

}
