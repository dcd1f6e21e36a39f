// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace emitter {

/// What an answer may depend on, besides the request line.
struct PostCounts
{
    std::uint64_t requests = 0; ///< read to their end so far, with this one
    std::uint64_t newlines = 0; ///< in this one's body
};

/// What is answered to requests of one kind, with status 200.
struct PostAnswer
{
    std::string_view begin; ///< of the request line, e.g. `GET /qdrant/`; empty: any
    std::string_view part; ///< what the request line has too; empty: nothing
    std::string_view body;
    /// Appends what varies to the body, in the receiver's thread; null: nothing does.
    void (*write)(std::string &body, const PostCounts &counts) = nullptr;
};

/// An HTTP server on loopback that reads requests with a Content-Length and answers each 200,
/// looking at nothing else: faster than the clients that are measured against it. Its owner's
/// thread makes and destroys it; it answers in one thread of its own.
class PostReceiver
{
public:
    /// Listens at any free port. The first of `answers` that fits a request is taken, else it is
    /// `{"status":"ok"}`; they outlive the receiver. Fails with cause Unreachable when there is no
    /// port, descriptor or thread for it.
    static Result<std::unique_ptr<PostReceiver>> create(std::span<const PostAnswer> answers = {});
    virtual ~PostReceiver() = default; ///< closes port and connections, joins

    virtual std::uint16_t port() const = 0;
    /// Requests read to their end so far. Any thread.
    virtual std::uint64_t requests() const = 0;
};

}
