// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/content.h"
#include "sinkapi/storereader.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace emitter {

/// Rows of a store in memory. A test changes them as a bad store would.
struct MemoryRows
{
    std::multimap<EntryId, StoredEntry> rows;
    std::optional<Problem> openProblem, countProblem, copiesProblem, fetchProblem;
    std::function<void()> onCopies; ///< run inside the call
    std::function<void(std::vector<StoredEntry> &)> onFetch; ///< may change what is given back
    std::vector<std::size_t> pages; ///< sizes of the calls to copies()
    std::size_t fetched = 0;
    std::size_t largestFetch = 0;
    std::shared_ptr<std::atomic<int>> cancelled = std::make_shared<std::atomic<int>>(0);

    static StoredEntry rowOf(const Content &content, const Entry &entry)
    {
        StoredEntry row;
        row.id = content.id(entry);
        row.unixMicros = (content.start() + entry.due) / 1000;
        row.service = content.sources().name(entry.source);
        row.level = name(entry.level);
        content.appendMessage(row.message, entry);
        return row;
    }
    void add(const Content &content, std::span<const Entry> entries)
    {
        for (const Entry &entry : entries)
            rows.emplace(content.id(entry), rowOf(content, entry));
    }
    /// Does `what`, then waits for a cancel() that comes after its beginning.
    void untilCancelled(const std::function<void()> &what) const
    {
        const int before = cancelled->load();
        what();
        cancelled->wait(before);
    }
    StoredEntry &row(const EntryId &id) { return rows.find(id)->second; }
};

/// Reads MemoryRows back. One thread, but for cancel().
class MemoryReader final : public StoreReader
{
public:
    explicit MemoryReader(MemoryRows &store)
        : m_store(store)
    {
    }

    Result<void> open() override
    {
        return m_store.openProblem ? Result<void>(*m_store.openProblem) : Result<void>();
    }
    Result<std::uint64_t> count() override
    {
        if (m_store.countProblem)
            return *m_store.countProblem;
        return std::uint64_t{m_store.rows.size()};
    }
    Result<std::vector<std::uint32_t>> copies(std::span<const EntryId> ids) override
    {
        m_store.pages.push_back(ids.size());
        if (m_store.onCopies)
            m_store.onCopies();
        if (m_store.copiesProblem)
            return *m_store.copiesProblem;
        std::vector<std::uint32_t> copies;
        for (const EntryId &id : ids)
            copies.push_back(static_cast<std::uint32_t>(m_store.rows.count(id)));
        return copies;
    }
    Result<std::vector<StoredEntry>> fetch(std::span<const EntryId> ids) override
    {
        m_store.fetched += ids.size();
        m_store.largestFetch = std::max(m_store.largestFetch, ids.size());
        if (m_store.fetchProblem)
            return *m_store.fetchProblem;
        std::vector<StoredEntry> found;
        for (const EntryId &id : ids) {
            const auto [first, last] = m_store.rows.equal_range(id);
            for (auto row = first; row != last; ++row)
                found.push_back(row->second);
        }
        std::reverse(found.begin(), found.end()); // any order
        if (m_store.onFetch)
            m_store.onFetch(found);
        return found;
    }
    void cancel() override
    {
        ++*m_store.cancelled;
        m_store.cancelled->notify_all();
    }

private:
    MemoryRows &m_store;
};

}
