// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/calibratecommand.h"

#include "app/commandprofile.h"
#include "app/console.h"
#include "app/printing.h"
#include "app/processevents.h"
#include "app/watchedwork.h"
#include "base/jsonwriter.h"
#include "base/text.h"
#include "calibrate/calibration.h"
#include "calibrate/measuresink.h"
#include "http/httpclient.h"
#include "mock/postreceiver.h"
#include "mock/storeanswers.h"
#include "run/exitcode.h"
#include "stats/reportformat.h"
#include "stats/summarytable.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace emitter {
namespace {

constexpr std::chrono::seconds usualLength{2}; // per kind

/// A folder for the mocks' files, removed at the end.
class TemporaryFolder
{
public:
    /// Fails with cause CannotCreate.
    static Result<std::unique_ptr<TemporaryFolder>> create()
    {
        std::error_code error;
        const std::filesystem::path place = std::filesystem::temp_directory_path(error);
        if (error)
            return cannotMake(usualPlace(), "it is not a folder");
        std::string name = (place / "emitter-calibrate-XXXXXX").string();
        if (!mkdtemp(name.data()))
            return cannotMake(place.string(), std::strerror(errno));
        return std::unique_ptr<TemporaryFolder>(new TemporaryFolder(std::move(name)));
    }
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;
    ~TemporaryFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    const std::string &path() const { return m_path; }

private:
    explicit TemporaryFolder(std::string path)
        : m_path(std::move(path))
    {
    }

    static std::string usualPlace()
    {
        for (const char *variable : {"TMPDIR", "TMP", "TEMP", "TEMPDIR"}) {
            if (const char *place = std::getenv(variable))
                return place;
        }
        return "/tmp";
    }

    static Problem cannotMake(const std::string &place, const std::string &why)
    {
        return {.text = "no temporary folder can be made in " + printable(place, 200) + ": " + why,
            .remedy = "Set TMPDIR to a folder that you may write to.",
            .cause = Cause::CannotCreate};
    }

    std::string m_path;
};

/// While it lives, what is written to stdout is thrown away.
class StdoutAside
{
public:
    StdoutAside()
        : m_stdout(fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0))
    {
        const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(nowhere, STDOUT_FILENO);
        close(nowhere);
    }
    StdoutAside(const StdoutAside &) = delete;
    StdoutAside &operator=(const StdoutAside &) = delete;
    ~StdoutAside()
    {
        dup2(m_stdout, STDOUT_FILENO);
        close(m_stdout);
    }

private:
    int m_stdout;
};

struct Measured
{
    CalibratedKind kind;
    bool isPlanned = false;
};

struct Report
{
    std::vector<Measured> rows;
    std::vector<Problem> problems;
};

std::int64_t unixSeconds()
{
    return Clock::system().unixNanos() / 1'000'000'000;
}

Report measureAll(const Profile &profile, EngineParts parts, const CalibrationTasks &all,
    std::chrono::nanoseconds length, const std::pair<std::stop_token, TellStep> &watch)
{
    const auto &[stop, tell] = watch;
    Report report;
    for (std::size_t i = 0; i < all.tasks.size(); ++i) {
        const CalibrationTask &task = all.tasks[i];
        tell("Calibrating " + task.kind, i, all.tasks.size());
        std::optional<StdoutAside> aside;
        if (task.sink.type == "stdout")
            aside.emplace();
        const auto rate = measureSink(profile, task, parts, length, stop);
        if (stop.stop_requested())
            return report;
        if (rate)
            report.rows.push_back({{task.kind, *rate, unixSeconds()}, task.isPlanned});
        else
            report.problems.push_back(rate.problem());
    }
    return report;
}

std::string tableText(const Report &report, double planned)
{
    SummaryTable table;
    using Cell = SummaryTable::Cell;
    table.add({Cell("Kind of sink"), Cell("this machine/s"), Cell("planned/s"), Cell("of limit")});
    for (const Measured &row : report.rows) {
        const bool compared = row.isPlanned && planned > 0;
        table.add({row.kind.kind, shortRateText(row.kind.perSecond),
            compared ? shortRateText(planned) : std::string(),
            compared ? percentText(100 * planned / row.kind.perSecond) : std::string()});
    }
    return table.text(false);
}

std::string jsonText(const Report &report, double planned)
{
    JsonWriter json(2);
    json.beginObject()
        .member("schema", "1.0")
        .member("machine", CalibrationFile::thisMachine())
        .member("planned_per_s", planned);
    json.key("kinds").beginArray();
    for (const Measured &row : report.rows)
        json.beginObject()
            .member("kind", row.kind.kind)
            .member("per_s", row.kind.perSecond)
            .member("in_profile", row.isPlanned)
            .endObject();
    json.endArray().endObject();
    return json.take() + '\n';
}

Result<void> keep(const Report &report)
{
    const CalibrationFile file = CalibrationFile::ofThisMachine();
    Calibration calibration = file.load();
    for (const Measured &row : report.rows)
        calibration.put(row.kind);
    return file.save(calibration);
}

}

int runCalibrate(const CommandLine &line, const SinkRegistry &sinks)
{
    Console console(line, false);
    const CommandPlan loaded = planForCommand(line, sinks, console);
    if (!loaded.profile)
        return loaded.exitCode;
    const Profile &profile = *loaded.profile;
    const Plan &plan = loaded.plan;

    const auto receiver = PostReceiver::create(storeAnswers());
    if (!receiver)
        return complain(console, {receiver.problem()});
    const auto folder = TemporaryFolder::create();
    if (!folder)
        return complain(console, {folder.problem()});
    const CalibrationTasks all = calibrationTasks(profile, sinks,
        {(*folder)->path(), "http://127.0.0.1:" + std::to_string((*receiver)->port())});

    ProcessEvents events(console.isLive());
    MessageBoard messages(events);
    const EngineParts parts{
        .sinks = sinks, .makeHttpClient = makeQnamClient, .listener = &messages};
    Report report;
    const WatchedEnd end = watchWork(
        console, events, "Stopping the calibration",
        [&](const std::stop_token &stop, const TellStep &tell) {
            report =
                measureAll(profile, parts, all, line.window.value_or(usualLength), {stop, tell});
        },
        &messages);
    console.clearLine();
    complain(console, report.problems);
    const double peak = peakPerSecond(plan, profile);
    const std::string text = line.json ? jsonText(report, peak) : tableText(report, peak);
    const int printed = print(text);
    if (end.stopped)
        return end.exitCode;
    for (const UnmeasuredSink &sink : all.unmeasured)
        console.say("Not measured: sink " + printable(sink.name, 60) + ", " + sink.reason);
    for (const Measured &row : report.rows) {
        if (isUpperBound(row.kind.kind))
            console.say("Only an upper bound, since TLS costs more: " + row.kind.kind);
    }
    if (const auto kept = keep(report); !kept)
        return complain(console, {kept.problem()});
    complain(console, calibrationWarnings(plan, profile));
    if (!console.isQuiet())
        console.say("Kept in " + CalibrationFile::ofThisMachine().fileName());
    return printed != 0 || report.problems.empty() ? printed
                                                   : exitCodeFor(report.problems.front().cause);
}

std::vector<Problem> calibrationWarnings(const Plan &plan, const Profile &profile)
{
    return limitWarnings(plan, profile, CalibrationFile::ofThisMachine().load(), unixSeconds());
}

}
