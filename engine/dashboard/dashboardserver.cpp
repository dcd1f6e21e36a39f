// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboardserver.h"

#include "base/text.h"
#include "dashboard/accesstoken.h"
#include "dashboard/listener.h"

#include <QtCore/QThread>
#include <QtNetwork/QHostInfo>

#include <optional>
#include <sys/resource.h>
#include <unistd.h>

namespace emitter {
namespace {

constexpr int niceness = 10;

/// Only addresses: QHostAddress of a name is empty, and Qt takes that for every interface.
std::optional<QHostAddress> addressOf(const std::string &host)
{
    if (host == "localhost")
        return QHostAddress(QHostAddress::LocalHost);
    QHostAddress address;
    if (!address.setAddress(QString::fromStdString(host)))
        return {};
    return address;
}

bool isEveryAddress(const QHostAddress &address)
{
    return address == QHostAddress(QHostAddress::AnyIPv4)
        || address == QHostAddress(QHostAddress::AnyIPv6)
        || address == QHostAddress(QHostAddress::Any);
}

std::string machineName()
{
    return lowerCase(QHostInfo::localHostName().toStdString());
}

std::string linkTo(const QHostAddress &address, std::uint16_t port)
{
    std::string host = isEveryAddress(address) ? machineName() : address.toString().toStdString();
    if (host.find(':') != std::string::npos)
        host = '[' + host + ']';
    return "http://" + host + ':' + std::to_string(port) + '/';
}

}

struct DashboardServer::Impl
{
    Impl(DashboardModel &givenModel, DashboardOptions givenOptions)
        : model(givenModel)
        , options(std::move(givenOptions))
    {
    }
    ~Impl()
    {
        if (!thread.isRunning())
            return;
        QMetaObject::invokeMethod(listener, &Listener::close, Qt::QueuedConnection);
        thread.wait();
    }

    Result<void> start();

    DashboardModel &model;
    DashboardOptions options;
    QThread thread;
    Listener *listener = nullptr; ///< of the thread, which deletes it at its end
    std::uint16_t port = 0;
    std::string link;
    Secret secretLink;
};

Result<void> DashboardServer::Impl::start()
{
    const auto address = addressOf(options.host);
    if (!address) {
        Problem problem;
        problem.text =
            "the dashboard's host " + printable(options.host, 200) + " is not an IP address";
        problem.remedy = "Give an address of this machine, e.g. 127.0.0.1.";
        return problem;
    }
    const bool draws = !address->isLoopback() && options.token.isEmpty();
    if (draws)
        options.token = drawAccessToken();
    Admission admission{{"localhost"}, options.token};
    if (!address->isLoopback())
        admission.names.push_back(machineName());

    listener = new Listener(model, options, std::move(admission));
    listener->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, listener, &QObject::deleteLater);
    QObject::connect(listener, &Listener::closed, &thread, &QThread::quit, Qt::DirectConnection);
    thread.setObjectName(QStringLiteral("dashboard"));
    thread.start();
    std::optional<Result<std::uint16_t>> listening;
    QMetaObject::invokeMethod(
        listener,
        [&] {
            // Linux: of this thread alone.
            setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness);
            listening = listener->listen(*address);
        },
        Qt::BlockingQueuedConnection);
    if (!*listening)
        return listening->problem();
    port = **listening;
    link = linkTo(*address, port);
    if (draws)
        secretLink = Secret(link + "#token=" + options.token.reveal());
    return {};
}

DashboardServer::DashboardServer(DashboardModel &model, DashboardOptions options)
    : m_impl(std::make_unique<Impl>(model, std::move(options)))
{
}

DashboardServer::~DashboardServer() = default;

Result<void> DashboardServer::start()
{
    return m_impl->start();
}

const std::string &DashboardServer::link() const
{
    return m_impl->link;
}

const Secret &DashboardServer::secretLink() const
{
    return m_impl->secretLink;
}

std::uint16_t DashboardServer::port() const
{
    return m_impl->port;
}

}
