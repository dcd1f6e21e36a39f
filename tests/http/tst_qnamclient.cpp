// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientundertest.h"

#include <QtCore/QCoreApplication>
#include <QtNetwork/QNetworkProxy>

using namespace emitter;
using namespace emitter::test;

namespace {

/// The object that Qt wants to exist; its event loop never runs.
void needApplication()
{
    static int argc = 1;
    static char name[] = "tst_qnamclient";
    static char *argv[] = {name, nullptr};
    // Never destroyed: Qt 6.8 does not bear it after the end of main().
    static const QCoreApplication *application = new QCoreApplication(argc, argv);
    static_cast<void>(application);
}

}

// Qt parses what a flood of half a second brought before its thread ends, and leaves a thread that
// takes more than five seconds for that, as on a busy machine.
const milliseconds emitter::test::endlessPause{1};

std::unique_ptr<HttpClient> emitter::test::makeClient(HttpClientOptions options)
{
    needApplication();
    return makeQnamClient(options);
}

TEST_CASE("a TLS handshake that never ends is no connection")
{
    CannedServer plain({CannedReply::http(200)}); // waits for a request line
    Client client({.connectTimeout = milliseconds(200), .timeout = milliseconds(5000)});
    const HttpResponse answer = client.post("https://" + address(plain.port()) + "/");
    CHECK(answer.error == Error::ConnectTimeout);
    CHECK_FALSE(answer.mayHaveArrived());
}

TEST_CASE("no proxy is used")
{
    // Qt asks no proxy for loopback, so the target is a name that no resolver knows.
    const std::string label(60, 'a');
    const std::string target =
        "http://" + label + '.' + label + '.' + label + '.' + label + '.' + label + "/";
    CannedServer proxy({CannedReply::http(200)});
    Client client;
    QNetworkProxy::setApplicationProxy(
        {QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), proxy.port()});
    CHECK(client.post(target).error == Error::HostNotFound);
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
    CHECK(proxy.requestCount() == 0);
}
