// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/entryplan.h"

#include "wire/copypiece.h"
#include "wire/jsontext.h"
#include "wire/metadatatext.h"
#include "wire/timestamp.h"
#include "wire/uuid.h"

#include <algorithm>
#include <numeric>

namespace emitter {
namespace {

constexpr std::size_t numberBytes = 10;

using Part = EntryFormat::Part;

/// A format as a row of parts with constant text between them.
struct Outline
{
    struct Item
    {
        bool literal = false;
        Part part = Part::Id;
        std::string text;
    };
    std::vector<Item> items;

    void add(std::string_view text)
    {
        if (items.empty() || !items.back().literal)
            items.push_back({true, Part::Id, {}});
        items.back().text += text;
    }
    void add(Part part) { items.push_back({false, part, {}}); }
};

void addJsonValue(Outline &outline, const EntryFormat &format, Part part)
{
    switch (part) {
    case Part::Metadata:
        outline.add(part);
        break;
    case Part::Embedding:
        outline.add(format.vector == EntryFormat::Vector::Numbers ? "[" : "\"");
        outline.add(part);
        outline.add(format.vector == EntryFormat::Vector::Numbers ? "]" : "\"");
        break;
    default: {
        const bool quoted = part != Part::Timestamp || TimestampWriter(format.timestamp).isText();
        if (quoted)
            outline.add("\"");
        outline.add(part);
        if (quoted)
            outline.add("\"");
    }
    }
}

Outline jsonOutline(const EntryFormat &format, bool emitters, bool vectors)
{
    Outline outline;
    std::string_view separator = "{";
    const auto startMember = [&](std::string_view name) {
        outline.add(separator);
        outline.add(jsonQuoted(name) + ':');
        separator = ",";
    };
    for (const EntryFormat::Key &key : format.keys) {
        if ((key.part == Part::Metadata && !emitters) || (key.part == Part::Embedding && !vectors))
            continue;
        startMember(key.name);
        addJsonValue(outline, format, key.part);
    }
    for (const auto &[name, value] : format.constants) {
        startMember(name);
        outline.add(jsonQuoted(value));
    }
    outline.add(separator == "{" ? "{}" : "}");
    return outline;
}

Outline textOutline()
{
    Outline outline;
    outline.add(Part::Timestamp);
    outline.add(" ");
    outline.add(Part::Level);
    outline.add(" ");
    outline.add(Part::Service);
    outline.add(" ");
    outline.add(Part::Message);
    return outline;
}

std::string escaped(const EntryFormat &format, std::string_view text)
{
    return format.layout == EntryFormat::Layout::Json ? jsonEscaped(text) : lineEscaped(text);
}

/// Turns an outline into steps and their fragments.
class Planner
{
public:
    Planner(EntryPlans &plans, const Content &content, const EntryFormat &format, bool emitters)
        : m_plans(plans)
        , m_groups(content.sources().groups())
        , m_format(format)
        , m_emitters(emitters)
    {
    }

    EntryPlan plan(const Outline &outline)
    {
        const std::span items(outline.items);
        for (std::size_t at = 0; at < items.size();) {
            if (const std::size_t length = sourceRun(items.subspan(at))) {
                addSource(items.subspan(at, length));
                at += length;
            } else if (items[at].literal) {
                m_before = items[at++].text;
            } else {
                addPart(items[at++].part);
            }
        }
        addStep(Step::End);
        return std::move(m_plan);
    }

private:
    using Items = std::span<const Outline::Item>;

    // Level and service with the text around them are one fragment per source and level, as
    // long as there is only one number to write into it.
    static std::size_t sourceRun(Items items)
    {
        std::size_t length = 0;
        bool found = false;
        bool service = false;
        for (const Outline::Item &item : items) {
            const bool isService = !item.literal && item.part == Part::Service;
            if (!item.literal && item.part != Part::Level && (!isService || service))
                break;
            service = service || isService;
            found = found || !item.literal;
            ++length;
        }
        return found ? length : 0;
    }

    void addStep(Step::Kind kind, std::uint32_t table = 0)
    {
        m_plan.steps.push_back({kind, m_plans.pieces.add(m_before), table});
        count(m_before.size(), m_before.size());
        m_before.clear();
    }

    void count(std::size_t most, std::size_t typical)
    {
        m_plan.maxBytes += most;
        m_plan.typicalBytes += typical;
    }

    void addPart(Part part)
    {
        switch (part) {
        case Part::Id:
            addStep(Step::Id);
            count(uuidLength, uuidLength);
            break;
        case Part::Timestamp:
            addStep(Step::Timestamp);
            count(TimestampWriter::maxBytes, 27);
            break;
        case Part::Message:
            addMessage();
            break;
        case Part::Metadata:
            addMetadata();
            break;
        case Part::Embedding:
            addStep(Step::Embedding);
            m_plan.hasEmbedding = true;
            break;
        case Part::Level:
        case Part::Service:
            break;
        }
    }

    void addSource(Items items)
    {
        const bool numbered = m_emitters && std::any_of(items.begin(), items.end(), [](auto &item) {
            return !item.literal && item.part == Part::Service;
        });
        addStep(numbered ? Step::Numbered : Step::Named, nextTable());
        const std::size_t first = m_plans.fragments.size();
        for (const SourceTable::Group &group : m_groups) {
            for (std::size_t level = 0; level < levelCount; ++level)
                m_plans.fragments.push_back(group.emitters == m_emitters
                        ? sourceFragment(items, group, level)
                        : Fragment{});
        }
        countFragments(first, numbered ? numberBytes : 0);
    }

    Fragment sourceFragment(Items items, const SourceTable::Group &group, std::size_t level)
    {
        std::string before;
        std::string after;
        std::string *text = &before;
        for (const Outline::Item &item : items) {
            if (item.literal)
                *text += item.text;
            else if (item.part == Part::Level)
                *text += name(static_cast<Level>(level), m_format.levelCase);
            else
                *text += escaped(m_format, group.name) + (m_emitters ? "-" : "");
            if (m_emitters && !item.literal && item.part == Part::Service)
                text = &after;
        }
        return {m_plans.pieces.add(before), m_plans.pieces.add(after)};
    }

    void addMetadata()
    {
        addStep(Step::Metadata, nextTable());
        const std::size_t first = m_plans.fragments.size();
        for (const SourceTable::Group &group : m_groups)
            m_plans.fragments.push_back({m_plans.pieces.add(metadataStart(group.name)), Piece{}});
        countFragments(first, metadataNumbersMax);
    }

    void addMessage()
    {
        addStep(Step::Message);
        std::size_t most = 0;
        std::size_t sum = 0;
        for (const Piece &message : m_plans.messages) {
            most = std::max<std::size_t>(most, message.size);
            sum += message.size;
        }
        std::size_t templateSum = 0;
        for (const TemplateFragment &fragment : m_plans.templates) {
            most = std::max(most, fragment.text.size() + numberBytes);
            templateSum += fragment.text.size() + 3;
        }
        count(most,
            m_emitters ? templateSum / m_plans.templates.size()
                       : sum / std::max<std::size_t>(1, m_plans.messages.size()));
    }

    std::uint32_t nextTable() const { return static_cast<std::uint32_t>(m_plans.fragments.size()); }

    void countFragments(std::size_t first, std::size_t numbers)
    {
        std::size_t most = 0;
        std::size_t sum = 0;
        std::size_t used = 0;
        for (const Fragment &fragment : std::span(m_plans.fragments).subspan(first)) {
            most = std::max(most, fragment.size());
            sum += fragment.size();
            used += fragment.size() > 0;
        }
        count(most + numbers, sum / std::max<std::size_t>(1, used) + numbers / 2);
    }

    EntryPlans &m_plans;
    const std::vector<SourceTable::Group> &m_groups;
    const EntryFormat &m_format;
    bool m_emitters;
    EntryPlan m_plan;
    std::string m_before;
};

}

PieceStore::PieceStore()
    : m_bytes(copySlack, '\0')
{
}

Piece PieceStore::add(std::string_view text)
{
    const std::size_t offset = m_bytes.size() - copySlack;
    m_bytes.insert(offset, text);
    return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(text.size())};
}

EntryPlans::EntryPlans(const Content &content, const EntryFormat &format)
{
    const bool vectors = content.vectors() != nullptr;
    for (std::uint32_t slot = 0; slot < content.messages().size(); ++slot)
        messages.push_back(pieces.add(escaped(format, content.messages().text(slot))));
    for (std::uint32_t index = 0; index < emitterTemplateCount(); ++index) {
        const EmitterTemplate &text = emitterTemplate(index);
        templates.push_back(
            {{pieces.add(escaped(format, text.prefix)), pieces.add(escaped(format, text.suffix))},
                text.number});
    }
    for (const bool isEmitters : {false, true}) {
        const Outline outline = format.layout == EntryFormat::Layout::Text
            ? textOutline()
            : jsonOutline(format, isEmitters, vectors);
        (isEmitters ? emitters : services) =
            Planner(*this, content, format, isEmitters).plan(outline);
    }
}

}
