// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "mock/distributor.h"

#include <QtCore/QObject>
#include <QtNetwork/QTcpServer>

#include <memory>
#include <optional>

namespace emitter {

/// The network thread's half of MockDistributor.
class MockServer : public QObject
{
    Q_OBJECT

public:
    explicit MockServer(const MockDistributorOptions &options);

    MockDistributor::Counts counts() const { return m_distributor.counts(); }
    Result<std::uint16_t> listen();
    /// Closes the port and every connection.
    void close();

private:
    void welcome();

    MockDistributorOptions m_options;
    Distributor m_distributor;
    std::unique_ptr<QTcpServer> m_server;
};

}
