// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "content/content.h"
#include "http/httpclient.h"
#include "run/plan.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

using StepProgress =
    std::function<void(const std::string &step, std::uint64_t done, std::uint64_t total)>;

struct PreparationMeans
{
    HttpClientFactory makeHttpClient; ///< called only when something must be fetched
    StepProgress progress;
    std::function<void(const Problem &)> warn;
    std::stop_token stop;
    Clock &clock;
};

/// The messages of a run. They depend on the pool's size alone, not on the seed: embeddings cost
/// money, and so the cache serves every run. The seed decides who says what, and when.
Result<MessagePool> makeMessages(const Profile &profile);
/// What is embedded: the text of every slot, in order.
std::vector<std::string_view> slotTexts(const MessagePool &messages);

/// What would keep a run of this plan from its first entry and can be known without a connection:
/// settings that a sink refuses, a pool of messages that cannot be made, a key that is missing. In
/// the words of the run; empty when it may start.
std::vector<Problem> refusals(const Profile &profile, const Plan &plan);

/// Everything that is made before the clock starts: messages and, where a sink stores them,
/// vectors. Blocking; ends early on `stop` with a Problem.
Result<std::shared_ptr<Content>> prepareContent(
    const Profile &profile, const Plan &plan, std::uint64_t run, const PreparationMeans &means);

}
