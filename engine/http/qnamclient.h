// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threadcpu.h"
#include "http/httpclient.h"
#include "http/httpmailbox.h"

#include <QtCore/QThread>

namespace emitter {

class QnamWorker;

/// HttpClient over QNetworkAccessManager. Needs a QCoreApplication object, not its event loop.
/// Must not be destroyed from inside a `done`.
class QnamClient : public HttpClient
{
public:
    explicit QnamClient(HttpClientOptions options);
    ~QnamClient() override;

    void send(HttpRequest request, Done done) override;
    void cancelAll() override;
    int parallelism() const override;
    std::int64_t busiestThreadNanos() const override { return m_cpu.nanos(); }

private:
    HttpClientOptions m_options;
    HttpMailbox m_mailbox;
    ThreadCpu m_cpu; ///< of m_thread; the one that Qt sends from behind it does not tell its own
    QThread m_thread;
    QnamWorker *m_worker; ///< lives in m_thread, which deletes it
};

}
