// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinks/http/httpsettings.h"
#include "wire/entryrenderer.h"

#include <span>
#include <string>

namespace emitter::httpsink {

/// Writes a batch as the body of one request: array, envelope or NDJSON, gzip when wanted.
/// One thread.
class BatchBody
{
public:
    BatchBody(const Content &content, const HttpSettings &settings);
    /// In the memory of `body`, whose text goes.
    std::string write(std::span<const Entry> entries, std::string body = {});

private:
    EntryRenderer m_renderer;
    std::string m_before;
    std::string m_after;
    std::string_view m_separator;
    bool m_keepsLast; ///< the separator also ends the last entry
    bool m_gzip;
};

}
