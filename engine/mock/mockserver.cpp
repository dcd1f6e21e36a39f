// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mock/mockserver.h"

#include "base/clock.h"
#include "base/text.h"
#include "mock/mockconnection.h"

#include <QtNetwork/QHostAddress>

namespace emitter {
namespace {

constexpr int maxConnections = 4096;

/// Only addresses: QHostAddress of a name is empty, and Qt takes that for every interface.
std::optional<QHostAddress> addressOf(const std::string &host)
{
    if (host == "localhost")
        return QHostAddress(QHostAddress::LocalHost);
    QHostAddress address;
    if (!address.setAddress(QString::fromStdString(host)))
        return {};
    return address;
}

}

MockServer::MockServer(const MockDistributorOptions &options)
    : m_options(options)
    , m_distributor(options, Clock::system().monotonicNanos())
{
}

Result<std::uint16_t> MockServer::listen()
{
    const auto address = addressOf(m_options.host);
    if (!address) {
        return makeProblem(Cause::Unreachable,
            "cannot listen on " + printable(m_options.host, 200) + ": it is not an IP address",
            "Give an address of this machine, e.g. 127.0.0.1.");
    }
    m_server = std::make_unique<QTcpServer>();
    m_server->setMaxPendingConnections(maxConnections);
    m_server->setListenBacklogSize(maxConnections); // clients open dozens at a time
    if (!m_server->listen(*address, m_options.port)) {
        const std::string reason = printable(m_server->errorString().toStdString(), 200);
        m_server.reset();
        return makeProblem(Cause::Unreachable,
            "cannot listen on " + m_options.host + ":" + std::to_string(m_options.port) + ": "
                + reason,
            "Stop what listens there, or choose another port.");
    }
    connect(m_server.get(), &QTcpServer::newConnection, this, &MockServer::welcome);
    return static_cast<std::uint16_t>(m_server->serverPort());
}

void MockServer::welcome()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        if (findChildren<MockConnection *>(QString(), Qt::FindDirectChildrenOnly).size()
            >= maxConnections)
            socket->deleteLater();
        else
            new MockConnection(socket, m_distributor, m_options.latency, this);
    }
}

void MockServer::close()
{
    m_server.reset();
    qDeleteAll(findChildren<MockConnection *>(QString(), Qt::FindDirectChildrenOnly));
}

}
