// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/listedit.h"

#include "profile/overrides.h"
#include "profile/textlayout.h"
#include "profile/textpatch.h"
#include "profile/yamlscalar.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace emitter {
namespace {

const char *const byHand = "Change it in the text.";

/// A text on its way to another one, and the tree that must come out.
struct Work
{
    std::string text; ///< without the byte order mark
    std::string mark;
    const Node &tree; ///< of the text that the edit begins with
    Node wanted;
};

/// The work refers to `text`.
Result<Work> begin(const ParsedText &text)
{
    if (text.hasErrors())
        return makeProblem(Cause::Input,
            "the profile's text has errors, so nothing can be put into it",
            "Put the text right first.");
    const std::string_view withoutMark = text.source().text();
    return Work{std::string(withoutMark),
        text.text().substr(0, text.text().size() - withoutMark.size()), *text.root(), *text.root()};
}

bool isNothing(const Node &node)
{
    return node.kind == Node::Kind::Null
        || (!node.isText() && node.items.empty() && node.entries.empty());
}

/// The same values in the same order of items; the order of keys does not count.
bool sameValues(const Node &a, const Node &b)
{
    if (isNothing(a) || isNothing(b))
        return isNothing(a) && isNothing(b);
    if (a.kind != b.kind || a.text != b.text || a.items.size() != b.items.size()
        || a.entries.size() != b.entries.size())
        return false;
    for (std::size_t i = 0; i < a.items.size(); ++i) {
        if (!sameValues(a.items[i], b.items[i]))
            return false;
    }
    return std::all_of(a.entries.begin(), a.entries.end(), [&](const Node::Entry &entry) {
        const Node *other = b.find(entry.key);
        return other && sameValues(entry.value, *other);
    });
}

Result<ParsedText> finish(Work work, const std::string &what)
{
    ParsedText edited(work.mark + work.text);
    if (edited.hasErrors() || !sameValues(*edited.root(), work.wanted))
        return makeProblem(Cause::Input, what + " cannot be changed in this text", byHand);
    return edited;
}

Problem noSuchItem(const std::string &list, std::size_t index)
{
    return makeProblem(
        Cause::Input, list + '[' + std::to_string(index) + "] does not exist", "Look at the text.");
}

Node *wantedAt(Work &work, std::string_view path)
{
    return const_cast<Node *>(findPath(work.wanted, path)); // the tree is ours
}

Node scalarNode(const std::string &text)
{
    Node node;
    node.kind = Node::Kind::Scalar;
    node.text = text;
    return node;
}

Node itemNode(std::span<const TextChange> values)
{
    if (values.size() == 1 && values[0].path.empty())
        return scalarNode(values[0].value);
    Node node;
    node.kind = Node::Kind::Mapping;
    for (const TextChange &value : values)
        node.entries.push_back({value.path, {}, 0, scalarNode(value.value)});
    return node;
}

/// `{a: 1, b: 2}`, or the text alone.
std::string flowItem(std::span<const TextChange> values)
{
    if (values.size() == 1 && values[0].path.empty())
        return yamlScalar(values[0].value, YamlStyle::Flow);
    std::string out = "{";
    for (const TextChange &value : values)
        out += (out.size() > 1 ? ", " : "") + yamlScalar(value.path, YamlStyle::Flow) + ": "
            + yamlScalar(value.value, YamlStyle::Flow);
    return out + '}';
}

/// The same in lines: a dash `indent` blanks from the left, and the keys below each other.
std::string blockItem(
    std::span<const TextChange> values, std::size_t indent, std::string_view newLine)
{
    const std::string blanks(indent, ' ');
    if (values.empty() || (values.size() == 1 && values[0].path.empty()))
        return blanks + "- " + (values.empty() ? "{}" : yamlScalar(values[0].value))
            + std::string(newLine);
    std::string out;
    for (const TextChange &value : values)
        out += blanks + (out.empty() ? "- " : "  ") + yamlScalar(value.path) + ": "
            + yamlScalar(value.value) + std::string(newLine);
    return out;
}

/// Puts whole lines at a line's start; the text before them gets the line end that it may lack.
void insertLines(std::string &text, std::size_t at, std::string lines, std::string_view newLine)
{
    if (at > 0 && text[at - 1] != '\n') {
        text.insert(at, newLine);
        at += newLine.size();
    }
    text.insert(at, lines);
}

/// The first item of a list that is not there, or has none.
Result<ParsedText> insertFirst(
    Work work, const std::string &list, std::span<const TextChange> values)
{
    const std::string_view newLine = newLineOf(work.text);
    const Node *node = findPath(work.tree, list);
    const bool top = list.find_first_of(".[") == std::string::npos;
    if (!node && top && !work.tree.flow) {
        insertLines(work.text, work.text.size(),
            yamlScalar(list) + ':' + std::string(newLine) + blockItem(values, 2, newLine), newLine);
    } else if (!node) {
        const auto patch = patchForNewKey(work.text, work.tree, list, '[' + flowItem(values) + ']');
        if (!patch)
            return patch.problem();
        work.text.replace(patch->offset, patch->length, patch->text);
    } else if (node->kind == Node::Kind::Sequence && node->flow && !top) {
        work.text.insert(node->offset + 1, flowItem(values));
    } else if (isNothing(*node) && top) {
        const Node::Entry &entry = *std::find_if(work.tree.entries.begin(), work.tree.entries.end(),
            [&](const Node::Entry &known) { return known.key == list; });
        const std::size_t colon = work.text.find(':', entry.offset);
        const std::size_t end = nextLine(work.text, entry.offset);
        const std::size_t indent = entry.offset - lineStart(work.text, entry.offset) + 2;
        insertLines(work.text, end, blockItem(values, indent, newLine), newLine);
        if (!node->text.empty() || node->kind == Node::Kind::Sequence) {
            const std::size_t close = node->kind == Node::Kind::Sequence
                ? work.text.find(']', node->offset) + 1
                : node->offset + node->text.size();
            work.text.erase(colon + 1, close - colon - 1);
        }
    } else {
        return makeProblem(Cause::Input, list + " cannot be changed in this text", byHand);
    }
    return finish(std::move(work), list);
}

/// Makes the list in the wanted tree where there is none yet.
Node &wantedList(Work &work, const std::string &list)
{
    Node *node = &work.wanted;
    for (const PathStep &step : splitPath(list)) {
        if (step.isIndex) {
            node = &node->items[step.index];
            continue;
        }
        if (node->kind == Node::Kind::Null)
            node->kind = Node::Kind::Mapping;
        Node *next = node->find(step.key);
        if (!next) {
            node->entries.push_back({std::string(step.key), {}, 0, {}});
            next = &node->entries.back().value;
        }
        node = next;
    }
    if (isNothing(*node)) {
        *node = Node();
        node->kind = Node::Kind::Sequence;
    }
    return *node;
}

struct Located
{
    const Node *node = nullptr;
    std::vector<ItemExtent> items;
};

Result<Located> locate(const Work &work, const std::string &list)
{
    Located located;
    located.node = findPath(work.tree, list);
    if (!located.node || !located.node->isSequence())
        return makeProblem(Cause::Input, list + " is not a list", "Look at the text.");
    auto items = itemExtents(work.text, *located.node);
    if (!items)
        return makeProblem(Cause::Input, list + " cannot be changed in this text", byHand);
    located.items = std::move(*items);
    return located;
}

std::string_view between(const std::string &text, std::size_t begin, std::size_t end)
{
    return std::string_view(text).substr(begin, end - begin);
}

}

Result<ParsedText> insertListItem(const ParsedText &text, const std::string &list,
    std::size_t index, std::span<const TextChange> values)
{
    auto work = begin(text);
    if (!work)
        return std::move(work.problem());
    const Node *node = findPath(work->tree, list);
    if (node && !isNothing(*node) && !node->isSequence())
        return makeProblem(Cause::Input, list + " is not a list", "Look at the text.");
    const std::size_t count = node ? node->items.size() : 0;
    index = std::min(index, count);
    if (splitPath(list).empty() || list.ends_with(']'))
        return makeProblem(Cause::Input, list + " is not a list", "Look at the text.");
    Node &wanted = wantedList(*work, list);
    wanted.items.insert(
        wanted.items.begin() + static_cast<std::ptrdiff_t>(index), itemNode(values));
    if (count == 0)
        return insertFirst(std::move(*work), list, values);

    auto located = locate(*work, list);
    if (!located)
        return std::move(located.problem());
    const ItemExtent &near = located->items[std::min(index, count - 1)];
    const std::string_view newLine = newLineOf(work->text);
    if (node->flow) {
        const std::string item = flowItem(values);
        if (index < count)
            work->text.insert(near.begin, item + ", ");
        else
            work->text.insert(near.end, ", " + item);
    } else {
        const std::size_t indent = indentAt(work->text, near.begin);
        const bool braces = node->items.front().flow;
        insertLines(work->text, index < count ? near.lead : near.end,
            braces ? std::string(indent, ' ') + "- " + flowItem(values) + std::string(newLine)
                   : blockItem(values, indent, newLine),
            newLine);
    }
    return finish(std::move(*work), list);
}

Result<ParsedText> duplicateListItem(
    const ParsedText &text, const std::string &list, std::size_t index)
{
    auto work = begin(text);
    if (!work)
        return std::move(work.problem());
    auto located = locate(*work, list);
    if (!located)
        return std::move(located.problem());
    if (index >= located->items.size())
        return noSuchItem(list, index);
    Node *wanted = wantedAt(*work, list);
    Node copy = wanted->items[index];
    wanted->items.insert(
        wanted->items.begin() + static_cast<std::ptrdiff_t>(index), std::move(copy));
    const ItemExtent &item = located->items[index];
    std::string piece(between(work->text, item.begin, item.end));
    if (located->node->flow) {
        work->text.insert(item.end, ", " + piece);
    } else {
        if (!piece.ends_with('\n'))
            piece += newLineOf(work->text);
        insertLines(work->text, item.end, std::move(piece), newLineOf(work->text));
    }
    return finish(std::move(*work), list);
}

Result<ParsedText> removeListItem(
    const ParsedText &text, const std::string &list, std::size_t index)
{
    auto work = begin(text);
    if (!work)
        return std::move(work.problem());
    auto located = locate(*work, list);
    if (!located)
        return std::move(located.problem());
    const auto &items = located->items;
    if (index >= items.size())
        return noSuchItem(list, index);
    Node *wanted = wantedAt(*work, list);
    wanted->items.erase(wanted->items.begin() + static_cast<std::ptrdiff_t>(index));
    Extent gone{items[index].lead, items[index].end};
    if (index + 1 < items.size())
        gone.end = located->node->flow ? items[index + 1].begin : items[index + 1].lead;
    else if (located->node->flow && index > 0)
        gone.begin = items[index - 1].end;
    work->text.erase(gone.begin, gone.end - gone.begin);
    return finish(std::move(*work), list);
}

Result<ParsedText> moveListItem(
    const ParsedText &text, const std::string &list, std::size_t from, std::size_t to)
{
    auto work = begin(text);
    if (!work)
        return std::move(work.problem());
    auto located = locate(*work, list);
    if (!located)
        return std::move(located.problem());
    const auto &items = located->items;
    if (std::max(from, to) >= items.size())
        return noSuchItem(list, std::max(from, to));
    // What stands between the items, blank lines or commas, stays where it is.
    std::vector<std::string> pieces;
    std::vector<std::string> gaps;
    for (std::size_t i = 0; i < items.size(); ++i) {
        pieces.emplace_back(between(work->text, items[i].lead, items[i].end));
        if (!located->node->flow && !pieces.back().ends_with('\n'))
            pieces.back() += newLineOf(work->text);
        gaps.emplace_back(i + 1 < items.size()
                ? between(work->text, items[i].end, items[i + 1].lead)
                : std::string_view());
    }
    const auto rotate = [&](auto &values) {
        const auto at = [&](std::size_t i) {
            return values.begin() + static_cast<std::ptrdiff_t>(i);
        };
        if (from < to)
            std::rotate(at(from), at(from + 1), at(to + 1));
        else
            std::rotate(at(to), at(from), at(from + 1));
    };
    rotate(pieces);
    rotate(wantedAt(*work, list)->items);
    std::string moved;
    for (std::size_t i = 0; i < pieces.size(); ++i)
        moved += pieces[i] + gaps[i];
    work->text.replace(items.front().lead, items.back().end - items.front().lead, moved);
    return finish(std::move(*work), list);
}

Result<ParsedText> removeKey(const ParsedText &text, const std::string &path)
{
    auto work = begin(text);
    if (!work)
        return std::move(work.problem());
    if (splitPath(path).empty() || path.ends_with(']') || !findPath(work->tree, path))
        return text;
    std::string parentPath;
    std::string key = path;
    const Node *parent = &work->tree;
    for (;;) {
        const std::size_t dot = key.rfind('.');
        parentPath = dot == std::string::npos ? std::string() : key.substr(0, dot);
        parent = dot == std::string::npos ? &work->tree : findPath(work->tree, parentPath);
        if (parent->entries.size() > 1 || parentPath.empty() || parentPath.ends_with(']'))
            break;
        key = parentPath;
    }
    key = key.substr(parentPath.empty() ? 0 : parentPath.size() + 1);
    const auto found = std::find_if(parent->entries.begin(), parent->entries.end(),
        [&](const Node::Entry &entry) { return entry.key == key; });
    const auto index = static_cast<std::size_t>(found - parent->entries.begin());
    const bool last = index + 1 == parent->entries.size();
    auto gone = entryExtent(work->text, *parent, index);
    if (!last && (parent->flow || !gone))
        gone = Extent{found->offset, parent->entries[index + 1].offset};
    else if (gone && parent->flow && index > 0)
        gone->begin = entryExtent(work->text, *parent, index - 1)->end;
    if (!gone)
        return makeProblem(Cause::Input, path + " cannot be taken out of this text", byHand);
    Node *wanted = parentPath.empty() ? &work->wanted : wantedAt(*work, parentPath);
    wanted->erase(key);
    work->text.erase(gone->begin, gone->end - gone->begin);
    return finish(std::move(*work), path);
}

}
