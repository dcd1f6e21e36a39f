// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/sinkworker.h"

#include "delivery/deliveryloop.h"

#include <utility>

namespace emitter {

SinkWorker::SinkWorker(std::unique_ptr<Sink> sink, DeliverySettings settings, SinkLedger &ledger,
    RunLedger &run, Clock &clock, std::uint64_t seed, std::function<void()> changed)
    : m_loop(std::make_shared<DeliveryLoop>(
        std::move(sink), settings, ledger, run, clock, seed, std::move(changed)))
{
}

SinkWorker::~SinkWorker()
{
    m_loop->close();
}

void SinkWorker::open(std::shared_ptr<const Content> content)
{
    m_loop->open(std::move(content));
}

void SinkWorker::open(const Content &content)
{
    m_loop->open(std::shared_ptr<const Content>(std::shared_ptr<const Content>(), &content));
}

SinkWorker::State SinkWorker::state() const
{
    return m_loop->state();
}

std::optional<Problem> SinkWorker::problem() const
{
    return m_loop->problem();
}

void SinkWorker::setStart(std::int64_t monotonicNanos)
{
    m_loop->setStart(monotonicNanos);
}

void SinkWorker::offer(const ChunkPtr &chunk)
{
    m_loop->offer(chunk);
}

void SinkWorker::setMuted(bool muted)
{
    m_loop->setMuted(muted);
}

bool SinkWorker::isMuted() const
{
    return m_loop->isMuted();
}

void SinkWorker::drain(std::int64_t deadline)
{
    m_loop->drain(deadline);
}

void SinkWorker::prolong(std::int64_t deadline)
{
    m_loop->prolong(deadline);
}

void SinkWorker::abandon()
{
    m_loop->abandon();
}

void SinkWorker::watch()
{
    m_loop->watch();
}

std::uint64_t SinkWorker::queued() const
{
    return m_loop->queued();
}

std::uint64_t SinkWorker::bytesWritten() const
{
    return m_loop->bytesWritten();
}

std::int64_t SinkWorker::pressedNanos() const
{
    return m_loop->load().pressed();
}

std::int64_t SinkWorker::cpuNanos() const
{
    return m_loop->load().computed();
}

SinkActivity SinkWorker::activity() const
{
    return m_loop->activity();
}

std::vector<std::string> SinkWorker::notes() const
{
    return m_loop->notes();
}

std::string SinkWorker::hint() const
{
    return m_loop->hint();
}

bool SinkWorker::drainIncomplete() const
{
    return m_loop->isIncomplete();
}

}
