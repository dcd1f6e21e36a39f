// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/testsinks.h"
#include "ui/forms/sinktest.h"
#include "ui/profilefixture.h"
#include "ui/warnings.h"

#include <QPushButton>
#include <QtTest>

#include <condition_variable>

using namespace emitter;

namespace {

/// Opens only when it is told to, or cancelled; or never returns from open() until the test's end.
class SlowSink : public Sink
{
public:
    static inline std::mutex mutex;
    static inline std::condition_variable changed;
    static inline bool released = false;
    static inline bool cancelled = false;
    static inline int finished = 0;
    static inline int gone = 0;
    static inline bool deaf = false; ///< does not hear cancel()

    ~SlowSink() override
    {
        const std::lock_guard lock(mutex);
        ++gone;
    }
    Result<void> open(const Content &) override
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [] { return released || (cancelled && !deaf); });
        return {};
    }
    int maxInFlight() const override { return 1; }
    void send(Batch, std::function<void(SendResult)>) override { std::abort(); }
    Result<void> finish(std::int64_t) override
    {
        const std::lock_guard lock(mutex);
        ++finished;
        return {};
    }
    void cancel() override
    {
        const std::lock_guard lock(mutex);
        cancelled = true;
        changed.notify_all();
    }
    static void release()
    {
        const std::lock_guard lock(mutex);
        released = true;
        changed.notify_all();
    }
    static void plug()
    {
        const std::lock_guard lock(mutex);
        deaf = true;
    }
    static void reset()
    {
        const std::lock_guard lock(mutex);
        released = cancelled = deaf = false;
        finished = gone = 0;
    }
};

SinkRegistry registry()
{
    auto all = SinkRegistry::builtIn().sinks();
    SinkDescriptor slow = testSink<TestSink::Good>("slow");
    slow.create = [](SinkConfig) -> Result<std::unique_ptr<Sink>> {
        return std::unique_ptr<Sink>(std::make_unique<SlowSink>());
    };
    all.push_back(slow);
    all.push_back(testSink<TestSink::Closed>("closed"));
    return SinkRegistry(all);
}

struct Tested
{
    SinkRegistry sinks = registry();
    Draft draft{readOptions(sinks)};
    std::unique_ptr<SinkTest> test;

    explicit Tested(const std::string &sink, const std::string &more = {})
    {
        SlowSink::reset();
        draft.planWith(sinks);
        draft.open(QString::fromStdString(
                       "services: [{name: a, rate_per_sec: 1}]\nsinks: [" + sink + "]\n" + more),
            {});
        test = std::make_unique<SinkTest>(draft);
        test->setSink(0);
    }
    QPushButton &button() { return *test->findChild<QPushButton *>(); }
};

}

class tst_SinkTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void opensAndSaysWhatItDid();
    void leavesWhatIsStored();
    void forgetsWhatCameOfAnotherText();
    void saysWhyASinkDoesNotOpen();
    void aHangingSinkBlocksNothing();
    void cancelEndsIt();
    void givesUpAtTheTimeLimit();
    void needsNoEmbeddingServer();
    void isOffWhileTheProfileIsWrong();
};

void tst_SinkTest::opensAndSaysWhatItDid()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("out.jsonl"));
    Tested t("{type: file, path: \"" + file.toStdString() + "\"}");
    t.button().click();
    QTRY_VERIFY(!t.test->isRunning());
    QVERIFY2(t.test->result().contains(QStringLiteral("opened in")), qPrintable(t.test->result()));
    QVERIFY(t.test->result().contains(QStringLiteral("No entry was written")));
    QVERIFY(QFileInfo(file).size() == 0);
}

void tst_SinkTest::leavesWhatIsStored()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("out.jsonl")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write("what a run wrote");
    QVERIFY(file.flush());
    Tested t("{type: file, append: false, path: \"" + file.fileName().toStdString() + "\"}");
    t.button().click();
    QTRY_VERIFY(!t.test->isRunning());
    QVERIFY2(t.test->result().contains(QStringLiteral("opened in")), qPrintable(t.test->result()));
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), QByteArray("what a run wrote"));
}

void tst_SinkTest::forgetsWhatCameOfAnotherText()
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("out.jsonl")).toStdString();
    Tested t("{type: file, path: \"" + file + "\"}");
    connect(&t.draft, &Draft::changed, t.test.get(), [&] { t.test->setSink(0); });
    t.button().click();
    QTRY_VERIFY(!t.test->isRunning());
    QVERIFY(t.test->result().contains(QStringLiteral("opened in")));
    QVERIFY(t.draft.setValues({{"services[0].name", "another"}}, {}));
    QVERIFY(t.test->result().contains(QStringLiteral("opened in"))); // it is of this sink still
    QVERIFY(t.draft.setValues({{"sinks[0].path", file + "2"}}, {}));
    QCOMPARE(t.test->result(), QString());
}

void tst_SinkTest::saysWhyASinkDoesNotOpen()
{
    Tested t("{type: closed}");
    t.button().click();
    QTRY_VERIFY(!t.test->isRunning());
    QCOMPARE(t.test->result(), QStringLiteral("▲ the test sink is closed"));
}

void tst_SinkTest::aHangingSinkBlocksNothing()
{
    Tested t("{type: slow}");
    t.button().click();
    QVERIFY(t.test->isRunning());
    QVERIFY(t.button().text().contains(QStringLiteral("Cancel")));
    SlowSink::plug();
    t.test.reset(); // the window closes while the sink hangs
    QCOMPARE(SlowSink::gone, 0);
    SlowSink::release();
    QTRY_COMPARE(SlowSink::gone, 1);
}

void tst_SinkTest::cancelEndsIt()
{
    Tested t("{type: slow}");
    t.button().click();
    t.button().click();
    QTRY_VERIFY(!t.test->isRunning());
    QCOMPARE(t.test->result(), QStringLiteral("▲ Cancelled."));
    QTRY_COMPARE(SlowSink::gone, 1);
    QCOMPARE(SlowSink::finished, 1);
}

void tst_SinkTest::givesUpAtTheTimeLimit()
{
    Tested t("{type: slow}");
    t.test->setTimeLimit(std::chrono::milliseconds(1));
    t.button().click();
    QTRY_VERIFY(!t.test->isRunning());
    QVERIFY(t.test->result().contains(QStringLiteral("No answer from memory")));
    SlowSink::release();
    QTRY_COMPARE(SlowSink::gone, 1);
}

void tst_SinkTest::needsNoEmbeddingServer()
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("out.db")).toStdString();
    Tested t("{type: sqlite, embedding: true, path: \"" + file + "\"}");
    t.button().click();
    QTRY_VERIFY(!t.test->isRunning());
    QVERIFY2(t.test->result().contains(QStringLiteral("opened in")), qPrintable(t.test->result()));
}

void tst_SinkTest::isOffWhileTheProfileIsWrong()
{
    Tested t("{type: slow}");
    QVERIFY(t.button().isEnabled());
    t.draft.setText(t.draft.text() + "buffer_size: x\n", {});
    t.test->setSink(0);
    QVERIFY(!t.button().isEnabled());
    QVERIFY(!t.button().toolTip().isEmpty());
}

QTEST_MAIN(tst_SinkTest)
#include "tst_sinktest.moc"
