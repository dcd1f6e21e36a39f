// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/null/nullsink.h"

#include <algorithm>
#include <array>

namespace emitter::nullsink {
namespace {

constexpr std::array rows{
    Field{.key = "render",
        .type = Field::Boolean,
        .fallback = "false",
        .label = QT_TRANSLATE_NOOP("null", "Render entries"),
        .help = QT_TRANSLATE_NOOP("null",
            "Make each entry's JSON text before it is discarded; without it not even that.")},
};

SinkTraits traits(const FieldValues &)
{
    return {.target = "nowhere"};
}

Result<std::unique_ptr<Sink>> create(SinkConfig config)
{
    return std::unique_ptr<Sink>(std::make_unique<NullSink>(config.values.boolean("render")));
}

}

NullSink::NullSink(bool render)
    : m_render(render)
{
}

Result<void> NullSink::open(const Content &content)
{
    if (m_render)
        m_renderer.emplace(content, EntryFormat::json());
    return {};
}

void NullSink::send(Batch batch, std::function<void(SendResult)> done)
{
    if (m_renderer) {
        constexpr std::size_t entriesAtOnce = 512;
        for (std::span rest(*batch.entries); !rest.empty();) {
            const auto piece = rest.first(std::min(rest.size(), entriesAtOnce));
            m_buffer.clear();
            m_renderer->appendAll(m_buffer, piece, "\n");
            m_bytes.fetch_add(m_buffer.size(), std::memory_order_relaxed);
            rest = rest.subspan(piece.size());
        }
    }
    done({});
}

SinkDescriptor descriptor()
{
    return {.id = "null",
        .description = QT_TRANSLATE_NOOP(
            "sinks", "accepts every entry and keeps none; measures the generator alone"),
        .rows = rows,
        .traits = traits,
        .create = create};
}

}
