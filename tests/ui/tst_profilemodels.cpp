// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/expectation.h"
#include "ui/models/sinklistmodel.h"
#include "ui/models/sourcelistmodels.h"
#include "ui/numbers.h"
#include "ui/profilefixture.h"
#include "ui/warnings.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace emitter;

namespace {

using Reporting = QAbstractItemModelTester::FailureReportingMode;

QString shown(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

std::string manyServices(int count)
{
    std::string text = "services:\n";
    for (int i = 0; i < count; ++i)
        text += "  - name: service-" + std::to_string(i) + "\n    rate_per_sec: 3\n";
    return text + "sinks: [{type: stdout}]\n";
}

}

class tst_ProfileModels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void expectationIsThatOfTheSchedule();
    void servicesShowWhatIsWrittenAndExpected();
    void variablesCountByTheirValues();
    void poolsAndSinksAndTargets();
    void modelsKeepTheirRules();
    void problemsMarkTheirCells();
    void whatHasNoColumnMarksTheRow();
    void manyServicesAreFollowed();
};

void tst_ProfileModels::expectationIsThatOfTheSchedule()
{
    StreamSpec stream;
    stream.meanGap = 1.0 / 600;
    QCOMPARE(expectation(stream, 600).entries, 360000.0);
    QCOMPARE(expectation(stream, 600).spread, 600.0);
    stream.kind = ArrivalKind::Fixed;
    QCOMPARE(expectation(stream, 600).spread, 0.0);
    stream.kind = ArrivalKind::Uniform;
    stream.sourceCount = 40;
    stream.meanGap = 1;
    stream.jitter = 0.5;
    QCOMPARE(expectation(stream, 600).entries, 24000.0);
    QVERIFY(std::abs(expectation(stream, 600).spread - 44.72) < 0.01);
}

void tst_ProfileModels::servicesShowWhatIsWrittenAndExpected()
{
    ProfileFixture f;
    f.draft.open(
        QStringLiteral(
            "services:\n- {name: a, rate_per_sec: 600.0}\n"
            "- {name: b, rate_per_sec: max, arrival: fixed}\n"
            "- {name: \"x\\u202ey\", rate_per_sec: -5, level_weights: {info: 3, error: 1}}\n"),
        {});
    const ServiceListModel model(f.draft);
    QCOMPARE(shown(model, 0, ServiceListModel::Rate), QStringLiteral("600.0"));
    QCOMPARE(shown(model, 0, ServiceListModel::Expected), QStringLiteral("360,000 ± 600"));
    QCOMPARE(shown(model, 1, ServiceListModel::Expected), QStringLiteral("as fast as the sinks"));
    QCOMPARE(shown(model, 2, ServiceListModel::Expected), QStringLiteral("—"));
    QCOMPARE(shown(model, 2, ServiceListModel::Name), QStringLiteral("x\ufffdy"));
    QCOMPARE(model.shares(2)[1], 0.75);
    QCOMPARE(model.shares(0)[2], 0.15);
    QVERIFY(!plannedRate(f.draft, "services"));
    f.draft.open(QStringLiteral("rate_scale: 2\nservices:\n- {name: a, rate_per_sec: 3}\n"
                                "pools: [{num_emitters: 10}]\nsinks: [{type: stdout}]\n"
                                "shape: {type: ramp, duration: 600s}\n"),
        {});
    f.draft.planWith(f.sinks);
    QCOMPARE(*plannedRate(f.draft, "services"), 6.0);
    QCOMPARE(*plannedRate(f.draft, "pools"), 20.0);
    QCOMPARE(shown(model, 0, ServiceListModel::Expected), QStringLiteral("1,800 ± 42"));
    QCOMPARE(*plannedRate(f.draft, "services") + *plannedRate(f.draft, "pools"),
        f.draft.plan()->expectedPerSecond());
}

void tst_ProfileModels::variablesCountByTheirValues()
{
    ProfileFixture f({{"RATE", "600"}, {"TWICE", "2"}, {"FAST", "max"}});
    f.draft.open(
        QStringLiteral("rate_scale: ${TWICE}\nservices:\n"
                       "- {name: a, rate_per_sec: \"${RATE:-30}\", arrival: \"${NO:-fixed}\"}\n"
                       "- {name: b, rate_per_sec: \"${NO:-30}\",\n"
                       "   level_weights: {info: \"${NO:-3}\", error: \"${NO:-1}\"}}\n"
                       "- {name: c, rate_per_sec: \"${NO}\"}\n"
                       "pools: [{num_emitters: \"${NO:-4}\"}]\n"
                       "sinks: [{type: stdout, enabled: \"${NO:-false}\"}, {type: file}]\n"),
        {});
    const ServiceListModel services(f.draft);
    QCOMPARE(shown(services, 0, ServiceListModel::Rate), QStringLiteral("${RATE:-30}"));
    QCOMPARE(shown(services, 0, ServiceListModel::Expected), QStringLiteral("720,000"));
    QCOMPARE(shown(services, 1, ServiceListModel::Expected), QStringLiteral("36,000 ± 190"));
    QVERIFY(shown(services, 2, ServiceListModel::Expected).endsWith(QStringLiteral("—")));
    QCOMPARE(services.shares(1)[1], 0.75);
    QCOMPARE(*plannedRate(f.draft, "services"), 1260.0);
    QCOMPARE(*plannedRate(f.draft, "pools"), 8.0);
    SinkListModel sinks(f.draft, f.sinks);
    const auto state = [&](int row) {
        return sinks.index(row, SinkListModel::On).data(Qt::CheckStateRole).toInt();
    };
    QCOMPARE(state(0), int(Qt::Unchecked));
    QCOMPARE(state(1), int(Qt::Checked));
    f.draft.setText("services: [{name: a, rate_per_sec: \"${FAST}\"}]\n", {});
    QVERIFY(!plannedRate(f.draft, "services"));
    QCOMPARE(
        shown(services, 0, ServiceListModel::Expected), QStringLiteral("as fast as the sinks"));
}

void tst_ProfileModels::poolsAndSinksAndTargets()
{
    ProfileFixture f;
    f.draft.open(
        QStringLiteral("pools: [{emitter_prefix: w, num_emitters: 4, base_interval: 2}]\n"
                       "sinks: [{type: file, path: out.log, enabled: false}, {type: stdout}]\n"
                       "targets: [\"errors < 1%\"]\n"),
        {});
    const PoolListModel pools(f.draft);
    QCOMPARE(shown(pools, 0, PoolListModel::Interval), QStringLiteral("2 ± 0.5 s"));
    QCOMPARE(shown(pools, 0, PoolListModel::Rate), Numbers::rate(2));
    SinkListModel sinks(f.draft, f.sinks);
    QCOMPARE(shown(sinks, 0, SinkListModel::Target), QStringLiteral("out.log"));
    const QModelIndex on = sinks.index(0, SinkListModel::On);
    QCOMPARE(on.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QVERIFY(sinks.setData(on, Qt::Checked, Qt::CheckStateRole));
    QVERIFY(!f.draft.written("sinks[0].enabled"));
    QVERIFY(sinks.setData(on, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(*f.draft.written("sinks[0].enabled"), QStringLiteral("false"));
    const PlainListModel targets(f.draft, "targets", {{QStringLiteral("Target"), {}}});
    QCOMPARE(shown(targets, 0, 0), QStringLiteral("errors < 1%"));
}

void tst_ProfileModels::modelsKeepTheirRules()
{
    ProfileFixture f;
    f.draft.open(QString::fromStdString(manyServices(3)), {});
    ServiceListModel services(f.draft);
    SinkListModel sinks(f.draft, f.sinks);
    PoolListModel pools(f.draft);
    const QAbstractItemModelTester a(&services, Reporting::QtTest);
    const QAbstractItemModelTester b(&sinks, Reporting::QtTest);
    const QAbstractItemModelTester c(&pools, Reporting::QtTest);
    QVERIFY(f.draft.addItem("services", 1, {{"name", "new"}, {"rate_per_sec", "1"}}));
    QVERIFY(f.draft.addItem("pools", 0, {{"num_emitters", "1"}}));
    QVERIFY(f.draft.duplicateItem("services", 0, "name"));
    QVERIFY(f.draft.moveItem("services", 0, 3));
    QVERIFY(f.draft.removeItem("services", 4));
    QVERIFY(f.draft.removeItem("pools", 0));
    f.draft.setText("a: [", {});
    QCOMPARE(services.rowCount(), 0);
    while (f.draft.undoStack().canUndo())
        f.draft.undoStack().undo();
    QCOMPARE(services.rowCount(), 3);
    QCOMPARE(services.index(0, 0).data().toString(), QStringLiteral("service-0"));
}

void tst_ProfileModels::problemsMarkTheirCells()
{
    ProfileFixture f;
    f.draft.open(
        QStringLiteral("services:\n- {name: a, rate_per_sec: -5}\n- {name: a, rate_per_sec: 1}\n"),
        {});
    const ServiceListModel model(f.draft);
    const QModelIndex rate = model.index(0, ServiceListModel::Rate);
    QCOMPARE(rate.data().toString(), QStringLiteral("▲ -5"));
    QVERIFY(rate.data(Qt::ForegroundRole).isValid());
    QVERIFY(rate.data(Qt::ToolTipRole).toString().contains(QStringLiteral("must be 0 or more")));
    QVERIFY(rate.data(Qt::AccessibleDescriptionRole).toString().startsWith(QStringLiteral("Rate")));
    QCOMPARE(model.index(1, ServiceListModel::Name).data().toString(), QStringLiteral("▲ a"));
    QVERIFY(!model.index(1, ServiceListModel::Rate).data(Qt::ForegroundRole).isValid());
}

void tst_ProfileModels::whatHasNoColumnMarksTheRow()
{
    ProfileFixture f;
    f.draft.open(QStringLiteral("sinks:\n- {type: 'null'}\n- {type: http, url: nowhere}\n"
                                "pools:\n- {num_emitters: 1, base_interval: 5, foo: 1, "
                                "base_interval_more: 1}\n"),
        {});
    const SinkListModel sinks(f.draft, f.sinks);
    const PoolListModel pools(f.draft);
    const auto mark = [](const QAbstractItemModel &model, int row, int column) {
        return model.index(row, column).data(Qt::AccessibleDescriptionRole).toString();
    };
    QVERIFY(f.draft.problemAt("sinks[1].url"));
    QVERIFY(mark(sinks, 1, 0).contains(QStringLiteral("url")));
    QVERIFY(sinks.index(1, 0).data().toString().startsWith(QStringLiteral("▲ ")));
    for (int column = 1; column < sinks.columnCount(); ++column)
        QCOMPARE(mark(sinks, 1, column), QString());
    QCOMPARE(mark(sinks, 0, 0), QString());
    QVERIFY(mark(pools, 0, 0).contains(QStringLiteral("foo")));
    // A key that only begins as a column's does is not that column's.
    QCOMPARE(mark(pools, 0, 2), QString());
    QVERIFY(f.draft.problemAt("pools[0].base_interval_more"));
}

void tst_ProfileModels::manyServicesAreFollowed()
{
    ProfileFixture f;
    f.draft.open(QString::fromStdString(manyServices(1'000)), {});
    const ServiceListModel model(f.draft);
    QCOMPARE(model.rowCount(), 1'000);
    QVERIFY(f.draft.problems().empty());
    QVERIFY(f.draft.setValues({{"services[999].rate_per_sec", "4"}}, {}));
    QVERIFY(f.draft.removeItem("services", 500));
    QCOMPARE(model.rowCount(), 999);
    QCOMPARE(shown(model, 998, ServiceListModel::Rate), QStringLiteral("4"));
    QCOMPARE(*plannedRate(f.draft, "services"), 2998.0);
}

QTEST_MAIN(tst_ProfileModels)
#include "tst_profilemodels.moc"
