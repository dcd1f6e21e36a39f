// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/node.h"
#include "profile/profilereader.h"
#include "profile/sourcetext.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// What a variable that is not set means here.
enum class Need {
    Needed, ///< an error
    Deferred, ///< the plan decides; the error is kept in `deferred`
    Unneeded, ///< nothing: the part is switched off
};

/// What every part of the reader shares: where problems go, where variables come from, and how one
/// value is read by its row. Lives for one readProfile().
class ReadContext
{
public:
    ReadContext(const SourceText &source, const ReadOptions &options, ReadOutcome &outcome)
        : m_source(source)
        , m_options(options)
        , m_outcome(outcome)
    {
    }

    const ReadOptions &options() const { return m_options; }

    /// `text` follows the path: `must be ...`. Beyond 100 problems they are only counted.
    void error(const Node &node, const std::string &path, const std::string &text,
        std::string remedy = {});
    /// A whole sentence about a place of the file, or about no place (line 0).
    void add(Severity severity, Place place, const std::string &path, std::string text,
        std::string remedy = {});
    /// About a flag.
    void usage(std::string text, std::string remedy = {}, Cause cause = Cause::Usage);
    /// The line of the text that `node` begins on; empty when a flag or a variable set it.
    std::string excerpt(const Node &node) const;
    bool hasErrors() const { return m_errors > 0; }
    std::size_t errorCount() const { return m_errors; }
    bool isFull() const;
    /// Sorts the problems and the variables by place and says how many problems were left out.
    void finish();

    /// An error for every key of `mapping` that is not one of `known`; `what` ends the sentence
    /// "is not a setting" (" of a file sink").
    void checkKeys(const Node &mapping, const std::string &path,
        std::span<const std::string_view> known, std::string_view what = {});

    /// The text of a scalar with its variables, or nothing after an error or when one is missing
    /// and not needed.
    std::optional<std::string> readText(
        const Node &node, const std::string &path, Need need = Need::Needed);
    /// Checks the variables of everything below `node`.
    void checkVariables(const Node &node, const std::string &path, Need need);

    /// One value by its row; nothing after an error.
    std::optional<FieldValues::Value> readValue(
        const Field &row, const Node &node, const std::string &path, Need need = Need::Needed);
    /// The values of all rows that `mapping` gives, and the defaults of the others; keys that are
    /// not in `rows` are left alone, and so are those of `except`. Missing required rows are
    /// errors; `what` ends their sentence ("a file sink needs it").
    FieldValues readRows(const Node &mapping, const std::string &path, std::span<const Field> rows,
        Need need = Need::Needed, std::string_view what = {},
        std::span<const std::string_view> except = {});

    /// A mapping, or an error; a key without a value counts as absent.
    const Node *mappingAt(const Node &parent, std::string_view key, const std::string &path);
    const Node *sequenceAt(const Node &parent, std::string_view key, const std::string &path);

    void setOrigin(
        const std::string &path, const Node &node, const std::vector<std::string> &variables = {});
    void setOrigin(const std::string &path, std::string origin);
    /// After items of the list `key` were dropped: `kept` holds the old indices of those that stay.
    void renumberOrigins(std::string_view key, std::span<const std::size_t> kept);
    /// Secrets and unresolved values as they were written: the references of the profile.
    std::map<std::string, std::string> references;
    /// What is wrong if the parts that were read under Need::Deferred are used.
    std::vector<Problem> deferred;

private:
    Problem problemAt(Severity severity, Place place, const std::string &path, std::string text,
        std::string remedy) const;
    std::optional<FieldValues::Value> readMap(const Node &node, const std::string &path, Need need);
    std::optional<FieldValues::Value> readSecret(
        const Field &row, const Node &node, const std::string &path, Need need);
    /// While it lives, problems show no source line: the line may be the secret itself.
    class WithoutSource;
    void warnOfPlainText(const Node &node, const std::string &path);

    const SourceText &m_source;
    const ReadOptions &m_options;
    ReadOutcome &m_outcome;
    std::vector<std::pair<Place, std::string>> m_variables;
    bool m_showsSource = true;
    std::size_t m_leftOut = 0;
    std::size_t m_errors = 0;
    std::size_t m_expandedBytes = 0;
};

std::string memberPath(const std::string &path, std::string_view key);
std::string itemPath(std::string_view path, std::size_t index);

}
