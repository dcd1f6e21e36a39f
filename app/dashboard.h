// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "base/secret.h"
#include "run/engine.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace emitter {

/// Where the dashboard is to be served.
struct DashboardPlace
{
    std::string host = "127.0.0.1";
    std::uint16_t port = 3000;
    Secret token; ///< empty: none on loopback, else drawn
    bool needed = true; ///< false: the built-in example runs without it when its port is taken
};

/// Where flags and profile want it; empty: nowhere. Flags outrank the profile's dashboard sink,
/// whose token holds in either case.
Result<std::optional<DashboardPlace>> dashboardPlace(
    const CommandLine &line, const Profile &profile);

/// The dashboard of this process: hears every engine that it is given to, whether it is being
/// served or not, so that it can be opened in the middle of a run with all its history. Owned by
/// the main thread; outlives the engines.
class Dashboard
{
public:
    Dashboard();
    ~Dashboard(); ///< stops

    /// What engines are told of it: EngineParts::listener and EngineParts::flushed.
    EngineObserver *listener();
    std::function<void(const FlushReport &)> flushed();
    /// The summary of the run that ended has changed: its stores were compared.
    void amend(const Summary &summary);

    /// Serves at `place`, and there alone; goes on, readers and all, when it does so already. Fails
    /// with cause Unreachable when the port is taken.
    Result<void> serve(DashboardPlace place);
    void stop(); ///< readers hear the last words first; at most a second
    bool isServing() const;
    /// `http://127.0.0.1:3000/`; empty when it is not being served.
    std::string link() const;
    /// The link with a token that was drawn for it: for the eyes of who started the run, not for
    /// files. Empty when there is no such token.
    Secret secretLink() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
