// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/content.h"

#include <utility>

namespace emitter {

Content::Content(Parts parts)
    : m_parts(std::move(parts))
{
}

std::string_view Content::slotText(std::uint32_t slot) const
{
    return isTemplate(slot) ? emitterTemplateSample(slot - messages().size())
                            : messages().text(slot);
}

void Content::appendMessage(std::string &out, const Entry &entry) const
{
    if (isTemplate(entry.slot))
        appendEmitterMessage(out, entry.slot - messages().size(), entry, metadata(entry));
    else
        out += messages().text(entry.slot);
}

}
