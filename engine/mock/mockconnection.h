// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mock/httprequestparser.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpSocket>

#include <chrono>
#include <functional>
#include <string>

namespace emitter {

class Distributor;

/// One client of the mock distributor: reads requests, answers them in order, each after the
/// latency. Deletes itself when the client is gone.
class MockConnection : public QObject
{
    Q_OBJECT

public:
    /// Takes the socket over.
    MockConnection(QTcpSocket *socket, Distributor &distributor, std::chrono::milliseconds latency,
        QObject *parent);

private:
    void read();
    void proceed();
    void write();

    QTcpSocket *m_socket;
    Distributor &m_distributor;
    HttpRequestParser m_parser;
    MockRequest m_request;
    std::string m_out;
    QTimer m_latency;
    bool m_closing = false;
};

}
