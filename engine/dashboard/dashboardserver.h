// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace emitter {

class DashboardModel;

struct DashboardOptions
{
    std::string host = "127.0.0.1"; ///< an address of this machine, or localhost
    std::uint16_t port = 3000; ///< 0: any free one
    Secret token; ///< empty: none on loopback, else one is drawn
    int mostReaders = 32; ///< of the stream
    std::chrono::milliseconds headTimeout = std::chrono::seconds(10); ///< for a request to be whole
    std::chrono::milliseconds progressTimeout = std::chrono::seconds(30); ///< for a reader's pong
    std::chrono::milliseconds tickInterval = std::chrono::seconds(1);
};

/// The dashboard's port: page, stream, answers, metrics (docs/dashboard-protocol.md). Runs in a
/// thread of its own at a low priority; reads the model and never makes anybody wait.
class DashboardServer
{
public:
    /// `model` outlives the server.
    DashboardServer(DashboardModel &model, DashboardOptions options);
    /// Tells the readers how it ended, then closes; at most a second for those who are slow.
    ~DashboardServer();

    /// Listens. Fails with cause Unreachable when the port is taken, Input when the host is no
    /// address.
    Result<void> start();
    /// `http://127.0.0.1:3000/`. REQUIRES: start() succeeded, as below.
    const std::string &link() const;
    /// The link with the token behind `#`, when the token was drawn here and nobody knows it yet:
    /// to be shown once, and to be kept out of files.
    const Secret &secretLink() const;
    std::uint16_t port() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
