// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "history/runarchive.h"
#include "history/storedrun.h"

#include <string>
#include <string_view>

/// The files of a stored run as values; each function is the inverse of another or of the summary's
/// JSON. Readers never throw: what they cannot read is a Problem, or an absent value.
namespace emitter {

std::string aboutJson(const RunBeginning &beginning);
/// Fills in what about.json says; `sinks`: the order of the samples.
Result<StoredRun> readAbout(std::string_view json, std::vector<std::string> &sinks);
/// Adds what the summary (schema 1.0) says to `run`.
Result<void> readSummary(std::string_view json, StoredRun &run);

std::string sampleLine(const Sample &sample);
std::string eventLine(const StoredEvent &event);
/// Whole lines only: what a crash left half-written at the end is not there.
std::vector<Sample> readSamples(std::string_view lines);
std::vector<StoredEvent> readEvents(std::string_view lines);

}
