// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/textpatch.h"

#include "profile/overrides.h"
#include "profile/sourcetext.h"
#include "profile/yamlscalar.h"

#include <utility>

namespace emitter {
namespace {

/// Finds where one change goes in a text and its tree.
class Editor
{
public:
    Editor(std::string_view text, const Node &root)
        : m_text(text)
        , m_root(root)
        , m_newLine(newLineOf(text))
    {
    }

    Result<Patch> patchFor(const TextChange &change) const
    {
        if (const Node *node = findPath(m_root, change.path))
            return replaceValue(*node, change);
        return addKey(change.path, valueFor(change), yamlScalar(change.value, YamlStyle::Flow));
    }

    /// What is missing above the key is added too, inside braces, and then the value is `inBraces`.
    Result<Patch> addKey(std::string path, std::string value, const std::string &inBraces) const
    {
        if (splitPath(path).empty())
            return cannotAdd(path);
        for (bool wrapped = false;;) {
            const std::size_t dot = path.rfind('.');
            const std::string key = path.substr(dot == std::string::npos ? 0 : dot + 1);
            if (key.ends_with(']'))
                return cannotAdd(path);
            const std::string line = yamlScalar(key) + ": " + value;
            if (dot == std::string::npos)
                return appendAtEnd(line);
            path.resize(dot);
            const Node *parent = findPath(m_root, path);
            if (parent && parent->isMapping())
                return insertInto(*parent, line);
            if (parent && parent->kind != Node::Kind::Null)
                return cannotAdd(path);
            if (!parent && path.find_first_of(".[") == std::string::npos)
                return appendAtEnd(path + ':' + m_newLine + "  " + line);
            value = '{'
                + (std::exchange(wrapped, true)
                        ? line
                        : yamlScalar(key, YamlStyle::Flow) + ": " + inBraces)
                + '}';
            if (parent)
                return fillEmpty(*parent, value, path);
        }
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

    static Problem cannotAdd(const std::string &path)
    {
        return makeProblem(Cause::Input, path + " cannot be added to this text",
            "Add it by hand, where the profile has its place.");
    }

    Result<Patch> replaceValue(const Node &node, const TextChange &change) const
    {
        if (!node.isText())
            return makeProblem(
                Cause::Input, change.path + " holds several values", "Change one of them.");
        if (node.kind == Node::Kind::Scalar && node.text == change.value)
            return Patch{};
        if (node.kind == Node::Kind::Null)
            return fillEmpty(node, valueFor(change), change.path);
        const std::string_view rest = m_text.substr(node.offset);
        if (node.quoted)
            return Patch{node.offset, quotedLength(rest), quotedScalar(change.value, rest[0])};
        if (!rest.starts_with(node.text))
            return makeProblem(
                Cause::Input, change.path + " runs over several lines", "Change it in the text.");
        return Patch{node.offset, node.text.size(), valueFor(change)};
    }

    /// `key:` or `key: ~` gets its value.
    Result<Patch> fillEmpty(
        const Node &node, const std::string &value, const std::string &path) const
    {
        const std::string_view rest = m_text.substr(node.offset);
        const std::string_view word = rest.substr(0, rest.find_first_of(" \r\n,]}:"));
        for (const std::string_view null : {"~", "null", "Null", "NULL"}) {
            if (word == null && rest.substr(word.size(), 1) != ":")
                return Patch{node.offset, word.size(), value};
        }
        const bool quoted = rest.starts_with('"') || rest.starts_with('\'');
        const std::size_t colon = rest.find(':', quoted ? quotedLength(rest) : 0);
        if (colon == std::string_view::npos)
            return cannotAdd(path);
        return Patch{node.offset + colon + 1, 0, ' ' + value};
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

}

std::string_view newLineOf(std::string_view text)
{
    return text.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
}

Result<Patch> patchFor(std::string_view text, const Node &root, const TextChange &change)
{
    return Editor(text, root).patchFor(change);
}

Result<Patch> patchForNewKey(
    std::string_view text, const Node &root, const std::string &path, const std::string &value)
{
    return Editor(text, root).addKey(path, value, value);
}

}
