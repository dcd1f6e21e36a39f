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

// Made for this test and used nowhere else. An authority, which signs for itself and for another
// host; what it signed for 127.0.0.1; and the same, valid on the first day of 2020 only. One key
// for all.
constexpr char authority[] = R"(-----BEGIN CERTIFICATE-----
MIIBXTCCAQOgAwIBAgIBATAKBggqhkjOPQQDAjAdMRswGQYDVQQDDBJ3cm9uZy5o
b3N0LmludmFsaWQwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMB0x
GzAZBgNVBAMMEndyb25nLmhvc3QuaW52YWxpZDBZMBMGByqGSM49AgEGCCqGSM49
AwEHA0IABN0sRyHShwCljo7N2Q7lsKPVOuTEQdhfV7sT1IRtzxaXAfflDQpWQVWw
rBYXlDKfXKGTd6KC/KiRBaJccki1EGqjMjAwMA8GA1UdEwEB/wQFMAMBAf8wHQYD
VR0OBBYEFLTwzUhYcdMh5a989lqObUfl6h+2MAoGCCqGSM49BAMCA0gAMEUCIFsV
4e2qR+kD4Fw2mLQmmXe4W5YFprBofpuNOu08oKwRAiEAmxeIjdezxgi28pzQUiIh
6rjiNzt3jUnG2QYQO/CM3jc=
-----END CERTIFICATE-----
)";
constexpr char ours[] = R"(-----BEGIN CERTIFICATE-----
MIIBXzCCAQWgAwIBAgIBAjAKBggqhkjOPQQDAjAdMRswGQYDVQQDDBJ3cm9uZy5o
b3N0LmludmFsaWQwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQx
EjAQBgNVBAMMCTEyNy4wLjAuMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABN0s
RyHShwCljo7N2Q7lsKPVOuTEQdhfV7sT1IRtzxaXAfflDQpWQVWwrBYXlDKfXKGT
d6KC/KiRBaJccki1EGqjPTA7MA8GA1UdEQQIMAaHBH8AAAEwCQYDVR0TBAIwADAd
BgNVHQ4EFgQUtPDNSFhx0yHlr3z2Wo5tR+XqH7YwCgYIKoZIzj0EAwIDSAAwRQIh
AIjmhZIXOWVhj19rsZp8tPmDveZeJ9cwzWgszPzm6c9TAiA4xFMkFqBO8mnM7h3S
ODHCxjD1o6jfdc4Qn3umRO3EEg==
-----END CERTIFICATE-----
)";
constexpr char expired[] = R"(-----BEGIN CERTIFICATE-----
MIIBXTCCAQOgAwIBAgIBAzAKBggqhkjOPQQDAjAdMRswGQYDVQQDDBJ3cm9uZy5o
b3N0LmludmFsaWQwHhcNMjYwMTAxMDAwMDAwWhcNMjYwMTAyMDAwMDAwWjAUMRIw
EAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATdLEch
0ocApY6OzdkO5bCj1TrkxEHYX1e7E9SEbc8WlwH35Q0KVkFVsKwWF5Qyn1yhk3ei
gvyokQWiXHJItRBqoz0wOzAPBgNVHREECDAGhwR/AAABMAkGA1UdEwQCMAAwHQYD
VR0OBBYEFLTwzUhYcdMh5a989lqObUfl6h+2MAoGCCqGSM49BAMCA0gAMEUCIQCE
M4k/BEjKhG+Yv/42oaBiCpTWY/uTCOTqKovUp5oHyAIgSiBCJnFz3mlx4ajHWEXj
Gwuqh1pqWvEqgeDus6mPfWg=
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
    explicit TlsServer(const char *certificate)
        : m_certificate(certificate)
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
        tls.setLocalCertificate(QSslCertificate(QByteArray(m_certificate), QSsl::Pem));
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

    const char *m_certificate;
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
    TlsServer server(authority);

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

TEST_CASE("each fault of a certificate is enough to refuse it")
{
    int argc = 1;
    char name[] = "tst_qnamtls";
    char *argv[] = {name, nullptr};
    QCoreApplication application(argc, argv);
    const struct
    {
        const char *certificate;
        bool trusted; ///< its authority is known here
        const char *fault; ///< in the words of Qt; empty: there is none
    } rows[] = {
        {ours, true, ""},
        {ours, false, "issuer"},
        {authority, true, "host name"},
        {expired, true, "expired"},
    };
    const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
    for (const auto &row : rows) {
        CAPTURE(row.fault);
        QSslConfiguration tls = before;
        if (row.trusted)
            tls.addCaCertificate(QSslCertificate(QByteArray(authority), QSsl::Pem));
        QSslConfiguration::setDefaultConfiguration(tls);
        TlsServer server(row.certificate);
        const HttpResponse answer = get("https://" + server.address() + "/", false);
        const bool good = *row.fault == '\0';
        CHECK(answer.error == (good ? Error::None : Error::Tls));
        CHECK(answer.detail.find(row.fault) != std::string::npos);
        CHECK((server.bytesSeen() > 0) == good);
    }
    QSslConfiguration::setDefaultConfiguration(before);
}
