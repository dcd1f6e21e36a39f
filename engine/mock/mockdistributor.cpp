// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mock/mockdistributor.h"

#include "mock/mockserver.h"

#include <QtCore/QThread>

namespace emitter {

struct MockDistributor::Impl
{
    explicit Impl(const MockDistributorOptions &options)
        : server(options)
    {
        server.moveToThread(&thread);
        thread.setObjectName(QStringLiteral("mock"));
        thread.start();
    }
    ~Impl()
    {
        QMetaObject::invokeMethod(&server, &MockServer::close, Qt::BlockingQueuedConnection);
        thread.quit();
        thread.wait();
    }

    QThread thread;
    MockServer server;
};

MockDistributor::MockDistributor(MockDistributorOptions options)
    : m_impl(std::make_unique<Impl>(options))
{
}

MockDistributor::~MockDistributor() = default;

Result<std::uint16_t> MockDistributor::start()
{
    std::optional<Result<std::uint16_t>> result;
    QMetaObject::invokeMethod(
        &m_impl->server, [&] { result = m_impl->server.listen(); }, Qt::BlockingQueuedConnection);
    return std::move(*result);
}

MockDistributor::Counts MockDistributor::counts() const
{
    return m_impl->server.counts();
}

}
