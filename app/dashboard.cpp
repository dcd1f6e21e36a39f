// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dashboard.h"

#include "dashboard/dashboardmodel.h"
#include "dashboard/dashboardserver.h"

namespace emitter {

struct Dashboard::Impl
{
    bool servesAt(const DashboardPlace &other) const
    {
        return server && place.host == other.host && place.port == other.port
            && place.token.reveal() == other.token.reveal();
    }

    DashboardModel model;
    DashboardPlace place;
    std::unique_ptr<DashboardServer> server;
};

Dashboard::Dashboard()
    : m_impl(std::make_unique<Impl>())
{
}

Dashboard::~Dashboard() = default;

EngineObserver *Dashboard::listener()
{
    return &m_impl->model;
}

std::function<void(const FlushReport &)> Dashboard::flushed()
{
    return [&model = m_impl->model](const FlushReport &report) { model.flushed(report); };
}

void Dashboard::amend(const Summary &summary)
{
    m_impl->model.amend(summary);
}

Result<void> Dashboard::serve(DashboardPlace place)
{
    if (m_impl->servesAt(place))
        return {};
    stop();
    DashboardOptions options;
    options.host = place.host;
    options.port = place.port;
    options.token = place.token;
    auto server = std::make_unique<DashboardServer>(m_impl->model, std::move(options));
    if (const auto started = server->start(); !started)
        return started.problem();
    m_impl->server = std::move(server);
    m_impl->place = std::move(place);
    return {};
}

void Dashboard::stop()
{
    m_impl->server.reset();
}

bool Dashboard::isServing() const
{
    return m_impl->server != nullptr;
}

std::string Dashboard::link() const
{
    return isServing() ? m_impl->server->link() : std::string();
}

Secret Dashboard::secretLink() const
{
    return isServing() ? m_impl->server->secretLink() : Secret();
}

}
