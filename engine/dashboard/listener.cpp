// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/listener.h"

#include "base/text.h"
#include "dashboard/dashboardjson.h"
#include "dashboard/httpconnection.h"
#include "dashboard/streamclient.h"

#include <QtNetwork/QTcpSocket>

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

constexpr int mostConnections =
    64; ///< that have not yet said what they want, or are being answered
constexpr std::chrono::milliseconds beatInterval{50};
constexpr std::chrono::milliseconds farewell{1000};
/// The kernel's part of a slow reader's memory. The default grows to megabytes for each.
constexpr int sendBuffer = 32768;

}

Listener::Listener(DashboardModel &model, DashboardOptions options, Admission admission)
    : m_model(model)
    , m_options(std::move(options))
    , m_admission(std::move(admission))
    , m_server(this)
    , m_handshakes(QStringLiteral("emitter"), QWebSocketServer::NonSecureMode, this)
    , m_beat(this)
{
    m_handshakes.setMaxPendingConnections(m_options.mostReaders);
    m_handshakes.setSupportedSubprotocols(
        {QString::fromLatin1(streamProtocol.data(), qsizetype(streamProtocol.size()))});
    connect(&m_server, &QTcpServer::newConnection, this, &Listener::welcome);
    connect(&m_handshakes, &QWebSocketServer::newConnection, this, &Listener::greet);
    connect(&m_beat, &QTimer::timeout, this, &Listener::beat);
}

Result<std::uint16_t> Listener::listen(const QHostAddress &address)
{
    if (!m_server.listen(address, m_options.port)) {
        Problem problem;
        problem.text = "the dashboard cannot listen on " + m_options.host + ':'
            + std::to_string(m_options.port) + ": "
            + printable(m_server.errorString().toStdString(), 200);
        problem.remedy = "Stop what listens there, choose another port with --dashboard PORT, or "
                         "run with --no-dashboard.";
        problem.cause = Cause::Unreachable;
        return problem;
    }
    m_sinceTick.start();
    m_beat.start(beatInterval);
    return static_cast<std::uint16_t>(m_server.serverPort());
}

std::vector<StreamClient *> Listener::clients() const
{
    const auto found = findChildren<StreamClient *>(QString(), Qt::FindDirectChildrenOnly);
    return {found.begin(), found.end()};
}

bool Listener::hasRoomForReader() const
{
    return clients().size() < static_cast<std::size_t>(m_options.mostReaders);
}

void Listener::welcome()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (findChildren<HttpConnection *>(QString(), Qt::FindDirectChildrenOnly).size()
            >= mostConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        socket->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption, sendBuffer);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        new HttpConnection(socket, *this);
    }
}

void Listener::upgrade(QTcpSocket *socket)
{
    new StreamClient(socket, m_options, this);
    m_handshakes.handleConnection(socket);
}

void Listener::greet()
{
    while (QWebSocket *stream = m_handshakes.nextPendingConnection()) {
        const auto all = clients();
        const auto client = std::find_if(
            all.begin(), all.end(), [&](StreamClient *one) { return one->isPeer(*stream); });
        if (client == all.end()) { // gone in the meantime
            stream->deleteLater();
            continue;
        }
        (*client)->begin(stream);
        const DashboardView view = m_model.view();
        (*client)->offer(StreamClient::Hello, QString::fromStdString(helloJson(view)));
        (*client)->offer(
            StreamClient::Snapshot, QString::fromStdString(snapshotJson(view, m_model.history())));
        (*client)->proceed();
    }
}

void Listener::beat()
{
    const bool tick = m_sinceTick.hasExpired(m_options.tickInterval.count() - 1);
    tell(m_model.takeNews(), tick);
    for (StreamClient *client : clients())
        client->proceed();
}

void Listener::tell(const DashboardModel::News &news, bool tick)
{
    if (!news.newRun && !news.newHistory && !news.newState && !news.flush && !tick)
        return;
    const DashboardView view = m_model.view();
    tick = tick || (news.newState && view.now.state == RunState::Finished);
    const EntrySample sample = tick ? m_model.takeEntries() : EntrySample{};
    if (tick)
        m_sinceTick.start();
    const auto readers = clients();
    if (readers.empty())
        return;
    const auto offer = [&](StreamClient::Kind kind, const std::string &text) {
        const QString shared = QString::fromStdString(text);
        for (StreamClient *client : readers)
            client->offer(kind, shared);
    };
    if (news.newRun)
        offer(StreamClient::Hello, helloJson(view));
    if (news.newHistory)
        offer(StreamClient::Snapshot, snapshotJson(view, m_model.history()));
    if (news.newState)
        offer(StreamClient::State, stateJson(view));
    if (news.flush) {
        for (StreamClient *client : readers)
            client->offer(*news.flush);
    }
    if (!sample.entries.empty())
        offer(StreamClient::Log, logJson(sample));
    if (tick)
        offer(StreamClient::Tick, tickJson(view));
}

void Listener::close()
{
    m_beat.stop();
    m_server.close();
    qDeleteAll(findChildren<HttpConnection *>(QString(), Qt::FindDirectChildrenOnly));
    tell(m_model.takeNews(), true);
    const auto readers = clients();
    for (StreamClient *client : readers) {
        connect(client, &QObject::destroyed, this, [this] {
            if (clients().empty())
                Q_EMIT closed();
        });
        client->end();
    }
    if (readers.empty())
        Q_EMIT closed();
    else
        QTimer::singleShot(farewell, this, &Listener::closed);
}

}
