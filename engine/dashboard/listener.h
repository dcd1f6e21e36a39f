// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "dashboard/admission.h"
#include "dashboard/dashboardmodel.h"
#include "dashboard/dashboardserver.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QTcpServer>
#include <QtWebSockets/QWebSocketServer>

#include <cstdint>
#include <vector>

namespace emitter {

class StreamClient;

/// The dashboard thread's half of DashboardServer: takes connections, looks at the model twenty
/// times a second, and hands what is new to the stream's readers.
class Listener : public QObject
{
    Q_OBJECT

public:
    Listener(DashboardModel &model, DashboardOptions options, Admission admission);

    Result<std::uint16_t> listen(const QHostAddress &address);
    /// Last words to every reader; closed() follows.
    void close();

    const DashboardModel &model() const { return m_model; }
    const DashboardOptions &options() const { return m_options; }
    const Admission &admission() const { return m_admission; }
    bool hasRoomForReader() const;
    /// Makes a reader of a connection whose head was welcome and is still unread. Takes the socket.
    void upgrade(QTcpSocket *socket);

Q_SIGNALS:
    void closed();

private:
    void welcome();
    void greet();
    void beat();
    void tell(const DashboardModel::News &news, bool tick);
    std::vector<StreamClient *> clients() const;

    DashboardModel &m_model;
    DashboardOptions m_options;
    Admission m_admission;
    QTcpServer m_server;
    QWebSocketServer m_handshakes; ///< does not listen: connections are handed to it
    QTimer m_beat;
    QElapsedTimer m_sinceTick;
};

}
