// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/shapereader.h"

#include "base/text.h"
#include "base/values.h"
#include "profile/profilerows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace emitter {
namespace {

using Type = ShapeSpec::Type;
using Stage = ShapeSpec::Stage;

/// What the keys of one type mean; `keys` are those it takes besides `type`.
struct TypeRule
{
    Type type;
    std::string_view keys;
    double from;
    double to;
};

TypeRule ruleFor(std::string_view type)
{
    if (type == "ramp")
        return {Type::Ramp, "from|to|duration", 0, 100};
    if (type == "steps")
        return {Type::Steps, "from|to|duration|steps", 0, 100};
    if (type == "spike")
        return {Type::Spike, "from|to|duration|after", 100, 500};
    if (type == "wave")
        return {Type::Wave, "from|to|duration", 50, 150};
    if (type == "stages")
        return {Type::Stages, "stages", 0, 0};
    return {Type::Constant, "", 100, 100};
}

std::vector<Stage> wave(double seconds, double low, double high)
{
    constexpr int pieces = 24;
    std::vector<Stage> stages;
    const auto at = [&](int i) {
        const double phase = 2 * std::numbers::pi * i / pieces;
        return low + (high - low) * (1 - std::cos(phase)) / 2;
    };
    for (int i = 0; i < pieces; ++i)
        stages.push_back({seconds / pieces, at(i), i + 1 == pieces ? low : at(i + 1)});
    return stages;
}

std::vector<Stage> steps(double seconds, double from, double to, int count)
{
    std::vector<Stage> stages;
    for (int i = 0; i < count; ++i) {
        const double level = from + (to - from) * i / (count - 1);
        stages.push_back({seconds / count, level, level});
    }
    return stages;
}

double seconds(const FieldValues &values, std::string_view key)
{
    return std::chrono::duration<double>(values.duration(key)).count();
}

std::vector<Stage> stagesFor(const TypeRule &rule, const FieldValues &values)
{
    const double to = (values.has("to") ? values.number("to") : rule.to) / 100;
    const int count = values.has("steps") ? static_cast<int>(values.integer("steps")) : 4;
    double from = (values.has("from") ? values.number("from") : rule.from) / 100;
    const double length = seconds(values, "duration");
    switch (rule.type) {
    case Type::Ramp:
        return {{length, from, to}};
    case Type::Steps:
        if (!values.has("from"))
            from = to / count;
        return steps(length, from, to, count);
    case Type::Spike:
        return {{seconds(values, "after"), from, from}, {length, to, to}, {1, from, from}};
    case Type::Wave:
        return wave(length, from, to);
    case Type::Constant:
    case Type::Stages:
        break;
    }
    return {};
}

/// `100 %` or `0 -> 100 %`, as multipliers.
std::optional<std::pair<double, double>> parseRate(std::string_view text)
{
    const std::size_t arrow = text.find("->");
    const auto from = parsePercent(trimmed(text.substr(0, arrow)));
    const auto to =
        arrow == std::string_view::npos ? from : parsePercent(trimmed(text.substr(arrow + 2)));
    if (!from || !to || *from < 0 || *to < 0 || *from > 100000 || *to > 100000)
        return {};
    return std::pair(*from / 100, *to / 100);
}

std::optional<Stage> readStage(const Node &node, const std::string &path, ReadContext &context)
{
    static constexpr std::array<std::string_view, 2> keys{"duration", "rate"};
    if (!node.isMapping()) {
        context.error(node, path, "must be a mapping, e.g. {duration: 60s, rate: 0 -> 100 %}");
        return {};
    }
    context.checkKeys(node, path, keys, " of a stage");
    const FieldValues values = context.readRows(
        node, path, stageRows(), Need::Needed, "every stage has a duration and a rate");
    if (!values.has("duration") || !values.has("rate"))
        return {};
    const auto rate = parseRate(values.text("rate"));
    if (!rate) {
        context.error(*node.find("rate"), path + ".rate",
            "must be a percentage such as 100 %, or two such as 0 -> 100 %; you wrote "
                + printable(values.text("rate"), 60));
        return {};
    }
    return Stage{seconds(values, "duration"), rate->first, rate->second};
}

void readStages(const Node &shape, ReadContext &context, ShapeSpec &spec)
{
    const Node *list = context.sequenceAt(shape, "stages", "shape.stages");
    if (!list)
        return;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        if (const auto stage = readStage(list->items[i], itemPath("shape.stages", i), context))
            spec.stages.push_back(*stage);
    }
}

/// Keys that exist, but not for this type; and those that this type cannot do without.
bool checkKeysOfType(
    const Node &shape, std::string_view type, const TypeRule &rule, ReadContext &context)
{
    bool good = true;
    const auto taken = split(rule.keys, '|');
    for (const Node::Entry &entry : shape.entries) {
        const bool known = entry.key == "stages" || findField(shapeRows(), entry.key);
        if (!known || entry.key == "type"
            || std::find(taken.begin(), taken.end(), entry.key) != taken.end())
            continue;
        context.error(entry.value, memberPath("shape", entry.key),
            "has no meaning for the shape " + std::string(type));
        good = false;
    }
    for (const std::string_view key : {"duration", "after", "stages"}) {
        if (shape.find(key) || std::find(taken.begin(), taken.end(), key) == taken.end())
            continue;
        context.error(shape, memberPath("shape", key),
            "is missing; the shape " + std::string(type) + " needs it");
        good = false;
    }
    return good;
}

}

std::string_view keysOfShape(std::string_view type)
{
    return ruleFor(type).keys;
}

ShapeSpec readShape(const Node &root, ReadContext &context)
{
    ShapeSpec spec;
    const Node *shape = context.mappingAt(root, "shape", "shape");
    if (!shape)
        return spec;
    std::vector<std::string_view> keys{"stages"};
    for (const Field &row : shapeRows())
        keys.push_back(row.key);
    context.checkKeys(*shape, "shape", keys, " of shape");
    const FieldValues values = context.readRows(*shape, "shape", shapeRows());
    const Node *written = shape->find("type");
    if (written && written->text != "constant" && values.text("type") == "constant")
        return spec; // its type is wrong, so nothing can be said about its other keys
    const bool bareStages = shape->find("stages") && !written;
    const std::string type = bareStages ? "stages" : values.text("type");
    const TypeRule rule = ruleFor(type);
    spec.type = rule.type;
    if (!checkKeysOfType(*shape, type, rule, context))
        return spec;
    if (rule.type == Type::Stages)
        readStages(*shape, context, spec);
    else if (rule.type != Type::Constant && values.has("duration")
        && (rule.type != Type::Spike || values.has("after")))
        spec.stages = stagesFor(rule, values);
    spec.repeats = rule.type == Type::Wave;
    const bool rises = std::any_of(spec.stages.begin(), spec.stages.end(),
        [](const Stage &stage) { return stage.from > 0 || stage.to > 0; });
    if (rule.type != Type::Constant && !rises && !context.hasErrors())
        context.error(*shape, "shape", "never rises above 0 %, so nothing would be sent");
    return spec;
}

}
