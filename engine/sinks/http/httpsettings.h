// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "rest/clientsettings.h"
#include "sinkapi/sinkdescriptor.h"
#include "wire/entryformat.h"

#include <span>
#include <string>

namespace emitter::httpsink {

/// The sink's rows.
std::span<const Field> rows();

/// The rows' values, checked against each other and put into the form that the sink works with.
struct HttpSettings
{
    enum class Body { Single, Array, NdJson, Envelope };
    Body body = Body::Single;
    std::string envelopeKey;
    std::string submitUrl;
    std::string healthUrl; ///< empty: no check
    HttpHeaders headers; ///< of every request, with credentials
    EntryFormat format;
    bool gzip = false;
    ClientSettings client;

    static Result<HttpSettings> create(const SinkConfig &config);
};

/// The address that entries go to, for people.
std::string submitUrl(const FieldValues &values);

}
