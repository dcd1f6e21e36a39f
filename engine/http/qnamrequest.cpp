// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/qnamrequest.h"

#include "base/text.h"

#include <QtCore/QUrl>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslSocket>

namespace emitter {
namespace {

using Error = HttpResponse::Error;

QUrl toUrl(const std::string &text)
{
    return QUrl::fromEncoded(QByteArray::fromStdString(text), QUrl::StrictMode);
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
}

}

std::string qnamRefusalOf(const HttpRequest &request)
{
    if (std::string refusal = refusalOf(request); !refusal.empty())
        return refusal;
    const QUrl url = toUrl(request.url);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty())
        return "the URL " + printable(request.url, 200) + " is not valid";
    return {};
}

QnamRequest toQnam(const HttpRequest &request, const HttpClientOptions &options)
{
    const QUrl url = toUrl(request.url);
    QNetworkRequest result(url);
    result.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    result.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    result.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    result.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    result.setDecompressedSafetyCheckThreshold(-1); // we count for ourselves
    if (options.insecure && url.scheme() == QLatin1String("https")) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setPeerVerifyMode(QSslSocket::QueryPeer);
        result.setSslConfiguration(tls);
    }
    for (const auto &[name, value] : request.headers)
        result.setRawHeader(QByteArray::fromStdString(name), QByteArray::fromStdString(value));
    // Qt would call itself Mozilla and every body a form.
    if (!hasHeader(request.headers, "user-agent"))
        result.setRawHeader("User-Agent", "emitter");
    if (!hasHeader(request.headers, "accept-language"))
        result.setRawHeader("Accept-Language", "en");
    if (request.method != HttpRequest::Method::Get && !hasHeader(request.headers, "content-type"))
        result.setRawHeader("Content-Type", "application/octet-stream");
    return {std::move(result),
        url.host(QUrl::FullyEncoded).toStdString() + ":" + std::to_string(portOf(url))};
}

HttpResponse::Error errorOf(QNetworkReply::NetworkError error, int status, bool sent)
{
    switch (error) {
    case QNetworkReply::NoError:
        return status ? Error::None : Error::Protocol;
    case QNetworkReply::ConnectionRefusedError:
        return sent ? Error::ConnectionLost : Error::Refused;
    case QNetworkReply::HostNotFoundError:
        return sent ? Error::ConnectionLost : Error::HostNotFound;
    case QNetworkReply::SslHandshakeFailedError:
        return sent ? Error::ConnectionLost : Error::Tls;
    case QNetworkReply::TimeoutError:
        return sent ? Error::Timeout : Error::ConnectTimeout;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        return Error::ConnectionLost;
    case QNetworkReply::ContentReSendError:
        // Qt rewinds the body on 307 and 308 even when it is told not to follow them
        return status == 307 || status == 308 ? Error::None : Error::ConnectionLost;
    case QNetworkReply::OperationCanceledError:
        return Error::Cancelled;
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::UnknownContentError:
        // also stands for every 4xx without an error of its own
        if (status >= 400)
            return Error::None;
        return status ? Error::Protocol : Error::ConnectionLost;
    case QNetworkReply::UnknownNetworkError:
        // "network unreachable", "connection timed out" of the kernel
        return sent ? Error::ConnectionLost : Error::Refused;
    default:
        return status ? Error::None : Error::ConnectionLost;
    }
}

}
