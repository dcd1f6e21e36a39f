// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profilefixture.h"
#include "ui/warnings.h"

#include <QtTest>

using namespace emitter;

namespace {

const char *const text =
    "# head\nservices:\n  # the gate\n  - name: api # a\n    rate_per_sec: 30\n"
    "  - name: auth\n    rate_per_sec: \"5\"\nsinks: [{type: stdout}] # out\n";

}

class tst_Draft : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void undoToTheStartGivesTheSameBytes();
    void typingInOneFieldIsOneStep();
    void aRefusedEditChangesNothing();
    void loadAndSaveUntouchedIsByteIdentical();
    void editedAndSavedReadsBackToTheSamePlan();
    void findsTheProblemOfAPath();
    void copiesGetAFreeName();
    void plansOnlyWithoutErrors();
};

void tst_Draft::undoToTheStartGivesTheSameBytes()
{
    ProfileFixture f;
    f.draft.open(QString::fromUtf8(text), QStringLiteral("t"));
    QVERIFY(f.draft.setValues({{"services[0].rate_per_sec", "40"}}, {}));
    QVERIFY(f.draft.addItem("services", 1, {{"name", "new"}, {"rate_per_sec", "1"}}));
    QVERIFY(f.draft.duplicateItem("services", 0, "name"));
    QVERIFY(f.draft.moveItem("services", 0, 2));
    QVERIFY(f.draft.removeItem("services", 1));
    QVERIFY(f.draft.removeKey("services[0].name", {}));
    QVERIFY(f.draft.typeValue("sinks[0].format", QStringLiteral("json"), {}));
    f.draft.setText("nothing: [", {});
    QVERIFY(f.draft.isModified());
    QCOMPARE(f.draft.undoStack().count(), 8);
    const std::string last = f.draft.text();
    while (f.draft.undoStack().canUndo())
        f.draft.undoStack().undo();
    QCOMPARE(f.draft.text(), std::string(text));
    QVERIFY(!f.draft.isModified());
    while (f.draft.undoStack().canRedo())
        f.draft.undoStack().redo();
    QCOMPARE(f.draft.text(), last);
}

void tst_Draft::typingInOneFieldIsOneStep()
{
    ProfileFixture f;
    f.draft.open(QString::fromUtf8(text), QStringLiteral("t"));
    for (const char *typed : {"4", "45", "45.", "45.5"})
        QVERIFY(f.draft.typeValue(
            "services[0].rate_per_sec", QString::fromUtf8(typed), QStringLiteral("Change")));
    QCOMPARE(f.draft.undoStack().count(), 1);
    f.draft.undoStack().undo();
    QCOMPARE(f.draft.text(), std::string(text));
    f.draft.undoStack().redo();
    QCOMPARE(*f.draft.written("services[0].rate_per_sec"), QStringLiteral("45.5"));
    f.draft.endTyping();
    QVERIFY(f.draft.typeValue("services[0].rate_per_sec", QStringLiteral("7"), {}));
    QVERIFY(f.draft.typeValue("services[1].rate_per_sec", QStringLiteral("7"), {}));
    QCOMPARE(f.draft.undoStack().count(), 3);
    // Typing the old value again leaves no step behind.
    QVERIFY(f.draft.typeValue("services[1].rate_per_sec", QStringLiteral("5"), {}));
    QCOMPARE(f.draft.undoStack().count(), 2);
}

void tst_Draft::aRefusedEditChangesNothing()
{
    ProfileFixture f;
    f.draft.open(QString::fromUtf8(text), QStringLiteral("t"));
    const auto refused = f.draft.typeValue("embedding.api_key", QStringLiteral("hunter2"), {});
    QVERIFY(!refused);
    QVERIFY(refused.problem().text.find("hunter2") == std::string::npos);
    QVERIFY(!f.draft.removeItem("services", 7));
    QCOMPARE(f.draft.text(), std::string(text));
    QCOMPARE(f.draft.undoStack().count(), 0);
}

void tst_Draft::loadAndSaveUntouchedIsByteIdentical()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("p.yaml"));
    const QByteArray bytes = "\xef\xbb\xbf# a\r\nservices: [{name: a, rate_per_sec: 1}]\r\n"
                             "sinks: [{type: stdout}]";
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    ProfileFixture f;
    QVERIFY(f.draft.load(name));
    f.page = std::make_unique<ProfilePage>(f.draft, f.sinks, f.dialogs);
    QVERIFY(f.draft.save());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
}

void tst_Draft::editedAndSavedReadsBackToTheSamePlan()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("p.yaml"));
    ProfileFixture f;
    f.draft.open(QString::fromUtf8(text), QStringLiteral("t"));
    f.draft.planWith(f.sinks);
    QVERIFY(f.draft.setValues({{"services[0].rate_per_sec", "40"}, {"seed", "7"}}, {}));
    QVERIFY(f.draft.duplicateItem("services", 0, "name"));
    QVERIFY(f.draft.saveAs(name));
    QVERIFY(!f.draft.isModified());
    const auto saved = loadProfileText(name.toStdString());
    QVERIFY(saved);
    const ReadOutcome again = readProfile(*saved, readOptions(f.sinks));
    QVERIFY(again.profile);
    const PlanOutcome planned = makePlan(*again.profile, f.sinks);
    QCOMPARE(
        toText(planned.plan, *again.profile, {}), toText(*f.draft.plan(), *f.draft.profile(), {}));
    QCOMPARE(planned.plan.expectedPerSecond(), 85.0);
}

void tst_Draft::findsTheProblemOfAPath()
{
    ProfileFixture f;
    f.draft.open(QStringLiteral("services:\n- {name: a, rate_per_sec: -5}\n- {name: b}\n"
                                "sinks: [{type: stdout}]\n"),
        QStringLiteral("t"));
    QVERIFY(f.draft.problemAt("services[0].rate_per_sec"));
    QVERIFY(f.draft.problemAt("services[0]"));
    QVERIFY(f.draft.problemAt("services"));
    QVERIFY(!f.draft.problemAt("services[0].rate"));
    QVERIFY(!f.draft.problemAt("services[0].name"));
    QVERIFY(!f.draft.problemAt("sinks"));
    QCOMPARE(*f.draft.written("services[0].rate_per_sec"), QStringLiteral("-5"));
    QVERIFY(!f.draft.written("services[1].rate_per_sec"));
}

void tst_Draft::copiesGetAFreeName()
{
    ProfileFixture f;
    f.draft.open(QString::fromUtf8(text), QStringLiteral("t"));
    QVERIFY(f.draft.duplicateItem("services", 0, "name"));
    QVERIFY(f.draft.duplicateItem("services", 0, "name"));
    QCOMPARE(*f.draft.written("services[1].name"), QStringLiteral("api-3"));
    QCOMPARE(*f.draft.written("services[2].name"), QStringLiteral("api-2"));
    QVERIFY(f.draft.problems().empty());
}

void tst_Draft::plansOnlyWithoutErrors()
{
    ProfileFixture f;
    f.draft.open(QString::fromUtf8(text), QStringLiteral("t"));
    QVERIFY(!f.draft.plan());
    f.draft.planWith(f.sinks);
    QVERIFY(f.draft.plan());
    f.draft.setText(std::string(text) + "targets: [achieved more]\n", {});
    QVERIFY(!f.draft.plan());
    QCOMPARE(f.draft.problems().size(), std::size_t(1));
    QCOMPARE(f.draft.problems().front().path, std::string("targets[0]"));
}

QTEST_MAIN(tst_Draft)
#include "tst_draft.moc"
