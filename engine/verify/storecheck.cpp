// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/storecheck.h"

#include "base/values.h"
#include "verify/storedifferences.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace emitter {
namespace {

constexpr std::size_t page = StoreReader::maxIds;

class Check
{
public:
    Check(const Content &content, const EntriesFile &entries, StoreToCheck &store,
        const CheckOptions &options)
        : m_content(content)
        , m_entries(entries)
        , m_reader(*store.reader)
        , m_options(options)
        , m_differences(content, store.levelCase)
        , m_seen(std::move(store.known))
    {
    }

    StoreVerification run()
    {
        const auto read = readAll();
        if (m_options.stop.stop_requested())
            m_seen.state = StoreVerification::State::Cancelled;
        else if (!read) {
            m_seen.state = StoreVerification::State::Failed;
            m_seen.problem = read.problem();
        }
        // That some are missing is no news when the run itself dropped them.
        if (m_seen.found >= m_seen.leastFound())
            std::erase_if(m_seen.examples, [](const StoreVerification::Example &example) {
                return example.kind == Difference::Missing;
            });
        return std::move(m_seen);
    }

private:
    Result<void> readAll()
    {
        tell(0);
        if (auto opened = m_reader.open(); !opened)
            return opened.problem();
        const auto count = m_reader.count();
        if (!count)
            return count.problem();
        m_seen.recorded = m_entries.size();
        for (std::uint64_t first = 0; first < m_entries.size(); first += page) {
            if (m_options.stop.stop_requested())
                return {};
            const std::uint64_t size = std::min<std::uint64_t>(page, m_entries.size() - first);
            if (auto looked = lookUp(first, size); !looked)
                return looked.problem();
            tell(first + size);
        }
        m_seen.others = *count - std::min(*count, m_copies);
        return compareSample();
    }

    void tell(std::uint64_t done) const
    {
        if (m_options.progress)
            m_options.progress("Checking " + m_seen.sink, done, m_entries.size());
    }

    Result<void> lookUp(std::uint64_t first, std::size_t size)
    {
        m_page.resize(size);
        if (auto read = m_entries.read(first, m_page, m_content); !read)
            return read.problem();
        m_ids.clear();
        for (const Entry &entry : m_page)
            m_ids.push_back(m_content.id(entry));
        const auto copies = m_reader.copies(m_ids);
        if (!copies)
            return copies.problem();
        if (copies->size() != size)
            return wrongAnswer("it answered about " + std::to_string(copies->size()) + " of "
                + std::to_string(size) + " entries");
        for (std::size_t i = 0; i < size; ++i) {
            if (auto counted = countCopies(m_page[i], (*copies)[i], first + i); !counted)
                return counted;
        }
        return {};
    }

    Result<void> countCopies(const Entry &entry, std::uint32_t copies, std::uint64_t index)
    {
        m_copies += copies;
        if (copies == 0) {
            ++m_seen.missing;
            note(Difference::Missing, entry, m_differences.describe(entry));
            return {};
        }
        ++m_seen.found;
        if (copies > 1) {
            ++m_seen.duplicate;
            note(Difference::Duplicate, entry, "is there " + formatCount(copies) + " times");
        }
        if (!isSampled(index))
            return {};
        m_sample.push_back(entry);
        return m_sample.size() < page ? Result<void>() : compareSample();
    }

    /// True for `sample` of the entries, evenly spread, the first one among them.
    bool isSampled(std::uint64_t index) const
    {
        const std::uint64_t total = m_entries.size();
        if (m_options.sample >= total)
            return true;
        // Below 2^23 entries in a record and a sample below that: no overflow.
        return index * m_options.sample % total < m_options.sample;
    }

    Result<void> compareSample()
    {
        if (m_sample.empty() || m_options.stop.stop_requested())
            return {};
        std::map<EntryId, const Entry *> asked;
        for (const Entry &entry : m_sample)
            asked.emplace(m_content.id(entry), &entry);
        m_ids.clear();
        for (const auto &[id, entry] : asked)
            m_ids.push_back(id);
        const auto stored = m_reader.fetch(m_ids);
        if (!stored)
            return stored.problem();
        std::map<EntryId, bool> given; // whether it differs
        for (const StoredEntry &row : *stored) {
            const auto entry = asked.find(row.id);
            if (entry == asked.end())
                return wrongAnswer(
                    "it gave entry " + StoreDifferences::idText(row.id) + " unasked");
            // The first copy of an entry speaks for it; that there are more is counted above.
            if (given.contains(row.id))
                continue;
            given[row.id] = compare(*entry->second, row);
        }
        for (const auto &[id, entry] : asked) {
            const auto found = given.find(id);
            if (found == given.end())
                note(Difference::Unread, *entry, m_differences.describe(*entry));
            if (found == given.end() || found->second)
                ++m_seen.different;
            ++m_seen.compared;
        }
        m_sample.clear();
        return {};
    }

    bool compare(const Entry &entry, const StoredEntry &row)
    {
        const auto list = m_differences.between(entry, row);
        for (const auto &[kind, detail] : list)
            note(kind, entry, detail);
        return !list.empty();
    }

    void note(Difference kind, const Entry &entry, std::string detail)
    {
        std::uint64_t &count = m_seen.by[static_cast<std::size_t>(kind)];
        if (++count <= StoreVerification::mostExamples)
            m_seen.examples.push_back(
                {kind, StoreDifferences::idText(m_content.id(entry)), std::move(detail)});
    }

    Problem wrongAnswer(const std::string &what) const
    {
        Problem problem;
        problem.text = "the store of sink " + m_seen.sink + " answered wrongly: " + what;
        problem.remedy = "Is it the store that the run wrote to?";
        problem.cause = Cause::Unreachable;
        return problem;
    }

    const Content &m_content;
    const EntriesFile &m_entries;
    StoreReader &m_reader;
    const CheckOptions &m_options;
    StoreDifferences m_differences;
    StoreVerification m_seen;
    std::uint64_t m_copies = 0;
    std::vector<Entry> m_page;
    std::vector<EntryId> m_ids;
    std::vector<Entry> m_sample; ///< found, and to be compared
};

}

StoreVerification checkStore(const Content &content, const EntriesFile &entries, StoreToCheck store,
    const CheckOptions &options)
{
    if (!store.reader)
        return std::move(store.known);
    const std::stop_callback cancel(options.stop, [&] { store.reader->cancel(); });
    return Check(content, entries, store, options).run();
}

}
