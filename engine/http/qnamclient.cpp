// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/qnamclient.h"

#include "base/clock.h"
#include "http/qnamworker.h"

#include <algorithm>
#include <utility>

namespace emitter {

QnamClient::QnamClient(HttpClientOptions options)
    : m_options(options)
    , m_worker(new QnamWorker(options, m_mailbox))
{
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    QObject::connect(
        &m_thread, &QThread::started, &m_thread, [this] { m_cpu.begin(); }, Qt::DirectConnection);
    QObject::connect(
        &m_thread, &QThread::finished, &m_thread, [this] { m_cpu.end(); }, Qt::DirectConnection);
    m_thread.setObjectName(QStringLiteral("http"));
    m_thread.start();
}

QnamClient::~QnamClient()
{
    QMetaObject::invokeMethod(m_worker, &QnamWorker::shutDown, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void QnamClient::send(HttpRequest request, Done done)
{
    const std::int64_t deadline =
        Clock::system().monotonicNanos() + std::chrono::nanoseconds(m_options.timeout).count();
    if (m_mailbox.put({std::move(request), std::move(done), deadline, 0}))
        QMetaObject::invokeMethod(m_worker, &QnamWorker::pickUp, Qt::QueuedConnection);
}

void QnamClient::cancelAll()
{
    const std::uint64_t epoch = m_mailbox.nextEpoch();
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, epoch] { worker->cancelBefore(epoch); },
        Qt::QueuedConnection);
}

int QnamClient::parallelism() const
{
    return std::clamp(m_options.connections, 1, QnamWorker::connectionsPerHost);
}

std::unique_ptr<HttpClient> makeQnamClient(HttpClientOptions options)
{
    return std::make_unique<QnamClient>(options);
}

}
