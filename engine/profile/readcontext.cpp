// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/readcontext.h"

#include "base/text.h"
#include "base/values.h"
#include "profile/variables.h"

#include <algorithm>
#include <tuple>

namespace emitter {
namespace {

constexpr std::size_t mostProblems = 100;
constexpr std::size_t mostExpandedBytes = 4 * 1048576;

std::string kindName(const Node &node)
{
    return node.isMapping() ? "a mapping" : node.isSequence() ? "a list" : "a text";
}

}

std::string memberPath(const std::string &path, std::string_view key)
{
    const std::string shown = printable(key, 60);
    return path.empty() ? shown : path + '.' + shown;
}

std::string itemPath(std::string_view path, std::size_t index)
{
    return std::string(path) + '[' + std::to_string(index) + ']';
}

class ReadContext::WithoutSource
{
public:
    WithoutSource(ReadContext &context, bool isSecret)
        : m_shows(context.m_showsSource)
        , m_before(context.m_showsSource)
    {
        if (isSecret)
            m_shows = false;
    }
    WithoutSource(const WithoutSource &) = delete;
    WithoutSource &operator=(const WithoutSource &) = delete;
    ~WithoutSource() { m_shows = m_before; }

private:
    bool &m_shows;
    bool m_before;
};

bool ReadContext::isFull() const
{
    return m_outcome.problems.size() >= mostProblems;
}

Problem ReadContext::problemAt(Severity severity, Place place, const std::string &path,
    std::string text, std::string remedy) const
{
    Problem problem;
    problem.text = std::move(text);
    problem.remedy = std::move(remedy);
    problem.severity = severity;
    problem.path = path;
    problem.file = m_options.fileName.empty() ? "profile" : m_options.fileName;
    problem.line = place.line;
    problem.column = place.column;
    if (m_showsSource)
        problem.excerpt = m_source.excerpt(place.line);
    return problem;
}

void ReadContext::add(
    Severity severity, Place place, const std::string &path, std::string text, std::string remedy)
{
    if (severity == Severity::Error)
        ++m_errors;
    if (isFull()) {
        ++m_leftOut;
        return;
    }
    m_outcome.problems.push_back(
        problemAt(severity, place, path, std::move(text), std::move(remedy)));
}

void ReadContext::error(
    const Node &node, const std::string &path, const std::string &text, std::string remedy)
{
    std::string sentence = path + ' ' + text;
    if (node.origin.empty()) {
        add(Severity::Error, node.place, path, std::move(sentence), std::move(remedy));
        return;
    }
    usage(sentence + " (from " + node.origin + ")", std::move(remedy),
        node.origin.starts_with('-') ? Cause::Usage : Cause::Input);
}

std::string ReadContext::excerpt(const Node &node) const
{
    return node.origin.empty() ? m_source.excerpt(node.place.line) : std::string();
}

void ReadContext::usage(std::string text, std::string remedy, Cause cause)
{
    ++m_errors;
    if (isFull()) {
        ++m_leftOut;
        return;
    }
    Problem problem;
    problem.text = std::move(text);
    problem.remedy = std::move(remedy);
    problem.cause = cause;
    m_outcome.problems.push_back(std::move(problem));
}

void ReadContext::finish()
{
    const auto isBefore = [](auto a, auto b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    };
    std::stable_sort(m_variables.begin(), m_variables.end(),
        [&](const auto &a, const auto &b) { return isBefore(a.first, b.first); });
    auto &names = m_outcome.variables;
    for (auto &[place, name] : m_variables) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    }
    auto &problems = m_outcome.problems;
    std::stable_sort(problems.begin(), problems.end(), [&](const Problem &a, const Problem &b) {
        return isBefore(Place{a.line, a.column}, Place{b.line, b.column});
    });
    if (m_leftOut == 0)
        return;
    Problem rest;
    rest.severity = Severity::Note;
    rest.text = "and " + std::to_string(m_leftOut) + " more problems";
    problems.push_back(std::move(rest));
}

void ReadContext::checkKeys(const Node &mapping, const std::string &path,
    std::span<const std::string_view> known, std::string_view what)
{
    for (const Node::Entry &entry : mapping.entries) {
        if (std::find(known.begin(), known.end(), entry.key) != known.end())
            continue;
        if (isFull()) {
            add(Severity::Error, entry.place, {}, {});
            continue;
        }
        Node place;
        place.place = entry.place;
        place.origin = entry.value.origin;
        std::string text = "is not a setting" + std::string(what);
        std::string remedy;
        if (const auto near = nearest(entry.key, known); !near.empty()) {
            text += "; did you mean " + std::string(near) + "?";
        } else {
            for (const std::string_view key : known)
                remedy += (remedy.empty() ? "Known here: " : ", ") + std::string(key);
        }
        error(place, memberPath(path, entry.key), text, std::move(remedy));
    }
}

std::optional<std::string> ReadContext::readText(
    const Node &node, const std::string &path, Need need)
{
    if (!node.isText()) {
        error(node, path, "must be a single value; this is " + kindName(node));
        return {};
    }
    if (!node.origin.empty() || node.kind == Node::Kind::Null) {
        setOrigin(path, node);
        return node.kind == Node::Kind::Null ? std::string() : node.text;
    }
    Expansion expansion = expandVariables(node.text, m_options.environment);
    if (!expansion.error.empty()) {
        error(node, path, expansion.error);
        return {};
    }
    if (!expansion.names.empty()) {
        m_expandedBytes += expansion.text.size();
        if (m_expandedBytes > mostExpandedBytes) {
            error(node, path, "makes the profile larger than 4 MiB once the variables are put in");
            return {};
        }
    }
    setOrigin(path, node, expansion.names);
    if (need != Need::Unneeded) {
        for (const std::string &name : expansion.names)
            m_variables.emplace_back(node.place, name);
    }
    if (expansion.missing.empty())
        return std::move(expansion.text);
    if (need != Need::Needed)
        references.insert_or_assign(path, node.text);
    for (const std::string &name : expansion.missing) {
        const std::string text = "uses ${" + name + "}, which is not set";
        const std::string remedy = "Set " + name + " in the environment"
            + (looksSecret(path) ? "." : ", or write ${" + name + ":-default}.");
        if (need == Need::Needed)
            error(node, path, text, remedy);
        else if (need == Need::Deferred)
            deferred.push_back(
                problemAt(Severity::Error, node.place, path, path + ' ' + text, remedy));
    }
    return {};
}

void ReadContext::checkVariables(const Node &node, const std::string &path, Need need)
{
    if (node.isText())
        readText(node, path, need);
    for (std::size_t i = 0; i < node.items.size(); ++i)
        checkVariables(node.items[i], itemPath(path, i), need);
    for (const Node::Entry &entry : node.entries)
        checkVariables(entry.value, memberPath(path, entry.key), need);
}

void ReadContext::warnOfPlainText(const Node &node, const std::string &path)
{
    add(Severity::Warning, node.place, path, path + " is a secret in plain text",
        "Write ${VARIABLE} and set it in the environment.");
}

std::optional<FieldValues::Value> ReadContext::readMap(
    const Node &node, const std::string &path, Need need)
{
    if (node.kind == Node::Kind::Null)
        return TextMap{};
    if (!node.isMapping()) {
        error(node, path, "must be a mapping, e.g. {key: text}");
        return {};
    }
    TextMap map;
    for (const Node::Entry &entry : node.entries) {
        const std::string member = memberPath(path, entry.key);
        const WithoutSource hidden(*this, looksSecret(entry.key));
        auto text = readText(entry.value, member, need);
        if (!text)
            continue;
        if (hasControlCharacters(entry.key) || hasControlCharacters(*text))
            error(entry.value, member, "must not contain line breaks or control characters");
        const bool isWritten = entry.value.origin.empty();
        if (isWritten && !expandVariables(entry.value.text, {}).names.empty())
            references.insert_or_assign(member, entry.value.text);
        if (looksSecret(entry.key) && !text->empty()
            && (!isWritten || isLiteralSecret(entry.value.text)))
            warnOfPlainText(entry.value, member);
        map.emplace_back(entry.key, std::move(*text));
    }
    return map;
}

std::optional<FieldValues::Value> ReadContext::readSecret(
    const Field &row, const Node &node, const std::string &path, Need need)
{
    if (node.origin.starts_with('-')) {
        error(node, path, "is a secret and cannot be given as a flag, where every user can read it",
            "Write ${VARIABLE} in the profile and set it in the environment.");
        return {};
    }
    const WithoutSource hidden(*this, true);
    auto text = readText(node, path, need);
    if (!text)
        return {};
    if (*text == secretMask) {
        error(node, path, "is the mask that --print-config writes, not a secret",
            "Write ${VARIABLE} and set it in the environment.");
        return {};
    }
    auto parsed = parseField(row, *text);
    if (auto *sentence = std::get_if<std::string>(&parsed)) {
        error(node, path, *sentence);
        return {};
    }
    const bool isWritten = node.origin.empty();
    if (isWritten && !expandVariables(node.text, {}).names.empty())
        references.insert_or_assign(path, node.text);
    if (isWritten && !text->empty() && isLiteralSecret(node.text))
        warnOfPlainText(node, path);
    return std::move(std::get<FieldValues::Value>(parsed));
}

std::optional<FieldValues::Value> ReadContext::readValue(
    const Field &row, const Node &node, const std::string &path, Need need)
{
    if (row.type == Field::TextMap)
        return readMap(node, path, need);
    if (row.type == Field::Secret)
        return readSecret(row, node, path, need);
    const auto text = readText(node, path, need);
    if (!text)
        return {};
    const bool optionalText = !row.required
        && (row.type == Field::Text || row.type == Field::Url || row.type == Field::Path);
    if (text->empty() && optionalText && (row.fallback.empty() || row.mayBeEmpty))
        return FieldValues::Value(std::string());
    if (text->empty() && (row.type == Field::Text || row.type == Field::Path)) {
        error(node, path, "must not be empty");
        return {};
    }
    if (row.type == Field::Url && text->find('@') < text->find('/', text->find("://") + 3)) {
        error(node, path, "must not carry a user or password; use the keys made for them");
        return {};
    }
    auto parsed = parseField(row, *text);
    if (auto *sentence = std::get_if<std::string>(&parsed)) {
        error(node, path, *sentence);
        return {};
    }
    return std::move(std::get<FieldValues::Value>(parsed));
}

FieldValues ReadContext::readRows(const Node &mapping, const std::string &path,
    std::span<const Field> rows, Need need, std::string_view what,
    std::span<const std::string_view> except)
{
    FieldValues values = fallbacks(rows);
    for (const Field &row : rows) {
        if (std::find(except.begin(), except.end(), row.key) != except.end())
            continue;
        const std::string member = memberPath(path, row.key);
        const Node *node = mapping.find(row.key);
        if (node) {
            if (auto value = readValue(row, *node, member, need))
                values.set(std::string(row.key), std::move(*value));
        } else if (row.required) {
            error(mapping, member,
                "is missing" + std::string(what.empty() ? "" : "; ") + std::string(what));
        } else if (!row.fallback.empty()) {
            setOrigin(member, "built-in");
        }
    }
    return values;
}

const Node *ReadContext::mappingAt(
    const Node &parent, std::string_view key, const std::string &path)
{
    const Node *node = parent.find(key);
    if (!node || node->kind == Node::Kind::Null || node->isMapping())
        return node && node->isMapping() ? node : nullptr;
    error(
        *node, path, "must be a mapping, with one key: value per line; this is " + kindName(*node));
    return nullptr;
}

const Node *ReadContext::sequenceAt(
    const Node &parent, std::string_view key, const std::string &path)
{
    const Node *node = parent.find(key);
    if (!node || node->kind == Node::Kind::Null || node->isSequence())
        return node && node->isSequence() ? node : nullptr;
    error(*node, path, "must be a list, each item after a dash; this is " + kindName(*node));
    return nullptr;
}

void ReadContext::setOrigin(
    const std::string &path, const Node &node, const std::vector<std::string> &variables)
{
    if (!node.origin.empty()) {
        setOrigin(path, node.origin);
        return;
    }
    std::string origin = (m_options.fileName.empty() ? "profile" : m_options.fileName) + ':'
        + std::to_string(node.place.line);
    for (const std::string &name : variables)
        origin += " ${" + name + '}';
    setOrigin(path, std::move(origin));
}

void ReadContext::setOrigin(const std::string &path, std::string origin)
{
    m_outcome.origins.insert_or_assign(path, std::move(origin));
}

void ReadContext::renumberOrigins(std::string_view key, std::span<const std::size_t> kept)
{
    const std::string prefix = std::string(key) + '[';
    Origins renumbered;
    for (const auto &[path, origin] : m_outcome.origins) {
        if (!path.starts_with(prefix)) {
            renumbered.emplace(path, origin);
            continue;
        }
        const std::size_t end = path.find(']');
        const auto index = parseInteger(path.substr(prefix.size(), end - prefix.size()));
        const auto found =
            std::find(kept.begin(), kept.end(), static_cast<std::size_t>(index.value_or(-1)));
        if (found != kept.end())
            renumbered.emplace(itemPath(key, static_cast<std::size_t>(found - kept.begin()))
                    + path.substr(end + 1),
                origin);
    }
    m_outcome.origins = std::move(renumbered);
}

}
