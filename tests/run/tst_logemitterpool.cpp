// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/logemitterpool.h"

#include "mock/mockdistributor.h"
#include "support/cannedserver.h"

#include <QtTest/QtTest>

#include <atomic>

using namespace emitter;
using namespace std::chrono_literals;

/// The guide's API against our own distributor.
class TestLogEmitterPool : public QObject
{
    Q_OBJECT

    static MockDistributorOptions anyPort()
    {
        MockDistributorOptions options;
        options.port = 0;
        return options;
    }
    static LogEmitterPool::Options fast(std::uint16_t port, const char *prefix = "emitter")
    {
        return {.distributorUrl = "http://127.0.0.1:" + std::to_string(port),
            .numEmitters = 4,
            .baseInterval = 20ms,
            .intervalJitter = 10ms,
            .emitterPrefix = prefix};
    }
    static std::uint64_t errorsOf(const LogEmitterPool::Stats &stats)
    {
        std::uint64_t errors = 0;
        for (const auto &emitter : stats.emitters)
            errors += emitter.errors;
        return errors;
    }

private Q_SLOTS:
    void countsAreTheDistributors()
    {
        MockDistributor distributor(anyPort());
        const auto port = distributor.start();
        QVERIFY(bool(port));
        LogEmitterPool pool(fast(*port));
        QVERIFY(bool(pool.runForDuration(500ms)));
        const auto stats = pool.stats();
        QVERIFY(stats.totalEmitted > 10);
        QCOMPARE(stats.totalEmitted, distributor.counts().accepted);
        QCOMPARE(stats.numEmitters, 4u);
        QVERIFY(!stats.isRunning);
        std::uint64_t sum = 0;
        for (const auto &emitter : stats.emitters) {
            QCOMPARE(emitter.errors, std::uint64_t{0});
            sum += emitter.count;
        }
        QCOMPARE(sum, stats.totalEmitted);
        QCOMPARE(stats.emitters.front().name, std::string("emitter-1"));
    }

    void startAndStopTwiceDoNothing()
    {
        MockDistributor distributor(anyPort());
        const auto port = distributor.start();
        QVERIFY(bool(port));
        LogEmitterPool pool(fast(*port));
        pool.stop();
        QVERIFY(bool(pool.start()));
        QVERIFY(bool(pool.start()));
        QVERIFY(pool.stats().isRunning);
        QVERIFY(QTest::qWaitFor([&] { return pool.stats().totalEmitted > 0; }));
        pool.stop();
        pool.stop();
        QVERIFY(!pool.stats().isRunning);
        QCOMPARE(pool.stats().totalEmitted, distributor.counts().accepted);
    }

    void countsGoOnAfterARestart()
    {
        MockDistributor distributor(anyPort());
        const auto port = distributor.start();
        QVERIFY(bool(port));
        LogEmitterPool pool(fast(*port));
        QVERIFY(bool(pool.runForDuration(200ms)));
        const auto first = pool.stats().totalEmitted;
        QVERIFY(bool(pool.runForDuration(200ms)));
        QVERIFY(pool.stats().totalEmitted > first);
        QCOMPARE(pool.stats().totalEmitted, distributor.counts().accepted);
    }

    void startsAgainAfterARunThatEndedByItself()
    {
        std::atomic<int> status = 404; // an answer that a sink gives up on
        test::CannedServer server([&](const test::CannedRequest &, std::size_t) {
            return test::CannedReply::http(status, "{}");
        });
        LogEmitterPool pool(fast(server.port()));
        QVERIFY(bool(pool.start()));
        QVERIFY(QTest::qWaitFor([&] { return !pool.stats().isRunning; }));
        const auto before = pool.stats();
        QCOMPARE(before.totalEmitted, std::uint64_t{0});
        QVERIFY(errorsOf(before) > 0);

        status = 200;
        QVERIFY(bool(pool.start()));
        QVERIFY(pool.stats().isRunning);
        QVERIFY(QTest::qWaitFor([&] { return pool.stats().totalEmitted > 0; }));
        pool.stop();
        QCOMPARE(errorsOf(pool.stats()), errorsOf(before));
    }

    void poolsRunSideBySide()
    {
        MockDistributor distributor(anyPort());
        const auto port = distributor.start();
        QVERIFY(bool(port));
        LogEmitterPool slow(fast(*port, "slow"));
        LogEmitterPool quick(fast(*port, "quick"));
        QVERIFY(bool(slow.start()));
        QVERIFY(bool(quick.start()));
        QVERIFY(QTest::qWaitFor(
            [&] { return slow.stats().totalEmitted > 0 && quick.stats().totalEmitted > 0; }));
        slow.stop();
        quick.stop();
        QCOMPARE(
            slow.stats().totalEmitted + quick.stats().totalEmitted, distributor.counts().accepted);
    }

    void errorsAreCountedAndEmittersGoOn()
    {
        MockDistributorOptions options = anyPort();
        options.errorRate = 1;
        MockDistributor distributor(options);
        const auto port = distributor.start();
        QVERIFY(bool(port));
        LogEmitterPool pool(fast(*port));
        QVERIFY(bool(pool.runForDuration(300ms)));
        const std::uint64_t errors = errorsOf(pool.stats());
        QCOMPARE(pool.stats().totalEmitted, std::uint64_t{0});
        QVERIFY(errors > 4);
        QCOMPARE(errors, distributor.counts().refused);
    }

    void aDistributorThatIsAwayIsCountedAsErrors()
    {
        std::uint16_t port = 0;
        {
            MockDistributor gone(anyPort());
            port = *gone.start();
        }
        LogEmitterPool pool(fast(port));
        QVERIFY(bool(pool.runForDuration(300ms)));
        QCOMPARE(pool.stats().totalEmitted, std::uint64_t{0});
        QVERIFY(pool.stats().emitters.front().errors > 0);
    }

    void senselessOptionsAreRefused()
    {
        LogEmitterPool none({.numEmitters = 0});
        QVERIFY(!none.start());
        LogEmitterPool endless({.baseInterval = 0s, .intervalJitter = 0s});
        QVERIFY(!endless.start());
        LogEmitterPool nowhere({.distributorUrl = "localhost"});
        const auto started = nowhere.start();
        QVERIFY(!started);
        QVERIFY(!started.problem().remedy.empty());
    }

    void statsAsTheGuideWritesThem()
    {
        const LogEmitterPool pool({.numEmitters = 2, .emitterPrefix = "e"});
        const auto json =
            QJsonDocument::fromJson(QByteArray::fromStdString(toJson(pool.stats()))).object();
        const QJsonObject empty{{QStringLiteral("count"), 0}, {QStringLiteral("errors"), 0}};
        const QJsonObject expected{{QStringLiteral("total_emitted"), 0},
            {QStringLiteral("num_emitters"), 2}, {QStringLiteral("is_running"), false},
            {QStringLiteral("emitter_stats"),
                QJsonObject{{QStringLiteral("e-1"), empty}, {QStringLiteral("e-2"), empty}}}};
        QCOMPARE(json, expected);
    }
};

QTEST_GUILESS_MAIN(TestLogEmitterPool)
#include "tst_logemitterpool.moc"
