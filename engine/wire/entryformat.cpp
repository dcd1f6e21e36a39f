// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/entryformat.h"

namespace emitter {

EntryFormat EntryFormat::json(bool embedding)
{
    EntryFormat format;
    format.keys = {{Part::Id, "id"}, {Part::Timestamp, "timestamp"}, {Part::Level, "level"},
        {Part::Service, "service"}, {Part::Message, "message"}, {Part::Metadata, "metadata"}};
    if (embedding)
        format.keys.push_back({Part::Embedding, "embedding"});
    return format;
}

EntryFormat EntryFormat::text()
{
    EntryFormat format;
    format.layout = Layout::Text;
    return format;
}

}
