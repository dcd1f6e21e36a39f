// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/textedit.h"

#include "base/text.h"
#include "profile/overrides.h"
#include "profile/profilefile.h"
#include "profile/profilerows.h"
#include "profile/readcontext.h"
#include "profile/textpatch.h"
#include "profile/variables.h"

#include <algorithm>
#include <set>

namespace emitter {
namespace {

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
    const ParsedText parsed(text);
    if (const Node *root = parsed.root()) {
        collectSecrets(*root, *root, {}, sinks, found);
        return found;
    }
    // A text with errors may be saved too: then its lines are judged by their looks.
    int number = 0;
    for (const std::string_view line : split(text, '\n')) {
        const std::string shown = parsed.source().excerpt(++number);
        if (shown.find(secretMask) != std::string::npos
            && line.find(secretMask) == std::string_view::npos)
            found.emplace(line);
    }
    return found;
}

Result<ParsedText> editOne(
    const ParsedText &text, const TextChange &change, std::span<const SinkSchema> sinks)
{
    if (!text.root())
        return makeProblem(Cause::Input,
            "the profile's text has errors, so values cannot be put into it",
            "Put the text right first.");
    if (isSecret(*text.root(), change.path, sinks) && isLiteralSecret(change.value))
        return makeProblem(Cause::Input, change.path + " is a secret and is not saved as text",
            "Write ${VARIABLE} and set it in the environment.");
    auto patch = patchFor(text.source().text(), *text.root(), change);
    if (!patch)
        return std::move(patch.problem());
    const std::size_t mark = text.text().size() - text.source().text().size();
    std::string bytes = text.text();
    bytes.replace(mark + patch->offset, patch->length, patch->text);

    const ParsedText edited(std::move(bytes));
    const Node *node = edited.root() ? findPath(*edited.root(), change.path) : nullptr;
    if (!node || node->text != change.value)
        return makeProblem(
            Cause::Input, change.path + " cannot be put into this text", "Change it in the text.");
    return edited;
}

}

Result<ParsedText> editProfileText(
    const ParsedText &text, std::span<const TextChange> changes, std::span<const SinkSchema> sinks)
{
    ParsedText edited = text;
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
            return makeProblem(Cause::Input,
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
