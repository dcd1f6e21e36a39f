// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field.h"

#include <span>
#include <string_view>
#include <vector>

/// Every setting of a profile as rows. Reading, unknown keys, defaults, ranges, --print-config, the
/// JSON Schema and the tables of docs/configuration.md derive from them; see also sinksettings.h.
namespace emitter {

std::span<const Field> topRows();
std::span<const Field> embeddingRows();
std::span<const Field> serviceRows();
std::span<const Field> levelWeightRows();
std::span<const Field> poolRows();
/// `type`, `name`, `enabled`: what a sink is, before what it does.
std::span<const Field> sinkHeadRows();
std::span<const Field> shapeRows();
std::span<const Field> stageRows();
/// The rows of shapeRows() that a shape of this type takes, `|` between their keys; and `stages`.
std::string_view keysOfShape(std::string_view type);

/// Keys of the top level that hold lists or mappings.
inline constexpr std::string_view sectionKeys[] = {
    "embedding", "services", "pools", "sinks", "shape", "targets"};

/// The keys of `rows`, in their order.
std::vector<std::string_view> keysOf(std::span<const Field> rows);

/// The row that the ARG of `--sink TYPE:ARG` and a pool's `distributor_url` go to: the first
/// required row, else the first Url or Path; nullptr when there is none.
const Field *argumentRow(std::span<const Field> rows);

}
