// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/qnamworker.h"

#include "base/clock.h"
#include "base/text.h"
#include "base/values.h"
#include "http/bodydevice.h"
#include "http/qnamrequest.h"

#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QSslError>

#include <algorithm>

namespace emitter {
namespace {

using Error = HttpResponse::Error;

/// How much of an answer Qt may hold (and decompress) before we have looked at it.
constexpr qint64 readAhead = 1 << 20;
constexpr int sweepMillis = 20;
constexpr int mostFailuresUnsent = 5;

std::int64_t now()
{
    return Clock::system().monotonicNanos();
}

void answer(HttpJob &job, Error error, std::string detail)
{
    HttpResponse response;
    response.error = error;
    response.detail = std::move(detail);
    response.sent = false;
    job.done(std::move(response));
}

}

QnamWorker::QnamWorker(HttpClientOptions options, HttpMailbox &mailbox)
    : m_options(options)
    , m_connections(std::clamp(options.connections, 1, connectionsPerHost))
    , m_mailbox(mailbox)
{
    m_sweeper.setInterval(sweepMillis);
    connect(&m_sweeper, &QTimer::timeout, this, &QnamWorker::sweep);
}

void QnamWorker::pickUp()
{
    for (HttpJob &job : m_mailbox.takeAll())
        accept(std::move(job));
}

void QnamWorker::accept(HttpJob job)
{
    if (m_closing)
        return answer(job, Error::Cancelled, "the client is closing");
    if (std::string refusal = qnamRefusalOf(job.request); !refusal.empty())
        return answer(job, Error::BadRequest, std::move(refusal));
    const std::string &url = job.request.url;
    auto &host = m_hosts[url.substr(0, url.find_first_of("/?#", url.find("://") + 3))];
    if (!host)
        host = std::make_unique<Host>();
    host->waiting.push_back(std::move(job));
    startNext(*host);
}

void QnamWorker::startNext(Host &host)
{
    while (host.active < m_connections && !host.waiting.empty()) {
        HttpJob job = std::move(host.waiting.front());
        host.waiting.pop_front();
        start(std::move(job), host);
    }
}

void QnamWorker::start(HttpJob job, Host &host)
{
    if (!m_manager) {
        m_manager = std::make_unique<QNetworkAccessManager>();
        m_manager->setProxy(QNetworkProxy::NoProxy);
        m_manager->setAutoDeleteReplies(false);
    }
    QnamRequest wanted = toQnam(job.request, m_options);
    auto transfer = std::make_unique<Transfer>();
    QNetworkReply *reply = nullptr;
    if (job.request.method == HttpRequest::Method::Get) {
        reply = m_manager->get(wanted.request);
    } else if (job.request.method == HttpRequest::Method::Head) {
        reply = m_manager->head(wanted.request);
    } else {
        auto *body = new BodyDevice(std::move(job.request.body));
        transfer->requestSent = body->size() == 0; // nothing will tell, so assume it
        reply = m_manager->sendCustomRequest(
            wanted.request, QByteArray(name(job.request.method).data()), body);
        body->setParent(reply);
        transfer->body = body;
    }
    reply->setReadBufferSize(readAhead);
    transfer->job = std::move(job);
    transfer->host = &host;
    transfer->where = std::move(wanted.where);
    transfer->connectDeadline = now() + std::chrono::nanoseconds(m_options.connectTimeout).count();
    ++host.active;
    if (!m_sweeper.isActive())
        m_sweeper.start();
    m_transfers.emplace(reply, std::move(transfer));
    watch(reply);
}

void QnamWorker::watch(QNetworkReply *reply)
{
    connect(reply, &QNetworkReply::requestSent, this, [this, reply] {
        if (const auto found = m_transfers.find(reply); found != m_transfers.end())
            found->second->requestSent = true;
    });
    connect(reply, &QNetworkReply::metaDataChanged, this, [this, reply] { readHeaders(reply); });
    connect(reply, &QNetworkReply::readyRead, this, [this, reply] { readBody(reply); });
    connect(reply, &QNetworkReply::sslErrors, this,
        [this, reply](const QList<QSslError> &errors) { noteTlsErrors(reply, errors); });
    // Queued: a reply can fail inside the call that makes it, before we know it.
    connect(
        reply, &QNetworkReply::finished, this, [this, reply] { finish(reply); },
        Qt::QueuedConnection);
}

void QnamWorker::readHeaders(QNetworkReply *reply)
{
    const auto found = m_transfers.find(reply);
    if (found == m_transfers.end() || found->second->verdict != Error::None)
        return;
    Transfer &transfer = *found->second;
    transfer.response.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    transfer.requestSent |= transfer.response.status != 0;
    transfer.response.headers.clear();
    std::size_t bytes = 0;
    for (const auto &[name, value] : reply->rawHeaderPairs()) {
        bytes += static_cast<std::size_t>(name.size() + value.size()) + 4;
        transfer.response.headers.emplace_back(lowerCase(name.toStdString()), value.toStdString());
    }
    if (bytes > m_options.maxHeader)
        giveUp(reply, Error::TooLarge);
}

void QnamWorker::readBody(QNetworkReply *reply)
{
    const auto found = m_transfers.find(reply);
    if (found == m_transfers.end() || found->second->verdict != Error::None)
        return;
    Transfer &transfer = *found->second;
    std::string &body = transfer.response.body;
    while (reply->bytesAvailable() > 0) {
        const QByteArray piece = reply->read(readAhead);
        if (piece.isEmpty())
            return;
        const auto bytes = static_cast<std::size_t>(piece.size());
        transfer.bodyBytes += bytes;
        if (transfer.bodyBytes > m_options.maxBody)
            return giveUp(reply, Error::TooLarge);
        const std::size_t room = m_options.keptBody - std::min(body.size(), m_options.keptBody);
        body.append(piece.constData(), std::min(bytes, room));
    }
}

void QnamWorker::noteTlsErrors(QNetworkReply *reply, const QList<QSslError> &errors)
{
    const auto found = m_transfers.find(reply);
    if (found == m_transfers.end() || errors.isEmpty())
        return;
    Transfer &transfer = *found->second;
    const std::string reason = printable(errors.first().errorString().toStdString(), 200);
    if (!m_options.insecure) {
        transfer.response.detail =
            "the certificate of " + transfer.where + " is not trusted: " + reason;
        return;
    }
    transfer.response.detail =
        "the certificate of " + transfer.where + " was not verified (insecure: true): " + reason;
    reply->ignoreSslErrors();
}

void QnamWorker::giveUp(QNetworkReply *reply, Error verdict)
{
    const auto found = m_transfers.find(reply);
    if (found == m_transfers.end() || found->second->verdict != Error::None)
        return;
    found->second->verdict = verdict;
    reply->abort();
    finish(reply);
}

void QnamWorker::finish(QNetworkReply *reply)
{
    const auto found = m_transfers.find(reply);
    if (found == m_transfers.end())
        return; // ended by us before its queued signal came
    if (!reply->isFinished() && found->second->verdict == Error::None)
        return;
    readHeaders(reply);
    readBody(reply);
    const auto rest = m_transfers.find(reply);
    if (rest == m_transfers.end())
        return; // one of the two found it too large
    const std::unique_ptr<Transfer> transfer = std::move(rest->second);
    m_transfers.erase(rest);
    HttpResponse &response = transfer->response;
    response.sent = transfer->requestSent || response.status != 0
        || (transfer->body && transfer->body->wasRead());
    response.error = transfer->verdict;
    if (response.error == Error::None)
        response.error = errorOf(reply->error(), response.status, response.sent);
    if (response.detail.empty())
        response.detail = describe(
            response.error, transfer->where, m_options, reply->errorString().toStdString());
    reply->disconnect(this);
    reply->deleteLater();
    --transfer->host->active;
    const bool again = waitsAgain(*transfer);
    startNext(*transfer->host);
    if (!again)
        transfer->job.done(std::move(response));
}

// A connection that breaks takes along the requests that Qt had not yet given one, and those are
// sure not to have arrived.
bool QnamWorker::waitsAgain(Transfer &transfer)
{
    const HttpResponse &response = transfer.response;
    if (response.error != Error::ConnectionLost || response.sent || !transfer.body || m_closing
        || ++transfer.job.failedUnsent > mostFailuresUnsent)
        return false;
    transfer.job.request.body = transfer.body->take();
    transfer.host->waiting.push_front(std::move(transfer.job)); // it is older than those there
    return true;
}

void QnamWorker::sweep()
{
    const std::int64_t time = now();
    // those that wait first: what ends below makes room, and they are late too
    for (const auto &entry : m_hosts) {
        auto &waiting = entry.second->waiting;
        while (!waiting.empty() && time >= waiting.front().deadline) {
            HttpJob job = std::move(waiting.front());
            waiting.pop_front();
            answer(job, Error::ConnectTimeout,
                "no connection to " + entry.first + " became free within "
                    + formatDuration(m_options.timeout));
        }
    }
    std::vector<std::pair<QNetworkReply *, Error>> late;
    for (const auto &[reply, transfer] : m_transfers) {
        const bool sent = transfer->requestSent || (transfer->body && transfer->body->wasRead());
        if (time >= transfer->job.deadline || (!sent && time >= transfer->connectDeadline))
            late.emplace_back(reply, sent ? Error::Timeout : Error::ConnectTimeout);
    }
    for (const auto &[reply, verdict] : late)
        giveUp(reply, verdict);
    if (m_transfers.empty())
        m_sweeper.stop(); // then nothing waits either
}

void QnamWorker::cancelBefore(std::uint64_t epoch)
{
    pickUp();
    for (const auto &entry : m_hosts) {
        auto &waiting = entry.second->waiting;
        // ascending epochs, so the cancelled ones are at the front
        while (!waiting.empty() && waiting.front().epoch < epoch) {
            HttpJob job = std::move(waiting.front());
            waiting.pop_front();
            answer(job, Error::Cancelled, "the request to " + entry.first + " was cancelled");
        }
    }
    std::vector<QNetworkReply *> cancelled;
    for (const auto &[reply, transfer] : m_transfers) {
        if (transfer->job.epoch < epoch)
            cancelled.push_back(reply);
    }
    for (QNetworkReply *reply : cancelled)
        giveUp(reply, Error::Cancelled);
}

void QnamWorker::shutDown()
{
    m_closing = true;
    cancelBefore(m_mailbox.nextEpoch());
    pickUp(); // what a `done` has sent meanwhile
    m_sweeper.stop();
    m_manager.reset();
}

}
