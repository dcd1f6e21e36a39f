// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/entryrenderer.h"

#include "wire/copypiece.h"
#include "wire/entryplan.h"
#include "wire/metadatatext.h"
#include "wire/noisyvectors.h"
#include "wire/timestamp.h"
#include "wire/uuid.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace emitter {

struct EntryRenderer::Impl
{
    /// What an entry's source decides.
    struct Origin
    {
        std::uint32_t group;
        std::uint32_t emitter; ///< its number, from 1
        const Step *steps;
        EmitterMetadata metadata;
    };

    /// Small enough to stay in the first-level cache together with what is copied into it.
    static constexpr std::size_t scratchBytes = 8192;

    Impl(const Content &entryContent, const EntryFormat &format)
        : content(entryContent)
        , plans(content, format)
        , timestamps(format.timestamp)
        , base64(format.vector == EntryFormat::Vector::Base64BigEndian)
        , poolSize(content.messages().size())
    {
        const auto &groups = content.sources().groups();
        lastGroup = groups.data();
        while (leadingServices < groups.size() && !groups[leadingServices].emitters)
            ++leadingServices;
        maxPlanBytes = std::max(plans.services.maxBytes, plans.emitters.maxBytes);
        if (plans.services.hasEmbedding)
            vectors.emplace(*content.vectors(), content.seed());
        scratchSize = scratchBytes + maxPlanBytes + copySlack;
        scratch = std::make_unique<char[]>(scratchSize);
    }

    /// Writes steps from `step` on, to the end or to the next vector.
    char *write(char *to, const Step *&step, const Entry &entry, const Origin &origin);
    char *writeTemplate(char *to, const Entry &entry, const Origin &origin);
    char *write(char *to, const Entry &entry);
    void appendWithVector(std::string &out, const Entry &entry);

    std::size_t vectorBytes() const
    {
        if (!vectors)
            return 0;
        return base64 ? vectors->base64Bytes() : vectors->maxTextBytes();
    }
    Origin originOf(const Entry &entry)
    {
        if (entry.source < leadingServices)
            return serviceOrigin(entry, entry.source);
        // Emitters of one pool share a group: the last one found is mostly the right one.
        if (entry.source - lastGroup->first >= lastGroup->count) [[unlikely]]
            lastGroup = &content.sources().groupOf(entry.source);
        const auto group =
            static_cast<std::uint32_t>(lastGroup - content.sources().groups().data());
        if (!lastGroup->emitters)
            return serviceOrigin(entry, group);
        return {group, entry.source - lastGroup->first + 1, plans.emitters.steps.data(),
            content.metadata(entry)};
    }
    Origin serviceOrigin(const Entry &entry, std::uint32_t group) const
    {
        return {group, 0, plans.services.steps.data(),
            entry.slot < poolSize ? EmitterMetadata{} : content.metadata(entry)};
    }

    const Content &content;
    EntryPlans plans;
    TimestampWriter timestamps;
    const bool base64;
    std::optional<NoisyVectors> vectors;
    std::uint32_t poolSize;
    /// Services come first, so the source's index is mostly also its group's.
    std::uint32_t leadingServices = 0;
    const SourceTable::Group *lastGroup = nullptr;
    std::size_t maxPlanBytes = 0;
    std::size_t scratchSize = 0;
    std::unique_ptr<char[]> scratch;
};

char *EntryRenderer::Impl::write(
    char *to, const Step *&next, const Entry &entry, const Origin &origin)
{
    const PieceStore &pieces = plans.pieces;
    const Fragment *fragments = plans.fragments.data();
    const std::int64_t unixNanos = content.unixNanos(entry);
    for (const Step *step = next;; ++step) {
        to = copyPiece<32>(to, pieces.at(step->before), step->before.size);
        switch (step->kind) {
        case Step::Id:
            to = writeUuid(to, content.id(entry));
            break;
        case Step::Timestamp:
            to = timestamps.write(to, unixNanos);
            break;
        case Step::Named: {
            const std::size_t index =
                origin.group * levelCount + static_cast<std::size_t>(entry.level);
            const Piece piece = fragments[step->table + index].before;
            to = copyPiece<64>(to, pieces.at(piece), piece.size);
            break;
        }
        case Step::Numbered: {
            const std::size_t index =
                origin.group * levelCount + static_cast<std::size_t>(entry.level);
            const Fragment &fragment = fragments[step->table + index];
            to = copyPiece<64>(to, pieces.at(fragment.before), fragment.before.size);
            to = writeNumber(to, origin.emitter);
            to = copyPiece<32>(to, pieces.at(fragment.after), fragment.after.size);
            break;
        }
        case Step::Message:
            if (entry.slot < poolSize) [[likely]] {
                const Piece piece = plans.messages[entry.slot];
                to = copyPiece<128>(to, pieces.at(piece), piece.size);
            } else {
                to = writeTemplate(to, entry, origin);
            }
            break;
        case Step::Metadata: {
            const Piece piece = fragments[step->table + origin.group].before;
            to = copyPiece<64>(to, pieces.at(piece), piece.size);
            to = writeMetadata(to, origin.emitter, entry.sequence, origin.metadata);
            break;
        }
        case Step::Embedding:
            next = step + 1;
            return to;
        case Step::End:
            next = nullptr;
            return to;
        }
    }
}

char *EntryRenderer::Impl::writeTemplate(char *to, const Entry &entry, const Origin &origin)
{
    const TemplateFragment &fragment = plans.templates[entry.slot - poolSize];
    const auto &[before, after] = fragment.text;
    const EmitterMetadata &metadata = origin.metadata;
    // All numbers are made and one is chosen: which one it will be cannot be predicted.
    const std::uint32_t numbers[] = {0, emitterNumber(EmitterTemplate::Sequence, entry, metadata),
        emitterNumber(EmitterTemplate::Duration, entry, metadata),
        emitterNumber(EmitterTemplate::User, entry, metadata)};
    to = copyPiece<64>(to, plans.pieces.at(before), before.size);
    const char *end = writeNumber(to, numbers[fragment.number]);
    to += fragment.number == EmitterTemplate::None ? 0 : end - to;
    return copyPiece<32>(to, plans.pieces.at(after), after.size);
}

char *EntryRenderer::Impl::write(char *to, const Entry &entry)
{
    const Origin origin = originOf(entry);
    const Step *step = origin.steps;
    return write(to, step, entry, origin);
}

void EntryRenderer::Impl::appendWithVector(std::string &out, const Entry &entry)
{
    const Origin origin = originOf(entry);
    const Step *step = origin.steps;
    while (true) {
        char *end = write(scratch.get(), step, entry, origin);
        out.append(scratch.get(), end);
        if (!step)
            return;
        if (base64)
            vectors->appendBase64(out, entry.slot, entry.number, NoisyVectors::ByteOrder::Big);
        else
            vectors->appendText(out, entry.slot, entry.number);
    }
}

EntryRenderer::EntryRenderer(const Content &content, EntryFormat format)
    : m_impl(std::make_unique<Impl>(content, format))
{
}

EntryRenderer::~EntryRenderer() = default;
EntryRenderer::EntryRenderer(EntryRenderer &&) noexcept = default;

void EntryRenderer::append(std::string &out, const Entry &entry)
{
    appendAll(out, {&entry, 1}, {});
}

void EntryRenderer::appendAll(
    std::string &out, std::span<const Entry> entries, std::string_view separator)
{
    if (m_impl->vectors) {
        for (const Entry &entry : entries) {
            m_impl->appendWithVector(out, entry);
            out += separator;
        }
        return;
    }
    char *const begin = m_impl->scratch.get();
    char *const full = begin + Impl::scratchBytes;
    char *to = begin;
    for (const Entry &entry : entries) {
        to = m_impl->write(to, entry);
        if (separator.size() == 1) {
            *to++ = separator[0];
        } else if (!separator.empty()) {
            out.append(begin, to);
            out += separator;
            to = begin;
        }
        if (to >= full) {
            out.append(begin, to);
            to = begin;
        }
    }
    out.append(begin, to);
}

std::size_t EntryRenderer::maxBytes() const
{
    return m_impl->maxPlanBytes + m_impl->vectorBytes();
}

std::size_t EntryRenderer::typicalBytes() const
{
    const bool services = m_impl->leadingServices > 0;
    const EntryPlan &plan = services ? m_impl->plans.services : m_impl->plans.emitters;
    return plan.typicalBytes + m_impl->vectorBytes();
}

}
