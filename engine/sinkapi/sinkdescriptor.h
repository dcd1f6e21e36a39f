// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field.h"
#include "profile/sinksettings.h"
#include "sinkapi/sink.h"
#include "sinkapi/storereader.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace emitter {

/// What the engine must know of a sink before it exists; derived from its settings alone, without
/// touching the network or the disk.
struct SinkTraits
{
    bool wantsVectors = false; ///< embeddings must be fetched for it
    bool sendsSingly = false; ///< one request per entry: batches go at once and are not retried
    Strength strength = Strength::Accepted;
    std::string target; ///< where it writes: a URL without credentials, a path, "stdout"
    bool network = false; ///< `target` is a host; the plan lists it
    int inFlight = 1; ///< batches, or single entries, that it may be sending at a time
    int openFiles = 8; ///< files and connections that it may have open; fewer must do
    std::chrono::milliseconds timeout = std::chrono::seconds(30); ///< default of `timeout`
    std::chrono::milliseconds finishTimeout{0}; ///< what finish() may take beyond the drain
};

/// What a sink has seen in one flush, for those who watch the stream.
struct FlushReport
{
    std::int64_t unixNanos = 0; ///< wall-clock time of the flush
    std::uint64_t totalCount = 0; ///< entries in this flush
    std::vector<std::pair<std::string, std::uint64_t>> byService; ///< services and pool prefixes
    std::array<std::uint64_t, levelCount> byLevel{};
    double durationMs = 0;
};

/// What a sink is made from: checked values of its own rows, and the common settings with no gaps.
struct SinkConfig
{
    std::string name; ///< unique in the run; for messages
    FieldValues values;
    SinkSettings settings; ///< every optional has a value
    bool vectors = false; ///< Content will carry vectors
    enum class Purpose { Run, Check };
    /// Check: it is opened to see whether it can be, and gets no entry. What is missing may be
    /// made; what is stored stays, and nothing is set or built for a load, whatever `values` say.
    Purpose purpose = Purpose::Run;
    std::function<void(const FlushReport &)> flushed = {}; ///< may be empty; any thread
};

/// A kind of sink. One per folder below engine/sinks.
struct SinkDescriptor
{
    std::string_view id; ///< the YAML word and the folder's name
    std::string_view description; ///< one line, for --list-sinks
    std::span<const Field> rows; ///< its own settings; the common ones are added
    SinkTraits (*traits)(const FieldValues &values) = nullptr;
    /// Checks what rows cannot say; opens nothing.
    Result<std::unique_ptr<Sink>> (*create)(SinkConfig config) = nullptr;
    /// Opens the same store for reading back; absent for sinks that cannot be read.
    Result<std::unique_ptr<StoreReader>> (*createReader)(SinkConfig config) = nullptr;
};

}
