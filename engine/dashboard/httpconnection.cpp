// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/httpconnection.h"

#include "dashboard/listener.h"
#include "dashboard/router.h"

#include <array>

namespace emitter {

HttpConnection::HttpConnection(QTcpSocket *socket, Listener &listener)
    : QObject(&listener)
    , m_socket(socket)
    , m_listener(listener)
    , m_deadline(this)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(RequestHead::most);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, m_socket, &QTcpSocket::abort);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::read);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    m_deadline.start(m_listener.options().headTimeout);
    if (m_socket->state() != QTcpSocket::ConnectedState)
        deleteLater();
}

// Bytes are looked at, not taken: the handshake of a stream wants to read them itself.
void HttpConnection::read()
{
    std::array<char, RequestHead::most> bytes{};
    const qint64 got = m_socket->peek(bytes.data(), bytes.size());
    const auto size = static_cast<std::size_t>(got > 0 ? got : 0);
    const ParsedHead parsed = parseRequestHead({bytes.data(), size});
    if (parsed.status == 0)
        return;
    if (parsed.status != 200)
        return answer(refusalAnswer(parsed.status), false);
    serve(parsed.head);
}

void HttpConnection::serve(const RequestHead &head)
{
    const bool headOnly = head.method == "HEAD";
    const Route route = routeOf(head.path);
    if (const int status = m_listener.admission().refusal(head, route.open))
        return answer(refusalAnswer(status), headOnly);
    if (!route.stream)
        return answer(route.make(m_listener.model()), headOnly);
    if (!m_listener.hasRoomForReader()) // told without an upgrade too: pages ask for the reason so
        return answer(refusalAnswer(503), headOnly);
    if (!head.isUpgradeComplete())
        return answer(refusalAnswer(426), headOnly);
    m_socket->disconnect(this);
    m_deadline.stop();
    m_listener.upgrade(m_socket);
    deleteLater();
}

void HttpConnection::answer(const HttpAnswer &answer, bool headOnly)
{
    m_socket->disconnect(m_socket, &QTcpSocket::readyRead, this, nullptr);
    m_socket->readAll(); // unread bytes would turn the close into a reset
    const std::string bytes = toBytes(answer, headOnly);
    m_socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
    m_deadline.start(m_listener.options().headTimeout); // for the client to take it
    m_socket->disconnectFromHost();
}

}
