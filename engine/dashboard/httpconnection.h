// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard/httpanswer.h"
#include "dashboard/requesthead.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpSocket>

namespace emitter {

class Listener;

/// A connection until it is answered, handed over to the stream, or out of time. Answers one
/// request. A child of the listener; deletes itself.
class HttpConnection : public QObject
{
    Q_OBJECT

public:
    /// Takes the socket over.
    HttpConnection(QTcpSocket *socket, Listener &listener);

private:
    void read();
    void serve(const RequestHead &head);
    void answer(const HttpAnswer &answer, bool headOnly);

    QTcpSocket *m_socket;
    Listener &m_listener;
    QTimer m_deadline;
};

}
