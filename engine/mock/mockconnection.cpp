// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mock/mockconnection.h"

#include "base/clock.h"
#include "mock/distributor.h"

#include <algorithm>

namespace emitter {
namespace {

/// A client that does not read its answers gets no further requests read.
constexpr qint64 maxUnsent = 1 << 20;
constexpr qint64 readAhead = 1 << 20;

}

MockConnection::MockConnection(QTcpSocket *socket, Distributor &distributor,
    std::chrono::milliseconds latency, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_distributor(distributor)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(readAhead);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_latency.setSingleShot(true);
    m_latency.setTimerType(Qt::PreciseTimer);
    m_latency.setInterval(latency);
    connect(&m_latency, &QTimer::timeout, this, [this] {
        m_distributor.answer(m_request, Clock::system().monotonicNanos(), m_out);
        m_closing = !m_request.keepAlive;
        proceed();
    });
    connect(m_socket, &QTcpSocket::readyRead, this, &MockConnection::read);
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this] {
        if (m_socket->bytesAvailable() > 0)
            read();
    });
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
}

void MockConnection::read()
{
    if (m_latency.isActive() || m_closing || m_socket->bytesToWrite() > maxUnsent)
        return;
    std::string &buffer = m_parser.buffer();
    const std::size_t before = buffer.size();
    const qint64 amount = m_socket->bytesAvailable();
    buffer.resize(before + static_cast<std::size_t>(amount));
    const qint64 got = m_socket->read(buffer.data() + before, amount);
    buffer.resize(before + static_cast<std::size_t>(std::max<qint64>(got, 0)));
    proceed();
}

void MockConnection::proceed()
{
    while (!m_closing) {
        const HttpRequestParser::State state = m_parser.next(m_request);
        if (m_parser.takeContinue())
            m_out += "HTTP/1.1 100 Continue\r\n\r\n";
        if (state == HttpRequestParser::State::NeedMore)
            break;
        if (state == HttpRequestParser::State::Bad) {
            m_distributor.refuse(m_parser.refusal(), m_out);
            m_closing = true;
        } else if (m_latency.intervalAsDuration().count() > 0) {
            m_latency.start();
            break;
        } else {
            m_distributor.answer(m_request, Clock::system().monotonicNanos(), m_out);
            m_closing = !m_request.keepAlive;
        }
    }
    write();
}

void MockConnection::write()
{
    if (!m_out.empty())
        m_socket->write(m_out.data(), static_cast<qint64>(m_out.size()));
    m_out.clear();
    if (m_closing)
        m_socket->disconnectFromHost();
    else if (!m_latency.isActive() && m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &MockConnection::read, Qt::QueuedConnection);
}

}
