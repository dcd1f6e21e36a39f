// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ensure.h"
#include "base/values.h"
#include "run/engineimpl.h"
#include "run/exitcode.h"

#include <utility>

namespace emitter {

/// False when the run must not start.
bool Engine::Impl::openRecord()
{
    if (parts.recordsDirectory.empty() || !plan.isReadable())
        return true;
    auto made = RecordFolder::create(parts.recordsDirectory, runId);
    if (made) {
        record = std::move(*made);
        return true;
    }
    Problem problem = std::move(made.problem());
    if (options.needsRecord) {
        fail({std::move(problem)});
        return false;
    }
    problem.severity = Severity::Warning;
    observer.message(problem);
    return true;
}

RunRecord Engine::Impl::describeRecord() const
{
    RunRecord about;
    about.run = runId;
    about.seed = plan.seed;
    about.startedUnixNanos = startedUnix;
    about.messagePoolSize = profile.messagePoolSize;
    about.profile = profileKey(profile.file);
    about.sources = plan.sources;
    about.embedding = profile.embedding;
    return about;
}

void Engine::Impl::beginRecord()
{
    if (record)
        record->begin(describeRecord());
}

void Engine::Impl::closeRecord()
{
    if (!record)
        return;
    const Recorder::Outcome covered = record->close();
    Summary &summary = outcome.summary;
    RunRecord about = describeRecord();
    about.emitted = summary.last.counts.emitted;
    about.recorded = covered.recorded;
    EMITTER_ENSURE(about.recorded <= about.emitted, "only what was emitted is recorded");
    if (about.recorded < about.emitted) {
        EMITTER_ENSURE(!covered.whyStopped.empty(), "a recorder that stops says why");
        about.whyIncomplete = covered.whyStopped;
        summary.warnings.push_back("the record of this run covers the first "
            + formatCount(about.recorded) + " of " + formatCount(about.emitted)
            + " entries: " + covered.whyStopped);
    }
    if (const auto written = record->finish(about, toJson(summary)); written)
        outcome.recorded = true;
    else
        summary.warnings.push_back(written.problem().text + ". " + written.problem().remedy);
    record.reset();
}

}
