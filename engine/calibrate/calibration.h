// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "base/result.h"
#include "run/plan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// What makes the speed of a sink on this side: its type, and those of its choices and numbers and
/// the size of its batches that are not the default. `file`, `file, format: text, gzip: true`,
/// `http, connections: 1, buffer_size: 10`, `sqlite, embedding: true, 1536 dimensions`. Names,
/// paths, addresses, further fields and what only the store does otherwise do not count; but to
/// https:// the client is another one, and without TLS it can only be measured as `http, client:
/// qnam without TLS`: an upper bound. Vectors that the sink may choose the form of are of the
/// fastest, `vectors: base64`: it is not known before the store says its version.
std::string speedKind(const PlannedSink &sink, std::uint32_t dimensions);
/// True when these values of a sink behind HTTP have it speak TLS.
bool speaksTls(const FieldValues &values);
/// True when TLS would make the kind slower than it was measured.
bool isUpperBound(std::string_view kind);

/// How many entries a second this machine made for one kind of sink, and when that was measured.
struct CalibratedKind
{
    std::string kind;
    double perSecond = 0;
    std::int64_t measuredUnixSeconds = 0;
};

/// What was measured on one machine, one row per kind. A plain value.
struct Calibration
{
    std::vector<CalibratedKind> kinds;

    const CalibratedKind *find(std::string_view kind) const;
    /// Replaces the row of the same kind, or adds one.
    void put(CalibratedKind row);
};

/// The file's text: a head line, then kind, rate and time separated by tabs.
std::string toText(const Calibration &calibration);
/// Rows that cannot be read are left out; empty when the head line is another.
Calibration parseCalibration(std::string_view text);

/// The calibration of this machine in the user's cache folder.
class CalibrationFile
{
public:
    /// `directory`: where the files of all machines lie; empty: nowhere. `machine`: any words that
    /// tell this one from others.
    CalibrationFile(std::string directory, const std::string &machine);
    /// `$XDG_CACHE_HOME/emitter/calibration`; empty without a home.
    static std::string defaultDirectory();
    /// Host name, processor and number of CPUs.
    static std::string thisMachine();
    static CalibrationFile ofThisMachine();

    /// What is known; nothing when nothing can be read.
    Calibration load() const;
    Result<void> save(const Calibration &calibration) const;
    const std::string &fileName() const { return m_fileName; }

private:
    std::string m_directory;
    std::string m_fileName;
};

/// The largest rate that the plan asks of each of its sinks, shape included; 0 in a closed loop.
double peakPerSecond(const Plan &plan, const Profile &profile);

/// One warning for each sink whose plan is above what this machine made for its kind.
std::vector<Problem> limitWarnings(const Plan &plan, const Profile &profile,
    const Calibration &calibration, std::int64_t nowUnixSeconds);

/// `3 days`, `5 hours`, `2 minutes`: the largest whole unit.
std::string ageText(std::int64_t seconds);

}
