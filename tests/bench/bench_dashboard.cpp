// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What readers of the dashboard cost: CPU time of a process with the model and the server in it,
// fed as an engine feeds it, while another process reads.
#include "dashboard/dashboardmodel.h"
#include "dashboard/dashboardserver.h"
#include "dashboard/rawclient.h"

#include <QtCore/QCoreApplication>

#include <array>
#include <chrono>
#include <cstdio>
#include <deque>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace emitter;
using namespace std::chrono_literals;

namespace {

constexpr int seconds = 20;
constexpr int flushesPerSecond = 5;

double cpuSeconds()
{
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    const auto sum = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return sum(use.ru_utime) + sum(use.ru_stime);
}

/// Five services, a pool and four sinks at 10,000 entries per second.
Snapshot snapshotAt(int tenth)
{
    Snapshot now;
    now.state = RunState::Running;
    now.startedUnixNanos = 1;
    now.runTime = tenth * 100'000'000LL;
    const auto emitted = static_cast<std::uint64_t>(tenth) * 1000;
    now.counts.scheduled = now.counts.emitted = emitted;
    for (const char *name : {"api-gateway", "auth-service", "billing", "payment-service", "search"})
        now.services.push_back({name, 2000, emitted / 5});
    now.pools.push_back({"worker", 40, 20, emitted / 50, 0});
    for (const char *name : {"qdrant", "elasticsearch", "pgvector", "dashboard"}) {
        SinkSnapshot sink;
        sink.name = sink.type = name;
        sink.target = "http://localhost:6333/collections/logs";
        sink.state = SinkState::Running;
        sink.strength = "accepted";
        sink.counts.emitted = sink.counts.delivered = emitted;
        sink.latency.count = sink.recentLatency.count = emitted;
        now.sinks.push_back(std::move(sink));
    }
    return now;
}

void feed(DashboardModel &model, int tenths)
{
    FlushReport flush;
    flush.totalCount = 2000;
    flush.byLevel = {200, 1400, 300, 100, 0};
    EntrySample sample;
    sample.emitted = 1000;
    for (std::size_t i = 0; i < EntryTail::capacity; ++i) {
        sample.entries.push_back({1, Level::Info, "api-gateway",
            "webhook-sender validated the loyalty points posting (replica lag 1.8 s)"});
    }
    const Snapshot first = snapshotAt(1);
    for (const ServiceSnapshot &service : first.services)
        flush.byService.emplace_back(service.name, 400);
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < tenths; ++i) {
        model.snapshotReady(snapshotAt(i));
        model.entriesSampled(sample);
        if (i % (10 / flushesPerSecond) == 0)
            model.flushed(flush);
        std::this_thread::sleep_until(begin + (i + 1) * 100ms);
    }
}

/// In a process of its own: reads until it is ended.
[[noreturn]] void read(int readers, std::uint16_t port, int ready)
{
    std::deque<test::RawClient> clients;
    std::deque<std::thread> threads;
    for (int i = 0; i < readers; ++i) {
        test::RawClient &client = clients.emplace_back(port);
        if (test::statusOf(client.handshake()) != 101)
            _exit(1);
        threads.emplace_back([&client] {
            for (;;) {
                const auto frame = client.readFrame();
                if (frame.opcode == 9)
                    client.writeFrame(0x8a, frame.payload);
                if (frame.opcode == -1)
                    return;
            }
        });
    }
    if (::write(ready, "r", 1) != 1)
        _exit(1);
    for (std::thread &thread : threads)
        thread.join();
    _exit(0);
}

/// False when something did not work, which has been said.
bool measureBeside(
    int readers, DashboardModel &model, const DashboardOptions &options, int portTo, int readyFrom)
{
    DashboardServer server(model, options);
    if (const auto started = server.start(); !started) {
        std::fprintf(stderr, "%s\n", toText(started.problem()).c_str());
        return false;
    }
    const std::uint16_t port = server.port();
    char byte = 0;
    if (::write(portTo, &port, sizeof port) != sizeof port || ::read(readyFrom, &byte, 1) != 1) {
        std::fprintf(stderr, "%d readers could not connect to the dashboard\n", readers);
        return false;
    }
    const double before = cpuSeconds();
    feed(model, 10 * seconds);
    std::printf("%4d readers, %d flushes/s: %.2f %% of one core\n", readers, flushesPerSecond,
        100 * (cpuSeconds() - before) / seconds);
    std::fflush(stdout);
    return true;
}

bool measure(int readers)
{
    DashboardModel model;
    model.stateChanged(RunState::Running);
    DashboardOptions options;
    options.port = 0;
    options.mostReaders = readers + 1;
    std::array<int, 2> ports{}, ready{};
    if (pipe(ports.data()) != 0 || pipe(ready.data()) != 0) {
        std::perror("a pipe to the readers");
        return false;
    }
    const pid_t child = fork(); // before there are threads
    if (child == 0) {
        ::close(ports[1]);
        std::uint16_t port = 0;
        if (::read(ports[0], &port, sizeof port) != sizeof port)
            _exit(1);
        read(readers, port, ready[1]);
    }
    // Each side has its own end alone, so that the end of one is seen by the other.
    ::close(ports[0]);
    ::close(ready[1]);
    const bool isGood = measureBeside(readers, model, options, ports[1], ready[0]);
    ::close(ports[1]);
    ::close(ready[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return isGood;
}

}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    bool isGood = true;
    for (const int readers : {0, 1, 32, 100})
        isGood = measure(readers) && isGood;
    return isGood ? 0 : 1;
}
