// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace emitter {

enum class Progress { Auto, Plain, None };

/// What the user asked for, before anything is opened. A plain value.
struct CommandLine
{
    enum class Action {
        Window, ///< no action named: the desktop window
        Batch,
        Check,
        PrintConfig,
        PrintSchema,
        ListSinks,
        HelpSink,
        Generate,
        Demo,
        Mock,
        Verify,
        Calibrate,
        FindMax,
        Help,
        Version,
    };
    Action action = Action::Window;
    std::string subject; ///< the demo, the mock, the sink of --help-sink, what to --generate

    std::optional<std::string> config; ///< -c, or the file after --check
    /// Values that outrank the profile, by path: from --duration-secs, -n, --seed, --set ...
    std::vector<std::pair<std::string, std::string>> settings;
    std::vector<std::string> settingFlags; ///< the flag behind each of `settings`
    std::vector<std::string> services; ///< NAME=RATE
    std::vector<std::string> only;
    std::vector<std::string> sinks; ///< TYPE[:ARG]
    std::vector<std::string> targets;
    std::vector<std::string> reports; ///< file names; "-" with --json goes to stdout
    bool json = false;
    bool verify = false; ///< after a run
    bool noRecord = false;
    std::string runId; ///< which record `emitter verify` uses; empty: the newest of the profile
    std::uint64_t sample = 1000; ///< entries to compare field by field
    bool abortOnFail = false;
    bool noFail = false;
    Progress progress = Progress::Auto;
    int verbosity = 0; ///< -1 quiet, 1 verbose
    bool noColor = false;
    std::string logFile;
    struct Address
    {
        std::string host;
        std::uint16_t port = 0;
    };
    std::optional<Address> dashboard;
    bool noDashboard = false;
    std::chrono::milliseconds linger{0}; ///< after the run, for those who look at the dashboard

    // calibrate and find-max
    std::optional<std::chrono::milliseconds> window; ///< how long to look at once
    bool together = false; ///< all sinks at once, instead of one after the other
    std::chrono::milliseconds maxTime = std::chrono::minutes(5);

    // demo and mock
    std::string url = "http://localhost:8000";
    bool withMock = false;
    std::uint16_t port = 8000;
    std::chrono::milliseconds latency{0};
    double errorRate = 0; ///< share, 0..1
    std::optional<std::uint64_t> maxQueue;
    double processRate = 1000; ///< logs per second that leave the mock's queue
    std::optional<std::chrono::milliseconds> duration; ///< of a demo
};

/// Reads argv; no side effects. A Problem has cause Usage.
Result<CommandLine> parseCommandLine(const std::vector<std::string> &arguments);

}
