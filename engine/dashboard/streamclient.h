// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard/dashboardserver.h"
#include "dashboard/framewatch.h"
#include "sinkapi/sinkdescriptor.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QString>
#include <QtNetwork/QTcpSocket>
#include <QtWebSockets/QWebSocket>

#include <array>
#include <optional>

namespace emitter {

/// One reader of the stream, from its handshake on. Holds at most one message of each kind back
/// while the reader's buffers are full: a newer one replaces it, flushes add up. A reader that
/// answers no ping, or sends more than a reader has to say, is closed. A child of the listener;
/// deletes itself.
class StreamClient : public QObject
{
    Q_OBJECT

public:
    enum Kind { Hello, Snapshot, State, Log, Tick, kinds };

    /// Takes the socket over; a handshake that does not come to an end is out of time too.
    StreamClient(QTcpSocket *socket, const DashboardOptions &options, QObject *parent);

    bool isPeer(const QWebSocket &stream) const;
    /// The handshake is done. Takes the stream.
    void begin(QWebSocket *stream);
    void offer(Kind kind, const QString &text) { m_waiting[kind] = text; }
    void offer(const FlushReport &flush);
    /// Sends what waits as far as the reader has room, and closes a reader that is gone.
    void proceed();
    /// Sends what waits, and closes.
    void end();

private:
    void drain();
    bool send(QString &text);
    void sendAll();
    void listen();
    void countIncoming(qint64 bytes);

    QPointer<QTcpSocket> m_socket; ///< the stream's, once there is one
    QWebSocket *m_stream = nullptr;
    std::array<QString, kinds> m_waiting;
    std::optional<FlushReport> m_flush;
    const std::chrono::milliseconds m_patience;
    bool m_behind = false; ///< bytes wait for the reader
    QElapsedTimer m_heard; ///< since the reader last sent anything, or took what waited for it
    QElapsedTimer m_pinged;
    FrameWatch m_frames;
    qint64 m_seen = 0; ///< bytes that the socket still holds and that were looked at
    qint64 m_incoming = 0; ///< bytes in the current window
    QElapsedTimer m_window;
};

}
