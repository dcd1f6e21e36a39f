// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "calibrate/calibration.h"

#include "base/text.h"
#include "base/values.h"
#include "base/xdgfolder.h"
#include "http/httpclient.h"
#include "profile/profilefile.h"
#include "stats/reportformat.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>
#include <unistd.h>
#include <utility>

namespace emitter {
namespace {

constexpr std::string_view head = "emitter calibration 1";
constexpr std::string_view clientOfTls = ", client: qnam without TLS";

bool isDefault(const Field &row, const FieldValues &values)
{
    const auto fallback = parseField(row, row.fallback);
    const auto *value = std::get_if<FieldValues::Value>(&fallback);
    if (row.type == Field::Boolean)
        return !value || std::get<bool>(*value) == values.boolean(row.key);
    if (row.type == Field::Integer)
        return !value || std::get<std::int64_t>(*value) == values.integer(row.key);
    return !value || std::get<std::string>(*value) == values.text(row.key);
}

bool countsForSpeed(const Field &row)
{
    return !row.ofTheStore
        && (row.type == Field::Choice || row.type == Field::Boolean || row.type == Field::Integer);
}

std::string valueText(const Field &row, const FieldValues &values)
{
    if (row.type == Field::Boolean)
        return values.boolean(row.key) ? "true" : "false";
    return row.type == Field::Integer ? std::to_string(values.integer(row.key))
                                      : values.text(row.key);
}

/// FNV-1a: the file's name need only tell a user's few machines apart, and stay the same.
std::uint64_t fingerprint(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

std::string textOf(const std::string &fileName)
{
    std::ifstream file(fileName, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}

std::string speedKind(const PlannedSink &sink, std::uint32_t dimensions)
{
    std::string kind(sink.descriptor->id);
    const FieldValues &values = sink.config.values;
    const bool tls = speaksTls(values);
    for (const Field &row : sink.descriptor->rows) {
        if (tls && row.key == "client")
            kind += clientOfTls;
        else if (row.key == "vectors" && values.has("vectors") && values.text("vectors") == "auto")
            kind += ", vectors: base64";
        else if (countsForSpeed(row) && values.has(row.key) && !isDefault(row, values))
            kind += ", " + std::string(row.key) + ": " + valueText(row, values);
    }
    if (sink.delivery.bufferSize != DeliverySettings().bufferSize)
        kind += ", buffer_size: " + std::to_string(sink.delivery.bufferSize);
    if (sink.traits.wantsVectors)
        kind += ", " + std::to_string(dimensions) + " dimensions";
    return kind;
}

bool speaksTls(const FieldValues &values)
{
    return values.has("client") && values.has("url") && !isForFastClient(values.text("url"));
}

bool isUpperBound(std::string_view kind)
{
    return kind.find(clientOfTls) != std::string_view::npos;
}

const CalibratedKind *Calibration::find(std::string_view kind) const
{
    const auto found = std::find_if(
        kinds.begin(), kinds.end(), [&](const CalibratedKind &row) { return row.kind == kind; });
    return found == kinds.end() ? nullptr : &*found;
}

void Calibration::put(CalibratedKind row)
{
    std::erase_if(kinds, [&](const CalibratedKind &old) { return old.kind == row.kind; });
    kinds.push_back(std::move(row));
}

std::string toText(const Calibration &calibration)
{
    std::string text = std::string(head) + '\n';
    for (const CalibratedKind &row : calibration.kinds)
        text += row.kind + '\t' + formatNumber(row.perSecond) + '\t'
            + std::to_string(row.measuredUnixSeconds) + '\n';
    return text;
}

Calibration parseCalibration(std::string_view text)
{
    Calibration calibration;
    const auto lines = split(text, '\n');
    if (lines.empty() || lines[0] != head)
        return calibration;
    for (const std::string_view line : lines) {
        const auto words = split(line, '\t');
        if (words.size() != 3 || words[0].empty())
            continue;
        const auto rate = parseNumber(words[1]);
        const auto time = parseInteger(words[2]);
        if (rate && *rate > 0 && time && *time > 0)
            calibration.put({std::string(words[0]), *rate, *time});
    }
    return calibration;
}

CalibrationFile::CalibrationFile(std::string directory, const std::string &machine)
    : m_directory(std::move(directory))
{
    std::array<char, 17> name{};
    std::snprintf(
        name.data(), name.size(), "%016llx", static_cast<unsigned long long>(fingerprint(machine)));
    if (!m_directory.empty())
        m_fileName = m_directory + '/' + name.data() + ".txt";
}

std::string CalibrationFile::defaultDirectory()
{
    return xdgFolder("XDG_CACHE_HOME", ".cache", "calibration");
}

std::string CalibrationFile::thisMachine()
{
    std::array<char, 256> host{};
    gethostname(host.data(), host.size() - 1);
    std::string model;
    const std::string cpuInfo = textOf("/proc/cpuinfo");
    for (const std::string_view line : split(cpuInfo, '\n')) {
        if (model.empty() && line.starts_with("model name"))
            model = line.substr(std::min(line.find(':') + 1, line.size()));
    }
    return std::string(host.data()) + ',' + model + ", "
        + countOf(std::thread::hardware_concurrency(), "CPU");
}

CalibrationFile CalibrationFile::ofThisMachine()
{
    return {defaultDirectory(), thisMachine()};
}

Calibration CalibrationFile::load() const
{
    return m_fileName.empty() ? Calibration{} : parseCalibration(textOf(m_fileName));
}

Result<void> CalibrationFile::save(const Calibration &calibration) const
{
    std::error_code error;
    if (!m_directory.empty())
        std::filesystem::create_directories(m_directory, error);
    if (m_directory.empty() || error) {
        Problem problem;
        problem.text = "the calibration cannot be kept: "
            + (m_directory.empty() ? "neither XDG_CACHE_HOME nor HOME is set"
                                   : m_directory + ": " + error.message());
        problem.remedy = "Set XDG_CACHE_HOME to a folder that you may write to.";
        problem.cause = Cause::CannotCreate;
        return problem;
    }
    return writeFileAtomically(m_fileName, toText(calibration), FileMode::Kept);
}

double peakPerSecond(const Plan &plan, const Profile &profile)
{
    if (plan.closedLoop)
        return 0;
    double peak = profile.shape.stages.empty() ? 1 : 0;
    for (const ShapeSpec::Stage &stage : profile.shape.stages)
        peak = std::max({peak, stage.from, stage.to});
    return plan.expectedPerSecond() * peak;
}

std::vector<Problem> limitWarnings(const Plan &plan, const Profile &profile,
    const Calibration &calibration, std::int64_t nowUnixSeconds)
{
    std::vector<Problem> warnings;
    const double planned = peakPerSecond(plan, profile);
    for (const PlannedSink &sink : plan.sinks) {
        const std::string kind = speedKind(sink, profile.embedding.dimensions);
        const CalibratedKind *limit = calibration.find(kind);
        if (!limit || planned <= limit->perSecond)
            continue;
        Problem warning;
        warning.severity = Severity::Warning;
        warning.text = "sink " + printable(sink.config.name, 60) + ": the plan is "
            + shortRateText(planned) + "/s, and this machine made at most "
            + shortRateText(limit->perSecond) + "/s for \"" + kind + "\" when it was calibrated "
            + ageText(nowUnixSeconds - limit->measuredUnixSeconds) + " ago";
        warning.remedy = "The client, not the store, would be the limit"
            + std::string(isUpperBound(kind) ? ", and with TLS a lower one" : "")
            + ". Lower the rate, or measure again with `emitter calibrate`.";
        warnings.push_back(std::move(warning));
    }
    return warnings;
}

std::string ageText(std::int64_t seconds)
{
    struct Unit
    {
        std::int64_t seconds;
        std::string_view name;
    };
    for (const Unit &unit : {Unit{86'400, "day"}, Unit{3'600, "hour"}, Unit{60, "minute"}}) {
        if (seconds >= unit.seconds)
            return countOf(static_cast<std::uint64_t>(seconds / unit.seconds), unit.name);
    }
    return countOf(static_cast<std::uint64_t>(std::max<std::int64_t>(seconds, 0)), "second");
}

}
