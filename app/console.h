// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "base/problem.h"
#include "base/result.h"
#include "base/secret.h"
#include "stats/snapshot.h"

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace emitter {

/// When the next line of progress off a terminal is due, in seconds of run time, after `passed`:
/// 10 s, 30 s, 1 min, then every 5 min. 8 h make about 100 lines.
std::int64_t nextPlainSecond(std::int64_t passed);

/// Everything that is said to a person: on stderr, and in the log file. Main thread only.
class Console
{
public:
    Console(const CommandLine &line, bool stdoutIsUsed);
    ~Console();

    /// Opens --log-file; nothing to do for an empty name. Fails with cause CannotCreate.
    Result<void> openLogFile(const std::string &fileName);
    void say(const std::string &text); ///< one or more lines
    void say(const Problem &problem);
    /// What the log file must not have: a link with a token.
    void saySecret(const Secret &text);
    /// A preparing step: "Embedding messages 320 of 1000".
    void step(const std::string &name, std::uint64_t done, std::uint64_t total);
    /// The status: a line that stays in place on a terminal; else now and then a line.
    void status(const Snapshot &snapshot);
    /// One status line in any case (SIGUSR1, state changes).
    void sayStatus(const Snapshot &snapshot);
    /// With --verbose each state is said; else those of which the other lines do not tell.
    void stateChanged(RunState state, const Snapshot &snapshot);

    /// Takes the line that stays in place away, before something else is written to the terminal.
    void clearLine();

    bool colour() const { return m_colour; }
    bool isQuiet() const { return m_quiet; }
    /// True when the status line stays in place and keys make sense.
    bool isLive() const { return m_live; }

private:
    void log(const std::string &text);

    bool m_quiet;
    bool m_verbose;
    bool m_live;
    bool m_colour;
    bool m_silentProgress;
    bool m_lineShown = false;
    std::string m_lastStep;
    std::int64_t m_nextPlain = nextPlainSecond(0);
    std::int64_t m_lastLive = 0;
    std::FILE *m_log = nullptr;
    std::string m_logName;
};

/// `text` for a file: without the colours of a terminal.
std::string withoutColours(std::string_view text);

/// `running   12s/90s  1,000/s  99.9 % of plan  sent 12,000  failed 0  backlog 12`; sent is what
/// was handed to the sinks, each entry once; failed and backlog add up over them.
std::string statusLine(const Snapshot &snapshot);

}
