// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

namespace emitter {

enum class WhenFull { DropNewest, Block };

/// The settings that every sink has, all optional in a profile; `resolved` in run/ fills the gaps.
struct SinkSettings
{
    std::optional<std::uint32_t> bufferSize; ///< entries per batch
    std::optional<std::chrono::milliseconds> flushInterval;
    std::optional<std::uint64_t> maxBatchBytes;
    std::optional<std::uint64_t> queueSize; ///< entries
    std::optional<WhenFull> whenFull;
    std::optional<int> retryAttempts; ///< extra attempts after the first
    std::optional<std::chrono::milliseconds> retryBase;
    std::optional<std::chrono::milliseconds> retryMax;
    std::optional<std::chrono::milliseconds> connectTimeout;
    std::optional<std::chrono::milliseconds> timeout; ///< whole request
    bool insecure = false; ///< do not verify TLS certificates
};

/// The rows of the settings above (`buffer_size`, `flush_interval_ms`, `max_batch_bytes`,
/// `queue_size`, `when_full`, `timeout`, `connect_timeout`, `insecure`), without `retry`.
std::span<const Field> sinkSettingRows();
/// The rows of the mapping `retry: {attempts, base, max}`.
std::span<const Field> retryRows();

}
