// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

/// The words of the message pool. Every phrase of a slot fits every phrase of the others, so that
/// any draw reads like a line of some real operation.
namespace emitter::phrases {

using Slot = std::array<std::string_view, 24>;

inline constexpr Slot components{"payment-gateway", "session-store", "order-router",
    "inventory-sync", "mail-relay", "search-indexer", "image-resizer", "ledger-writer",
    "quota-keeper", "config-watcher", "edge-proxy", "token-issuer", "report-builder",
    "stream-joiner", "feature-flags", "address-resolver", "price-engine", "backup-agent",
    "webhook-sender", "fraud-scorer", "tenant-catalog", "geo-locator", "job-runner",
    "notification-hub"};

inline constexpr Slot actions{"accepted", "acknowledged", "archived", "cancelled", "committed",
    "completed", "deferred", "forwarded", "gave up on", "held back", "merged", "picked up",
    "queued", "rejected", "released", "replayed", "resumed", "retried", "rolled back", "scheduled",
    "skipped", "throttled", "timed out on", "validated"};

inline constexpr Slot targets{"the settlement batch", "the refund request",
    "the nightly ledger export", "the stock reservation", "the session refresh",
    "the thumbnail upload", "the weekly digest", "the price feed update", "the audit record",
    "the profile merge", "the token renewal", "the segment upload", "the shard handover",
    "the schema migration step", "the report download", "the push notification",
    "the address lookup", "the loyalty points posting", "the cart checkpoint",
    "the courier webhook", "the search reindex", "the invoice render", "the consent update",
    "the replica snapshot"};

inline constexpr Slot metrics{"latency 12 ms", "latency 840 ms", "attempt 3 of 5",
    "queue depth 412", "queue depth 18,204", "heap use 87%", "cpu load 0.93", "5 of 8 workers busy",
    "replica lag 1.8 s", "cache hit ratio 0.71", "payload of 64 KiB", "payload of 3.1 MiB",
    "2,048 rows read", "17 rows changed", "error budget at 38%", "120 open connections",
    "pool wait 65 ms", "disk use 91%", "clock skew 4 ms", "batch of 500 items", "offset 7,340,032",
    "429 answers per minute: 6", "gc pause 31 ms", "lease left 9 s"};

inline constexpr Slot contexts{"during the evening peak", "after failover to zone b",
    "while the standby caught up", "on node 7", "for tenant northwind", "for tenant 4127",
    "before the maintenance window", "behind the canary release", "in region eu-central",
    "in region ap-south", "under read-only mode", "with the fallback certificate",
    "since the upstream closed early", "despite a full retry buffer", "within the request deadline",
    "past the soft deadline", "under the new rate limit", "after a cold start",
    "at the request of the scheduler", "with tracing enabled", "during log rotation",
    "after the leader election", "on the secondary link", "while compaction was running"};

/// `{c}` component, `{a}` action, `{t}` target, `{m}` metric, `{x}` context.
inline constexpr std::array<std::string_view, 4> patterns{"{c} {a} {t} {x}, {m}",
    "{c}: {m}; {a} {t} {x}", "{x}, {c} {a} {t} ({m})", "{m}: {c} {a} {t} {x}"};

}
