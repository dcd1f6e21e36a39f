// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>

namespace emitter {

/// An HTTP server on loopback that reads requests with a Content-Length and answers each 200,
/// looking at nothing else: faster than the clients that are measured against it. Its owner's
/// thread makes and destroys it; it answers in one thread of its own.
class PostReceiver
{
public:
    /// Listens at any free port. Fails with cause Unreachable when there is no port, descriptor or
    /// thread for it.
    static Result<std::unique_ptr<PostReceiver>> create();
    virtual ~PostReceiver() = default; ///< closes port and connections, joins

    virtual std::uint16_t port() const = 0;
    /// Requests read to their end so far. Any thread.
    virtual std::uint64_t requests() const = 0;
};

}
