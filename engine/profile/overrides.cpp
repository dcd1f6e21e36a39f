// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/overrides.h"

#include "base/text.h"
#include "base/values.h"
#include "profile/profilerows.h"

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

/// Keys of which a profile may give only one; an override of one removes the other.
constexpr std::pair<std::string_view, std::string_view> exclusiveKeys[]{
    {"run_duration", "run_duration_secs"}, {"api_key", "api_key_file"}};

Node scalar(std::string_view text, std::string_view origin)
{
    Node node;
    node.kind = Node::Kind::Scalar;
    node.text = text;
    node.origin = origin;
    return node;
}

Node emptyNode(Node::Kind kind, std::string_view origin)
{
    Node node;
    node.kind = kind;
    node.origin = origin;
    return node;
}

/// The value under `key`, made when absent.
Node &member(Node &mapping, std::string_view key, std::string_view origin)
{
    if (Node *found = mapping.find(key))
        return *found;
    mapping.entries.push_back({std::string(key), {}, 0, emptyNode(Node::Kind::Null, origin)});
    return mapping.entries.back().value;
}

void removeRival(Node &mapping, std::string_view key)
{
    for (const auto &[first, second] : exclusiveKeys) {
        if (key == first)
            mapping.erase(second);
        else if (key == second)
            mapping.erase(first);
    }
}

void applyOverride(Node &root, const Override &change, ReadContext &context)
{
    const std::string shown = printable(change.path, 100);
    const auto steps = splitPath(change.path);
    if (steps.empty()) {
        context.usage(change.origin + ": " + shown + " is not the name of a setting",
            "Write it like buffer_size or sinks[0].path.");
        return;
    }
    Node *node = &root;
    Node *parent = nullptr;
    for (const PathStep &step : steps) {
        parent = node;
        if (step.isIndex) {
            if (step.index >= node->items.size()) {
                context.usage(change.origin + ": " + shown + " does not exist; the profile has "
                        + std::to_string(node->items.size()) + " of these",
                    "They are counted from 0.");
                return;
            }
            node = &node->items[step.index];
            continue;
        }
        if (node->kind == Node::Kind::Null)
            node->kind = Node::Kind::Mapping;
        if (!node->isMapping()) {
            context.usage(change.origin + ": " + shown + " is not the name of a setting",
                "Write it like buffer_size or sinks[0].path.");
            return;
        }
        node = &member(*node, step.key, change.origin);
    }
    if (!node->isText()) {
        context.usage(change.origin + ": " + shown + " holds several values",
            "Name one of them, such as " + shown + (node->isSequence() ? "[0]." : ".key."));
        return;
    }
    *node = scalar(change.value, change.origin);
    if (!steps.back().isIndex) {
        // Only the node itself moves nowhere: removing a sibling may shift it, so it comes last.
        removeRival(*parent, steps.back().key);
    }
}

void applyServiceRate(Node &root, const std::string &argument, ReadContext &context)
{
    const std::size_t mark = argument.rfind('=');
    if (mark == std::string::npos || mark == 0 || mark + 1 == argument.size()) {
        context.usage("--service " + printable(argument, 100) + " is not NAME=RATE",
            "Write it like --service api-gateway=50.");
        return;
    }
    const std::string_view name = std::string_view(argument).substr(0, mark);
    const std::string_view rate = std::string_view(argument).substr(mark + 1);
    Node &services = member(root, "services", "--service");
    if (services.kind == Node::Kind::Null)
        services.kind = Node::Kind::Sequence;
    if (!services.isSequence())
        return;
    for (Node &service : services.items) {
        const Node *known = service.find("name");
        if (known && known->text == name) {
            member(service, "rate_per_sec", "--service") = scalar(rate, "--service");
            return;
        }
    }
    Node service = emptyNode(Node::Kind::Mapping, "--service");
    service.entries.push_back({"name", {}, 0, scalar(name, "--service")});
    service.entries.push_back({"rate_per_sec", {}, 0, scalar(rate, "--service")});
    services.items.push_back(std::move(service));
}

/// `TYPE[:ARG]` as the mapping that a profile would hold.
Node sinkFromArgument(const std::string &argument, ReadContext &context)
{
    const std::size_t colon = argument.find(':');
    const std::string_view type = std::string_view(argument).substr(0, colon);
    Node sink = emptyNode(Node::Kind::Mapping, "--sink");
    sink.entries.push_back({"type", {}, 0, scalar(type, "--sink")});
    if (colon == std::string::npos)
        return sink;
    const auto &sinks = context.options().sinks;
    const auto schema = std::find_if(
        sinks.begin(), sinks.end(), [&](const SinkSchema &known) { return known.id == type; });
    if (schema == sinks.end())
        return sink;
    const Field *row = argumentRow(schema->rows);
    if (!row || row->type == Field::Secret || row->type == Field::TextMap)
        context.usage("--sink " + printable(argument, 200) + ": a " + std::string(type)
                + " sink takes no argument",
            "Write --sink " + std::string(type) + ".");
    else
        sink.entries.push_back({std::string(row->key), {}, 0,
            scalar(std::string_view(argument).substr(colon + 1), "--sink")});
    return sink;
}

}

std::vector<PathStep> splitPath(std::string_view path)
{
    std::vector<PathStep> steps;
    for (const std::string_view part : split(path, '.')) {
        const std::size_t bracket = part.find('[');
        if (part.empty() || bracket == 0 || steps.size() > deepestPath)
            return {};
        steps.push_back({part.substr(0, bracket), 0, false});
        std::string_view rest = bracket == std::string_view::npos ? "" : part.substr(bracket);
        while (!rest.empty()) {
            const std::size_t end = rest.find(']');
            const auto index = end == std::string_view::npos || rest[0] != '['
                ? std::nullopt
                : parseInteger(rest.substr(1, end - 1));
            if (!index || *index < 0)
                return {};
            steps.push_back({{}, static_cast<std::size_t>(*index), true});
            rest.remove_prefix(end + 1);
        }
    }
    return steps;
}

const Node *findPath(const Node &root, std::string_view path)
{
    const auto steps = splitPath(path);
    const Node *node = steps.empty() ? nullptr : &root;
    for (const PathStep &step : steps) {
        if (!step.isIndex)
            node = node->find(step.key);
        else
            node = step.index < node->items.size() ? &node->items[step.index] : nullptr;
        if (!node)
            break;
    }
    return node;
}

void applyOverrides(Node &root, ReadContext &context)
{
    const ReadOptions &options = context.options();
    if (!options.sinkArguments.empty()) {
        Node sinks = emptyNode(Node::Kind::Sequence, "--sink");
        for (const std::string &argument : options.sinkArguments)
            sinks.items.push_back(sinkFromArgument(argument, context));
        member(root, "sinks", "--sink") = std::move(sinks);
    }
    for (const Override &change : options.overrides)
        applyOverride(root, change, context);
    for (const std::string &argument : options.serviceRates)
        applyServiceRate(root, argument, context);
}

}
