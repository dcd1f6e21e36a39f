// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"

#include "base/text.h"
#include "base/values.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <unistd.h>
#include <utility>

namespace emitter {
namespace {

constexpr std::int64_t second = 1'000'000'000;

bool wantsColour(const CommandLine &line)
{
    const char *noColour = std::getenv("NO_COLOR");
    return !line.noColor && (!noColour || !*noColour) && isatty(STDERR_FILENO) != 0;
}

std::int64_t now()
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return std::int64_t{time.tv_sec} * second + time.tv_nsec;
}

std::string seconds(std::int64_t nanos)
{
    const std::int64_t s = nanos / second;
    if (s < 120)
        return std::to_string(s) + 's';
    const std::int64_t minutes = s / 60;
    char buffer[48];
    if (minutes < 60)
        std::snprintf(buffer, sizeof buffer, "%lldm%02llds", static_cast<long long>(minutes),
            static_cast<long long>(s % 60));
    else
        std::snprintf(buffer, sizeof buffer, "%lldh%02lldm", static_cast<long long>(minutes / 60),
            static_cast<long long>(minutes % 60));
    return buffer;
}

}

std::string statusLine(const Snapshot &snapshot)
{
    std::string out(name(snapshot.state));
    out.resize(std::max<std::size_t>(out.size(), 8), ' ');
    out += "  " + seconds(snapshot.runTime);
    if (snapshot.duration > 0)
        out += '/' + seconds(snapshot.duration);
    out += "  " + formatCount(static_cast<std::uint64_t>(std::llround(snapshot.achievedPerSecond)))
        + "/s";
    if (const auto percent = snapshot.achievedPercent(); percent && !snapshot.closedLoop) {
        char buffer[48];
        // Rounded down: a plan that is not kept never shows as 100 %.
        std::snprintf(buffer, sizeof buffer, "  %.1f %% of plan", std::floor(*percent * 10) / 10);
        out += buffer;
    }
    out += "  sent " + formatCount(snapshot.counts.emitted);
    out += "  failed " + formatCount(snapshot.failed());
    out += "  backlog " + formatCount(snapshot.backlog());
    if (snapshot.factor != 1)
        out += "  rate x" + formatNumber(snapshot.factor);
    return out;
}

std::int64_t nextPlainSecond(std::int64_t passed)
{
    for (const std::int64_t early : {10, 30, 60}) {
        if (passed < early)
            return early;
    }
    return (passed / 300 + 1) * 300;
}

std::string withoutColours(std::string_view text)
{
    static constexpr std::string_view start = "\033[";
    std::string out;
    while (!text.empty()) {
        const std::size_t escape = text.find(start);
        out += text.substr(0, escape);
        if (escape == std::string_view::npos)
            break;
        text.remove_prefix(escape + start.size());
        const std::size_t end = text.find_first_not_of("0123456789;");
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
}

Console::Console(const CommandLine &line, bool stdoutIsUsed)
    : m_quiet(line.verbosity < 0)
    , m_verbose(line.verbosity > 0)
    , m_live(line.progress == Progress::Auto && !m_quiet && isatty(STDERR_FILENO) != 0
          && !(stdoutIsUsed && isatty(STDOUT_FILENO) != 0))
    , m_colour(wantsColour(line))
    , m_silentProgress(line.progress == Progress::None || m_quiet)
{
}

Console::~Console()
{
    clearLine();
    if (m_log)
        std::fclose(m_log);
}

Result<void> Console::openLogFile(const std::string &fileName)
{
    if (fileName.empty())
        return {};
    m_logName = fileName;
    m_log = std::fopen(fileName.c_str(), "ae");
    if (m_log)
        return {};
    return Problem{.text = "log file " + fileName + " cannot be created: " + std::strerror(errno),
        .remedy = "Name a file in a folder that exists and that you may write to.",
        .cause = Cause::CannotCreate};
}

void Console::clearLine()
{
    if (m_lineShown)
        std::fputs("\r\033[K", stderr);
    m_lineShown = false;
}

void Console::log(const std::string &text)
{
    if (!m_log)
        return;
    timespec time{};
    clock_gettime(CLOCK_REALTIME, &time);
    const int written = std::fprintf(m_log, "%s %s\n",
        formatUtc(std::int64_t{time.tv_sec} * second + time.tv_nsec).c_str(),
        withoutColours(text).c_str());
    if (written >= 0 && std::fflush(m_log) == 0)
        return;
    const int error = errno;
    std::fclose(std::exchange(m_log, nullptr));
    // Also when quiet: nobody would look for what is missing.
    say(toText(
        Problem{.text = "log file " + m_logName + " cannot be written: " + std::strerror(error),
            .remedy = "It holds nothing from here on. Free some space or choose another place.",
            .severity = Severity::Warning}));
}

void Console::say(const std::string &text)
{
    clearLine();
    std::fprintf(stderr, "%s\n", text.c_str());
    log(text);
}

void Console::saySecret(const Secret &text)
{
    clearLine();
    std::fprintf(stderr, "%s\n", text.reveal().c_str());
}

void Console::say(const Problem &problem)
{
    const std::string text = toText(problem);
    if (!m_quiet || problem.severity == Severity::Error)
        say(m_colour && problem.severity == Severity::Error ? "\033[31m" + text + "\033[0m" : text);
    else
        log(text);
}

void Console::step(const std::string &name, std::uint64_t done, std::uint64_t total)
{
    std::string text = name;
    if (total > 1)
        text += ' ' + formatCount(done) + " of " + formatCount(total);
    if (m_live) {
        std::fprintf(stderr, "\r\033[K%s", text.c_str());
        m_lineShown = true;
    } else if (!m_silentProgress && name != m_lastStep) {
        say(text);
    }
    m_lastStep = name;
}

void Console::status(const Snapshot &snapshot)
{
    if (m_live) {
        const bool hasSteps = std::any_of(snapshot.sinks.begin(), snapshot.sinks.end(),
            [](const SinkSnapshot &sink) { return !sink.step.empty(); });
        if (hasSteps || now() - m_lastLive < second / 2)
            return; // step() has the line
        m_lastLive = now();
        std::fprintf(stderr, "\r\033[K%s", statusLine(snapshot).c_str());
        m_lineShown = true;
        return;
    }
    const std::int64_t passed = snapshot.runTime / second;
    if (m_silentProgress || passed < m_nextPlain)
        return;
    sayStatus(snapshot);
    m_nextPlain = nextPlainSecond(passed);
}

void Console::sayStatus(const Snapshot &snapshot)
{
    say(statusLine(snapshot));
}

void Console::stateChanged(RunState state, const Snapshot &snapshot)
{
    if (m_verbose)
        say("State: " + std::string(name(state)));
    if (m_silentProgress || m_live)
        return;
    if (state == RunState::Running && snapshot.runTime == 0)
        say("Running");
    else if (state == RunState::Paused || state == RunState::Running)
        sayStatus(snapshot);
}

}
