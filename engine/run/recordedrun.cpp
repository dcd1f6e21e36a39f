// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/recordedrun.h"

#include "base/runid.h"
#include "run/exitcode.h"

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

using State = StoreVerification::State;

StoreToCheck storeOf(const PlannedSink &sink, const RunRecord &record)
{
    StoreToCheck store;
    store.known.sink = sink.config.name;
    store.known.type = sink.descriptor->id;
    if (!sink.descriptor->createReader) {
        store.known.state = State::NotReadable;
        return store;
    }
    const auto books =
        std::find_if(record.sinks.begin(), record.sinks.end(), [&](const RunRecord::Books &one) {
            return one.sink == store.known.sink && one.type == store.known.type;
        });
    if (books == record.sinks.end()) {
        store.known.state = State::NotInRun;
        return store;
    }
    store.known.emitted = books->emitted;
    store.known.delivered = books->delivered;
    store.known.unconfirmed = books->unconfirmed;
    if (sink.config.values.has("level_case"))
        store.levelCase = levelCaseOf(sink.config.values.text("level_case"));
    auto reader = sink.descriptor->createReader(sink.config);
    if (reader) {
        store.reader = std::move(*reader);
    } else {
        store.known.state = State::Failed;
        store.known.problem = std::move(reader.problem());
    }
    return store;
}

}

Result<void> requireReadable(const Plan &plan)
{
    if (plan.isReadable())
        return {};
    std::string names;
    for (const PlannedSink &sink : plan.sinks)
        names += (names.empty() ? "" : ", ") + sink.config.name;
    Problem problem;
    problem.text =
        "there is nothing to verify: no sink of this profile can be read back (" + names + ')';
    problem.remedy = "Add a sink that is a store, or leave the verification out.";
    problem.cause = Cause::Usage;
    return problem;
}

Result<std::shared_ptr<const Content>> remakeContent(
    Profile profile, Plan plan, const RunRecord &record, const PreparationMeans &means)
{
    // The profile may have changed since, or flags have outranked it then.
    profile.messagePoolSize = record.messagePoolSize;
    profile.embedding.provider = record.embedding.provider;
    profile.embedding.model = record.embedding.model;
    profile.embedding.dimensions = record.embedding.dimensions;
    profile.embedding.noise = record.embedding.noise;
    plan.sources = record.sources;
    plan.seed = record.seed;
    plan.wantsVectors =
        plan.wantsVectors && record.embedding.provider != EmbeddingSpec::Provider::None;
    auto content = prepareContent(profile, plan, record.run, means);
    if (!content)
        return std::move(content.problem());
    (*content)->setStart(record.startedUnixNanos);
    return std::shared_ptr<const Content>(std::move(*content));
}

Result<Verification> verifyRun(
    const Content &content, const RunRecord &record, const Plan &plan, const CheckOptions &options)
{
    auto entries = EntriesFile::open(record.entriesFile(), record.run, record.recorded);
    if (!entries)
        return std::move(entries.problem());
    Verification verification;
    verification.runId = runIdText(record.run);
    verification.emitted = record.emitted;
    verification.recorded = record.recorded;
    verification.whyIncomplete = record.whyIncomplete;
    for (const PlannedSink &sink : plan.sinks)
        verification.stores.push_back(
            checkStore(content, *entries, storeOf(sink, record), options));
    return verification;
}

int exitCodeOf(const Verification &verification)
{
    if (verification.hasDifferences())
        return TargetMissed;
    if (verification.wasCancelled())
        return Interrupted;
    for (const StoreVerification &store : verification.stores) {
        if (store.state == State::Failed)
            return exitCodeFor(store.problem->cause);
    }
    return Success;
}

}
