// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/qnamclient.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

namespace emitter {

class BodyDevice;

/// The network thread's half of QnamClient: keeps as many requests in QNetworkAccessManager as it
/// opens connections to a host, so that a request there has a connection of its own and a slow
/// connect can be told from a slow answer. Lives in the client's thread.
class QnamWorker : public QObject
{
    Q_OBJECT

public:
    /// What QNetworkAccessManager opens for HTTP/1.1.
    static constexpr int connectionsPerHost = 6;

    QnamWorker(HttpClientOptions options, HttpMailbox &mailbox);

public Q_SLOTS:
    /// Takes what is in the mailbox.
    void pickUp();
    void cancelBefore(std::uint64_t epoch);
    /// Cancels everything and gives the connections up.
    void shutDown();

private:
    struct Host
    {
        std::deque<HttpJob> waiting; ///< deadlines ascend
        int active = 0;
    };
    struct Transfer
    {
        HttpJob job;
        Host *host = nullptr;
        std::string where; ///< host:port, for messages
        BodyDevice *body = nullptr; ///< owned by the reply
        std::int64_t connectDeadline = 0;
        bool requestSent = false;
        std::size_t bodyBytes = 0;
        HttpResponse response;
        HttpResponse::Error verdict = HttpResponse::Error::None; ///< why we aborted it ourselves
    };

    void accept(HttpJob job);
    void startNext(Host &host);
    void start(HttpJob job, Host &host);
    void watch(QNetworkReply *reply);
    void readHeaders(QNetworkReply *reply);
    void readBody(QNetworkReply *reply);
    void noteTlsErrors(QNetworkReply *reply, const QList<QSslError> &errors);
    void finish(QNetworkReply *reply);
    /// True when the request waits again, for a connection of its own.
    bool waitsAgain(Transfer &transfer);
    void giveUp(QNetworkReply *reply, HttpResponse::Error verdict);
    /// Ends what is over its time.
    void sweep();

    HttpClientOptions m_options;
    int m_connections; ///< to one host
    HttpMailbox &m_mailbox;
    std::unique_ptr<QNetworkAccessManager> m_manager;
    QTimer m_sweeper{this};
    std::map<std::string, std::unique_ptr<Host>> m_hosts;
    std::unordered_map<QNetworkReply *, std::unique_ptr<Transfer>> m_transfers;
    bool m_closing = false;
};

}
