// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/streamclient.h"

#include "dashboard/dashboardjson.h"
#include "dashboard/dashboardmodel.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace emitter {
namespace {

constexpr quint64 mostIncoming = 4096; ///< bytes of a frame and of a message
constexpr qint64 readAhead = 16384;
/// A reader sends pongs and a close. Who sends more is flooding us with frames or pings.
constexpr qint64 mostPerWindow = 256 << 10;
constexpr std::chrono::milliseconds window{30'000};

}

StreamClient::StreamClient(QTcpSocket *socket, const DashboardOptions &options, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_patience(options.progressTimeout)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(readAhead);
    m_heard.start();
    m_pinged.start();
    m_window.start();
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(m_socket, &QTcpSocket::readyRead, this, &StreamClient::listen);
}

bool StreamClient::isPeer(const QWebSocket &stream) const
{
    return !m_stream && m_socket && m_socket->peerPort() == stream.peerPort()
        && m_socket->peerAddress() == stream.peerAddress();
}

void StreamClient::begin(QWebSocket *stream)
{
    m_stream = stream;
    m_stream->setParent(this);
    m_socket->setParent(m_stream); // which says goodbye through it when it is deleted
    m_stream->setMaxAllowedIncomingFrameSize(mostIncoming);
    m_stream->setMaxAllowedIncomingMessageSize(mostIncoming);
    // After the stream's own reading, which leaves in the socket what is not whole yet.
    connect(
        m_socket, &QTcpSocket::readyRead, this, [this] { m_seen = m_socket->bytesAvailable(); });
    connect(m_stream, &QWebSocket::bytesWritten, this, &StreamClient::drain, Qt::QueuedConnection);
}

void StreamClient::offer(const FlushReport &flush)
{
    if (m_flush)
        addFlush(*m_flush, flush);
    else
        m_flush = flush;
}

/// Before the stream's own reading: sees each byte once.
void StreamClient::listen()
{
    m_heard.start();
    const QByteArray held = m_socket->peek(readAhead);
    const std::string_view bytes(held.constData(), static_cast<std::size_t>(held.size()));
    const std::string_view fresh =
        bytes.substr(std::min(static_cast<std::size_t>(m_seen), bytes.size()));
    if (m_stream && !m_frames.follow(fresh))
        m_stream->close(QWebSocketProtocol::CloseCodeProtocolError);
    else
        countIncoming(static_cast<qint64>(fresh.size()));
}

void StreamClient::countIncoming(qint64 bytes)
{
    if (m_window.hasExpired(window.count())) {
        m_window.start();
        m_incoming = 0;
    }
    m_incoming += bytes;
    if (m_incoming > mostPerWindow)
        m_socket->abort();
}

void StreamClient::proceed()
{
    if (!m_socket)
        return;
    if (m_heard.hasExpired(m_patience.count())) {
        m_socket->abort();
        return;
    }
    if (!m_stream || m_stream->state() != QAbstractSocket::ConnectedState)
        return;
    sendAll();
    if (m_stream->bytesToWrite() == 0 && m_pinged.hasExpired(m_patience.count() / 3)) {
        m_pinged.start();
        m_stream->ping();
        m_stream->flush();
    }
}

/// A reader that is slow to take a long message lives, and cannot answer a ping behind it.
void StreamClient::drain()
{
    if (m_behind) {
        m_heard.start();
        m_behind = m_stream->bytesToWrite() > 0;
    }
    proceed();
}

void StreamClient::sendAll()
{
    bool room = send(m_waiting[Hello]) && send(m_waiting[Snapshot]) && send(m_waiting[State]);
    if (room && m_flush) {
        QString text = QString::fromStdString(flushJson(*m_flush));
        room = send(text);
        if (room)
            m_flush.reset();
    }
    if (room && send(m_waiting[Log]))
        send(m_waiting[Tick]);
}

/// False when the reader has no room; then `text` waits on.
bool StreamClient::send(QString &text)
{
    if (text.isEmpty())
        return true;
    if (m_stream->bytesToWrite() > 0)
        return false;
    m_stream->sendTextMessage(std::exchange(text, {}));
    m_stream->flush(); // to the kernel, so that bytesToWrite() says what the reader has left there
    m_behind = m_stream->bytesToWrite() > 0;
    return true;
}

void StreamClient::end()
{
    if (!m_socket)
        return;
    if (!m_stream) {
        m_socket->abort();
        return;
    }
    sendAll();
    m_stream->close(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("the program ends"));
}

}
