// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/textedit.h"

#include "base/text.h"
#include "profile/overrides.h"
#include "profile/profilefile.h"
#include "profile/profilerows.h"
#include "profile/profileyaml.h"
#include "profile/readcontext.h"
#include "profile/sourcetext.h"
#include "profile/variables.h"
#include "profile/yamlscalar.h"

#include <algorithm>
#include <set>

namespace emitter {
namespace {

Problem cannotEdit(std::string text, std::string remedy)
{
    Problem problem;
    problem.text = std::move(text);
    problem.remedy = std::move(remedy);
    return problem;
}

/// A secret as a profile writes it; anything but references.
bool isLiteralSecret(std::string_view text)
{
    const Expansion expansion = expandVariables(text, {});
    return !text.empty() && (expansion.names.empty() || expansion.hasDefault);
}

/// The rows that a path's last key is looked up in; empty for lists and texts.
std::span<const Field> rowsFor(
    const Node &root, std::string_view path, std::span<const SinkSchema> sinks)
{
    const auto steps = splitPath(path);
    if (steps.size() == 2 && steps[0].key == "embedding")
        return embeddingRows();
    if (steps.size() != 3 || steps[0].key != "sinks")
        return {};
    const Node *type = findPath(root, path.substr(0, path.rfind('.')));
    type = type ? type->find("type") : nullptr;
    const auto schema = std::find_if(sinks.begin(), sinks.end(),
        [&](const SinkSchema &known) { return type && known.id == type->text; });
    return schema == sinks.end() ? std::span<const Field>() : schema->rows;
}

bool isSecret(const Node &root, std::string_view path, std::span<const SinkSchema> sinks)
{
    const std::string_view key = path.substr(path.rfind('.') + 1);
    if (const Field *row = findField(rowsFor(root, path, sinks), key))
        return row->type == Field::Secret;
    return looksSecret(key);
}

/// Collects the literal secrets of everything below `node`.
void collectSecrets(const Node &root, const Node &node, const std::string &path,
    std::span<const SinkSchema> sinks, std::set<std::string> &found)
{
    if (node.kind == Node::Kind::Scalar && isSecret(root, path, sinks)
        && isLiteralSecret(node.text))
        found.insert(node.text);
    for (std::size_t i = 0; i < node.items.size(); ++i)
        collectSecrets(root, node.items[i], itemPath(path, i), sinks, found);
    for (const Node::Entry &entry : node.entries)
        collectSecrets(root, entry.value, memberPath(path, entry.key), sinks, found);
}

std::set<std::string> literalSecrets(std::string_view text, std::span<const SinkSchema> sinks)
{
    std::set<std::string> found;
    const SourceText source(text);
    const YamlOutcome yaml = parseYaml(source);
    if (yaml.root) {
        collectSecrets(*yaml.root, *yaml.root, {}, sinks, found);
        return found;
    }
    // A text with errors may be saved too: then its lines are judged by their looks.
    int number = 0;
    for (const std::string_view line : split(text, '\n')) {
        const std::string shown = source.excerpt(++number);
        if (shown.find("***") != std::string::npos && line.find("***") == std::string_view::npos)
            found.emplace(line);
    }
    return found;
}

struct Patch
{
    std::size_t offset = 0;
    std::size_t length = 0;
    std::string text;
};

/// Finds where one change goes in a text and its tree.
class Editor
{
public:
    Editor(std::string_view text, const Node &root)
        : m_text(text)
        , m_root(root)
        , m_newLine(text.find("\r\n") == std::string_view::npos ? "\n" : "\r\n")
    {
    }

    Result<Patch> patchFor(const TextChange &change) const
    {
        if (const Node *node = findPath(m_root, change.path))
            return replaceValue(*node, change);
        const std::size_t dot = change.path.rfind('.');
        const std::string key = change.path.substr(dot == std::string::npos ? 0 : dot + 1);
        const std::string line = yamlScalar(key) + ": " + valueFor(change);
        if (splitPath(change.path).empty() || key.ends_with(']'))
            return cannotAdd(change);
        if (dot == std::string::npos)
            return appendAtEnd(line);
        const std::string parentPath = change.path.substr(0, dot);
        const Node *parent = findPath(m_root, parentPath);
        if (parent && parent->isMapping())
            return insertInto(*parent, line);
        if (!parent && parentPath.find_first_of(".[") == std::string::npos)
            return appendAtEnd(parentPath + ':' + m_newLine + "  " + line);
        return cannotAdd(change);
    }

private:
    /// How a value at `path` is written: inside braces once anything around it is.
    YamlStyle styleAt(std::string_view path) const
    {
        const Node *node = &m_root;
        for (const PathStep &step : splitPath(path)) {
            if (node->flow)
                return YamlStyle::Flow;
            if (!step.isIndex)
                node = node->find(step.key);
            else
                node = step.index < node->items.size() ? &node->items[step.index] : nullptr;
            if (!node)
                break;
        }
        return YamlStyle::Block;
    }

    std::string valueFor(const TextChange &change) const
    {
        return yamlScalar(change.value, styleAt(change.path));
    }

    static Problem cannotAdd(const TextChange &change)
    {
        return cannotEdit(change.path + " cannot be added to this text",
            "Add it by hand, where the profile has its place.");
    }

    Result<Patch> replaceValue(const Node &node, const TextChange &change) const
    {
        if (!node.isText())
            return cannotEdit(change.path + " holds several values", "Change one of them.");
        if (node.kind == Node::Kind::Scalar && node.text == change.value)
            return Patch{};
        if (node.kind == Node::Kind::Null)
            return fillEmpty(node, change);
        const std::string_view rest = m_text.substr(node.offset);
        if (node.quoted)
            return Patch{node.offset, quotedLength(rest), quotedScalar(change.value, rest[0])};
        if (!rest.starts_with(node.text))
            return cannotEdit(change.path + " runs over several lines", "Change it in the text.");
        return Patch{node.offset, node.text.size(), valueFor(change)};
    }

    /// `key:` or `key: ~` gets its value.
    Result<Patch> fillEmpty(const Node &node, const TextChange &change) const
    {
        const std::string_view rest = m_text.substr(node.offset);
        const std::string_view word = rest.substr(0, rest.find_first_of(" \r\n,]}:"));
        for (const std::string_view null : {"~", "null", "Null", "NULL"}) {
            if (word == null && rest.substr(word.size(), 1) != ":")
                return Patch{node.offset, word.size(), valueFor(change)};
        }
        const bool quoted = rest.starts_with('"') || rest.starts_with('\'');
        const std::size_t colon = rest.find(':', quoted ? quotedLength(rest) : 0);
        if (colon == std::string_view::npos)
            return cannotAdd(change);
        return Patch{node.offset + colon + 1, 0, ' ' + valueFor(change)};
    }

    /// Behind the first key where that is one line, else before it: keys have no order, and the end
    /// of a mapping is hard to tell from the comments that follow it.
    Patch insertInto(const Node &mapping, const std::string &line) const
    {
        if (mapping.entries.empty())
            return {mapping.offset + 1, 0, line};
        const Node::Entry &first = mapping.entries.front();
        if (mapping.flow)
            return {first.offset, 0, line + ", "};
        const std::size_t lineStart = m_text.rfind('\n', first.offset) + 1;
        const std::string indent(first.offset - lineStart, ' ');
        const std::string_view value = m_text.substr(first.value.offset);
        const bool oneLine = first.value.kind == Node::Kind::Scalar
            && (first.value.quoted
                    ? value.substr(0, quotedLength(value)).find('\n') == std::string_view::npos
                    : value.starts_with(first.value.text));
        if (!oneLine)
            return {first.offset, 0, line + m_newLine + indent};
        const std::size_t end = m_text.find('\n', first.value.offset);
        if (end == std::string_view::npos)
            return {m_text.size(), 0, m_newLine + indent + line};
        return {end + 1, 0, indent + line + m_newLine};
    }

    Patch appendAtEnd(const std::string &lines) const
    {
        const bool ended = m_text.empty() || m_text.back() == '\n';
        return {m_text.size(), 0, (ended ? "" : m_newLine) + lines + m_newLine};
    }

    std::string_view m_text;
    const Node &m_root;
    std::string m_newLine;
};

Result<std::string> editOne(
    const std::string &text, const TextChange &change, std::span<const SinkSchema> sinks)
{
    const SourceText source(text);
    const YamlOutcome yaml = parseYaml(source);
    if (!yaml.root)
        return cannotEdit("the profile's text has errors, so values cannot be put into it",
            "Put the text right first.");
    if (isSecret(*yaml.root, change.path, sinks) && isLiteralSecret(change.value))
        return cannotEdit(change.path + " is a secret and is not saved as text",
            "Write ${VARIABLE} and set it in the environment.");
    auto patch = Editor(source.text(), *yaml.root).patchFor(change);
    if (!patch)
        return std::move(patch.problem());
    const std::size_t mark = text.size() - source.text().size();
    std::string edited = text;
    edited.replace(mark + patch->offset, patch->length, patch->text);

    const SourceText again(edited);
    const YamlOutcome check = parseYaml(again);
    const Node *node = check.root ? findPath(*check.root, change.path) : nullptr;
    if (!node || node->text != change.value)
        return cannotEdit(change.path + " cannot be put into this text", "Change it in the text.");
    return edited;
}

}

Result<std::string> editProfileText(
    std::string_view text, std::span<const TextChange> changes, std::span<const SinkSchema> sinks)
{
    std::string edited(text);
    for (const TextChange &change : changes) {
        auto next = editOne(edited, change, sinks);
        if (!next)
            return std::move(next.problem());
        edited = std::move(*next);
    }
    return edited;
}

Result<void> saveProfileText(
    const std::string &fileName, std::string_view text, std::span<const SinkSchema> sinks)
{
    const std::set<std::string> secrets = literalSecrets(text, sinks);
    if (!secrets.empty()) {
        const auto old = loadProfileText(fileName);
        const std::set<std::string> known =
            old ? literalSecrets(*old, sinks) : std::set<std::string>();
        if (!std::includes(known.begin(), known.end(), secrets.begin(), secrets.end()))
            return cannotEdit(
                "the profile holds a password or key as plain text, which is not saved",
                "Write ${VARIABLE} in its place and set it in the environment.");
    }
    return writeFileAtomically(
        fileName, text, secrets.empty() ? FileMode::Kept : FileMode::Private);
}

std::string shareableProfileText(std::string_view text, std::span<const SinkSchema> sinks)
{
    const SourceText lines(text);
    const auto count = static_cast<int>(std::count(text.begin(), text.end(), '\n')) + 1;
    std::string shown;
    for (int line = 1; line <= count; ++line)
        shown += lines.excerpt(line, text.size() + 1) + (line < count ? "\n" : "");
    for (const std::string &secret : literalSecrets(text, sinks)) {
        for (const std::string_view part : split(secret, '\n')) {
            if (!trimmed(part).empty() && shown.find(trimmed(part)) != std::string::npos)
                return "# This profile was not kept: it holds a secret over several lines.\n";
        }
    }
    return shown;
}

}
