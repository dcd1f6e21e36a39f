// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/httpclient.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QThread>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslServer>
#include <QtNetwork/QSslSocket>

#include <doctest/doctest.h>

#include <atomic>

using namespace emitter;
using Error = HttpResponse::Error;

namespace {

// Signed by itself, for another host; made for this test and used nowhere else.
constexpr char certificate[] = R"(-----BEGIN CERTIFICATE-----
MIIBkDCCATegAwIBAgIUJfztQx3wC8mptmX49kLYhTqTVVUwCgYIKoZIzj0EAwIw
HTEbMBkGA1UEAwwSd3JvbmcuaG9zdC5pbnZhbGlkMCAXDTI2MTEyMzE4MzEwM1oY
DzIxMjYxMDMwMTgzMTAzWjAdMRswGQYDVQQDDBJ3cm9uZy5ob3N0LmludmFsaWQw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATdLEch0ocApY6OzdkO5bCj1TrkxEHY
X1e7E9SEbc8WlwH35Q0KVkFVsKwWF5Qyn1yhk3eigvyokQWiXHJItRBqo1MwUTAd
BgNVHQ4EFgQUtPDNSFhx0yHlr3z2Wo5tR+XqH7YwHwYDVR0jBBgwFoAUtPDNSFhx
0yHlr3z2Wo5tR+XqH7YwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBE
AiAPyy/da/IfB1l8gKNdzHTZFStJq35JSWIEiQaI1mZ4GQIgH+o9eMD9n/eWBmAZ
7b62QqlyF+wEZUyGkq22AR8I6lo=
-----END CERTIFICATE-----
)";
constexpr char privateKey[] = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwyDOTFnEwMrlnM5Z
yaI/O6gx7id1psuMTCUx/b+gN/ShRANCAATdLEch0ocApY6OzdkO5bCj1TrkxEHY
X1e7E9SEbc8WlwH35Q0KVkFVsKwWF5Qyn1yhk3eigvyokQWiXHJItRBq
-----END PRIVATE KEY-----
)";

/// An HTTPS server in a thread of its own that answers every request 200.
class TlsServer
{
public:
    TlsServer()
    {
        m_context.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_context, [this] { listen(); }, Qt::BlockingQueuedConnection);
    }
    ~TlsServer()
    {
        QMetaObject::invokeMethod(
            &m_context, [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    std::string address() const { return "127.0.0.1:" + std::to_string(m_port); }
    int bytesSeen() const { return m_bytesSeen; }

private:
    void listen()
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(QSslCertificate(QByteArray(certificate), QSsl::Pem));
        tls.setPrivateKey(QSslKey(QByteArray(privateKey), QSsl::Ec));
        m_server = std::make_unique<QSslServer>();
        m_server->setSslConfiguration(tls);
        QObject::connect(
            m_server.get(), &QSslServer::pendingConnectionAvailable, &m_context, [this] {
                while (QTcpSocket *socket = m_server->nextPendingConnection())
                    serve(socket);
            });
        m_server->listen(QHostAddress(QHostAddress::LocalHost), 0);
        m_port = m_server->serverPort();
    }
    void serve(QTcpSocket *socket)
    {
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
            m_bytesSeen += static_cast<int>(socket->readAll().size());
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
    }

    QThread m_thread;
    QObject m_context;
    std::unique_ptr<QSslServer> m_server;
    std::uint16_t m_port = 0;
    std::atomic<int> m_bytesSeen = 0;
};

HttpResponse get(const std::string &url, bool insecure)
{
    HttpClientOptions options;
    options.insecure = insecure;
    const auto client = makeQnamClient(options);
    return sendAndWait(*client, {HttpRequest::Method::Get, url, {{"api-key", "k"}}, {}});
}

}

TEST_CASE("a certificate that is not trusted is refused before a byte of the request leaves")
{
    int argc = 1;
    char name[] = "tst_qnamtls";
    char *argv[] = {name, nullptr};
    QCoreApplication application(argc, argv);
    REQUIRE(QSslSocket::supportsSsl());
    TlsServer server;

    SUBCASE("by default")
    {
        const HttpResponse answer = get("https://" + server.address() + "/", false);
        CHECK(answer.error == Error::Tls);
        CHECK_FALSE(answer.mayHaveArrived());
        CHECK(answer.detail.starts_with(
            "the certificate of " + server.address() + " is not trusted: "));
        CHECK(server.bytesSeen() == 0);
    }
    SUBCASE("unless told otherwise, and then the answer says so")
    {
        const HttpResponse answer = get("https://" + server.address() + "/", true);
        CHECK(answer.error == Error::None);
        CHECK(answer.body == "ok");
        CHECK(answer.detail.starts_with(
            "the certificate of " + server.address() + " was not verified (insecure: true)"));
    }
}
