// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/ratecurve.h"
#include "ui/forms/unitedit.h"
#include "ui/models/sinklistmodel.h"
#include "ui/noticestrip.h"
#include "ui/pages/profileforms.h"
#include "ui/pages/profileshape.h"
#include "ui/pages/profilesinks.h"
#include "ui/pages/profilesources.h"
#include "ui/pages/profiletext.h"
#include "ui/profilefixture.h"
#include "ui/warnings.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QtTest>

#include <algorithm>

using namespace emitter;

namespace {

const std::string text = "# head\nservices:\n  - name: api # gate\n    rate_per_sec: 30\n"
                         "  - name: auth\n    rate_per_sec: 5\nsinks: [{type: stdout}]\n";

QString badge(const ProfilePage &page, int section)
{
    return page.findChild<QListWidget *>()->item(section)->data(Qt::UserRole).toString();
}

std::string thirtyProblems()
{
    std::string bad = "services:\n";
    for (int i = 0; i < 14; ++i)
        bad +=
            "  - {name: \"<b>s" + std::to_string(i) + "</b>\", rate_per_sec: -1, arrival: often}\n";
    return bad + "sinks: [{type: file}]\nbuffer_size: none\n";
}

}

class tst_ProfilePage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void aServiceIsMadeByKeyboardAlone();
    void rowsComeGoAndMoveByKeyboard();
    void savedFileGivesTheSamePlan();
    void undoToTheStartIsByteIdentical();
    void thirtyProblemsAreCountedAndReached();
    void whatNoFieldShowsIsReachedInTheText_data();
    void whatNoFieldShowsIsReachedInTheText();
    void problemsOfAGroupStandAtItsFields();
    void theStripNamesAnErrorFirst();
    void everySettingHasASection();
    void changingTheTypeOfASinkDropsForeignKeys();
    void aTypeThatIsNotKnownIsRefused();
    void shapesAreChosenAndDrawn();
    void theCurveFollowsTheStages();
    void aShortSpikeIsDrawn();
    void stateOfKeyAndPrice();
    void stateOfTheKey_data();
    void stateOfTheKey();
    void filterFindsSettings();
    void unreadableTextDisablesTheForms();
    void hostileNamesAndTenThousandServices();
    void saysWhyAnEditIsRefused();
};

void tst_ProfilePage::aServiceIsMadeByKeyboardAlone()
{
    ProfileFixture f;
    ProfilePage &page = f.show(text);
    auto *list = page.findChild<QListWidget *>();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Tab); // to the table, whatever stands between
    for (int i = 0; i < 10 && !qobject_cast<QTableView *>(page.focusWidget()); ++i)
        QTest::keyClick(page.focusWidget(), Qt::Key_Tab);
    QVERIFY(qobject_cast<QTableView *>(page.focusWidget()));
    QTest::keyClick(page.focusWidget(), Qt::Key_Insert);
    QCOMPARE(*f.draft.written("services[1].name"), QStringLiteral("service"));
    auto *name = qobject_cast<UnitEdit *>(page.focusWidget());
    QVERIFY(name);
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("billing"));
    QTest::keyClick(name, Qt::Key_Tab);
    QTest::keyClicks(page.focusWidget(), QStringLiteral("5"));
    QTest::keyClick(page.focusWidget(), Qt::Key_Return);
    QCOMPARE(*f.draft.written("services[1].name"), QStringLiteral("billing"));
    QCOMPARE(*f.draft.written("services[1].rate_per_sec"), QStringLiteral("5"));
}

void tst_ProfilePage::rowsComeGoAndMoveByKeyboard()
{
    ProfileFixture f;
    f.show(text);
    auto &services = f.section<ProfileServices>();
    QTableView &table = services.table();
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(*f.draft.written("services[1].name"), QStringLiteral("api-2"));
    QCOMPARE(services.currentRow(), 1);
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(*f.draft.written("services[2].name"), QStringLiteral("api-2"));
    QCOMPARE(services.currentRow(), 2);
    QTest::keyClick(&table, Qt::Key_Delete);
    QCOMPARE(f.draft.text(), text);
    QCOMPARE(services.currentRow(), 1);
    QTest::keyClick(&table, Qt::Key_Delete);
    QTest::keyClick(&table, Qt::Key_Delete);
    QCOMPARE(f.draft.itemCount("services"), std::size_t(0));
    QCOMPARE(services.currentRow(), -1);
}

void tst_ProfilePage::savedFileGivesTheSamePlan()
{
    const QTemporaryDir folder;
    ProfileFixture f;
    f.show(text);
    auto &services = f.section<ProfileServices>();
    auto *rate = services.form().editor("rate_per_sec")->findChild<UnitEdit *>();
    rate->setFocus();
    rate->selectAll();
    QTest::keyClicks(rate, QStringLiteral("45"));
    // Saved while one still types.
    const QString name = folder.filePath(QStringLiteral("p.yaml"));
    QVERIFY(f.draft.saveAs(name));
    const auto saved = loadProfileText(name.toStdString());
    QVERIFY(saved);
    std::string expected = text;
    expected.replace(expected.find("30"), 2, "45");
    QCOMPARE(*saved, expected);
    const ReadOutcome again = readProfile(*saved, readOptions(f.sinks));
    QVERIFY(again.profile);
    QCOMPARE(toText(makePlan(*again.profile, f.sinks).plan, *again.profile, {}),
        toText(*f.draft.plan(), *f.draft.profile(), {}));
}

void tst_ProfilePage::undoToTheStartIsByteIdentical()
{
    ProfileFixture f;
    ProfilePage &page = f.show(text);
    for (std::size_t i = 0; i < page.sections().size(); ++i) {
        page.showSection(static_cast<int>(i));
        for (UnitEdit *edit : page.sections()[i]->findChildren<UnitEdit *>()) {
            if (!edit->isVisible())
                continue;
            edit->setFocus();
            QTest::keyClicks(edit, QStringLiteral("7"));
            QTest::keyClick(edit, Qt::Key_Return);
        }
        for (QPushButton *button : page.sections()[i]->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->isEnabled() && !button->menu()
                && !button->text().remove(QLatin1Char('&')).startsWith(QStringLiteral("Test"))
                && !button->text().remove(QLatin1Char('&')).startsWith(QStringLiteral("Browse")))
                button->click();
        }
    }
    QVERIFY(f.draft.undoStack().count() > 30);
    while (f.draft.undoStack().canUndo())
        f.draft.undoStack().undo();
    QCOMPARE(f.draft.text(), text);
}

void tst_ProfilePage::thirtyProblemsAreCountedAndReached()
{
    ProfileFixture f;
    ProfilePage &page = f.show(thirtyProblems());
    QCOMPARE(f.draft.problems().size(), std::size_t(30));
    QCOMPARE(badge(page, 0), QStringLiteral("28"));
    QCOMPARE(badge(page, 2), QStringLiteral("1"));
    for (const Problem &problem : std::vector<Problem>(f.draft.problems())) {
        page.showProblem(problem);
        const QWidget *focus = page.focusWidget();
        QVERIFY2(focus, problem.path.c_str());
        const QString about = focus->accessibleName();
        QVERIFY2(problem.path.ends_with("rate_per_sec") ? about == QStringLiteral("Rate")
                : problem.path.ends_with("arrival")     ? about == QStringLiteral("Arrival")
                                                        : true,
            (problem.path + ": " + about.toStdString()).c_str());
    }
    QCOMPARE(page.currentSection(), 5); // the last one is buffer_size
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (label->text().contains(QStringLiteral("<b>")))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    f.draft.setText("a: [\n", {});
    page.showProblem(f.draft.problems().front());
    QCOMPARE(page.currentSection(), 8);
}

void tst_ProfilePage::whatNoFieldShowsIsReachedInTheText_data()
{
    QTest::addColumn<QString>("line");
    const auto add = [](const char *line) { QTest::newRow(line) << QString::fromLatin1(line); };
    add("services: [{name: a, rate_per_sec: 1, foo: 1}]");
    add("services: [{name: a, rate_per_sec: 1, level_weights: {foo: 1}}]");
    add("embedding: {foo: 1}");
    add("embedding: [1]");
    add("shape: {type: spike, duration: 5s, after: 5s, foo: 1}");
    add("shape: {type: stages, stages: [{duration: 5s, rate: 100 %, foo: 1}]}");
    add("sinks: [{type: 'null', foo: 1}]");
    add("sinks: [{type: 'null', retry: 7}]");
    add("sinks: [{type: dashboard, retry: {foo: 7}}]");
}

void tst_ProfilePage::whatNoFieldShowsIsReachedInTheText()
{
    QFETCH(QString, line);
    ProfileFixture f;
    ProfilePage &page = f.show("# one\n# two\n" + line.toStdString() + "\n# four\n");
    const auto &problems = f.draft.problems();
    const auto found = std::find_if(
        problems.begin(), problems.end(), [](const Problem &problem) { return problem.line == 3; });
    QVERIFY(found != problems.end());
    page.showProblem(*found);
    QCOMPARE(page.currentSection(), 8);
    const YamlEditor &editor = f.section<ProfileText>().editor();
    QVERIFY(editor.hasFocus());
    QCOMPARE(editor.textCursor().blockNumber(), 2);
}

void tst_ProfilePage::problemsOfAGroupStandAtItsFields()
{
    ProfileFixture f;
    ProfilePage &page = f.show("services: [{name: a, rate_per_sec: 1, level_weights: {debug: 0, "
                               "info: 0, warn: 0, error: 0, critical: 0}}]\n");
    const Problem *problem = f.draft.problemAt("services[0].level_weights");
    QVERIFY(problem);
    page.showProblem(*problem);
    QCOMPARE(page.currentSection(), 0);
    QCOMPARE(page.focusWidget()->accessibleName(), QStringLiteral("DEBUG"));
    const FieldForm &form = f.section<ProfileServices>().form();
    for (const char *key : {"level_weights.debug", "level_weights.critical"})
        QVERIFY(form.said(key).contains(QStringLiteral("all of them are 0")));
    QVERIFY(!form.said("arrival").contains(QStringLiteral("all of them are 0")));

    f.draft.setText("services: [{name: a, rate_per_sec: 1}]\n"
                    "shape: {type: stages, stages: [{duration: 5s, rate: 0 %}]}\n",
        {});
    problem = f.draft.problemAt("shape");
    QVERIFY(problem);
    QCOMPARE(problem->path, std::string("shape"));
    page.showProblem(*problem);
    QCOMPARE(page.currentSection(), 3);
    QVERIFY(page.focusWidget()->accessibleDescription().contains(QStringLiteral("never rises")));
}

void tst_ProfilePage::theStripNamesAnErrorFirst()
{
    ProfileFixture f;
    ProfilePage &page = f.show("embedding: {api_key: hunter2}\n" + text + "buffer_size: none\n");
    QCOMPARE(f.draft.problems().front().severity, Severity::Warning);
    auto *strip = page.findChild<NoticeStrip *>();
    QVERIFY2(strip->text().startsWith(QStringLiteral("buffer_size")), qPrintable(strip->text()));
    Q_EMIT strip->firstChosen();
    QCOMPARE(page.currentSection(), 5);
    QVERIFY(f.draft.removeKey("buffer_size", {}));
    QVERIFY2(strip->text().contains(QStringLiteral("plain text")), qPrintable(strip->text()));
}

void tst_ProfilePage::everySettingHasASection()
{
    ProfileFixture f;
    ProfilePage &page = f.show(text);
    for (const char *path : {"services[0].name", "services", "pools", "pools[3].num_emitters",
             "sinks[0].retry.attempts", "sinks", "shape", "shape.type", "shape.stages[1].rate",
             "embedding", "embedding.model", "targets[0]", "targets", "buffer_size",
             "flush_interval_ms", "run_duration", "count", "message_pool_size", "seed",
             "rate_scale", "max_lag", "drain_timeout"}) {
        int owners = 0;
        for (std::size_t i = 0; i + 1 < page.sections().size(); ++i)
            owners += page.sections()[i]->owns(path) ? 1 : 0;
        QVERIFY2(owners == 1, path);
    }
}

void tst_ProfilePage::changingTheTypeOfASinkDropsForeignKeys()
{
    ProfileFixture f;
    f.show(
        "services: [{name: a, rate_per_sec: 1}]\nsinks:\n  - type: file\n    path: a.log # here\n"
        "    format: text\n    buffer_size: 5\n");
    auto &sinks = f.section<ProfileSinks>();
    auto *type = sinks.form().editor("type")->findChild<QComboBox *>();
    type->setFocus();
    type->setCurrentIndex(type->findText(QStringLiteral("stdout")));
    Q_EMIT type->activated(type->currentIndex());
    QCOMPARE(f.draft.text(),
        std::string("services: [{name: a, rate_per_sec: 1}]\nsinks:\n  - type: stdout\n"
                    "    format: text\n    buffer_size: 5\n"));
    QVERIFY(f.draft.problems().empty());
    QVERIFY(!sinks.form().editor("path"));
    f.draft.undoStack().undo();
    QVERIFY(sinks.form().editor("path"));
    // Every kind can be added, and its form says what it still needs.
    auto *menu = sinks.findChild<QMenu *>();
    QCOMPARE(std::size_t(menu->actions().size()), f.sinks.sinks().size());
    for (QAction *action : menu->actions())
        action->trigger();
    QCOMPARE(f.draft.itemCount("sinks"), f.sinks.sinks().size() + 1);
    for (const Problem &problem : f.draft.problems())
        QVERIFY2(problem.path.starts_with("sinks["), problem.text.c_str());
}

void tst_ProfilePage::aTypeThatIsNotKnownIsRefused()
{
    ProfileFixture f;
    const std::string odd = "services: [{name: a, rate_per_sec: 1}]\nsinks:\n  - type: fil\n";
    f.show(odd);
    auto &sinks = f.section<ProfileSinks>();
    auto *type = sinks.form().editor("type")->findChild<QComboBox *>();
    QCOMPARE(type->currentText(), QStringLiteral("fil"));
    Q_EMIT type->activated(type->currentIndex()); // Enter on what is there
    QCOMPARE(f.draft.text(), odd);
    QCOMPARE(f.draft.undoStack().count(), 0);
    QVERIFY(sinks.form().said("type").startsWith(QStringLiteral("▲")));
    type->setCurrentIndex(type->findText(QStringLiteral("stdout")));
    Q_EMIT type->activated(type->currentIndex());
    QVERIFY(f.draft.problems().empty());
}

void tst_ProfilePage::shapesAreChosenAndDrawn()
{
    ProfileFixture f;
    f.show(text);
    f.draft.planWith(f.sinks);
    for (const char *type : {"ramp", "steps", "spike", "wave", "stages", "ramp", "constant"}) {
        const auto changed =
            f.draft.edit({}, [&](const ParsedText &before) { return withShapeType(before, type); });
        QVERIFY2(changed, type);
        QVERIFY2(f.draft.problems().empty(), type);
        f.section<ProfileShape>();
        QVERIFY(!f.page->grab().isNull());
    }
    QCOMPARE(f.draft.text(), text);
}

void tst_ProfilePage::theCurveFollowsTheStages()
{
    ProfileFixture f;
    f.show("services: [{name: a, rate_per_sec: 10}]\nsinks: [{type: stdout}]\n"
           "shape:\n  stages:\n    - {duration: 60s, rate: 0 -> 100 %}\n"
           "    - {duration: 60s, rate: 50 %}\n");
    QVERIFY2(f.draft.plan(), f.draft.problems().empty() ? "" : f.draft.problems()[0].text.c_str());
    auto *curve = f.section<ProfileShape>().findChild<RateCurve *>();
    const auto rateAt = [&](double seconds) { // of the last point until then, which is drawn
        double rate = -1;
        for (const QPointF &point : curve->points())
            rate = point.x() <= seconds ? point.y() : rate;
        return rate;
    };
    QCOMPARE(curve->points().back().x(), 150.0); // a quarter more than the shape
    QCOMPARE(rateAt(0), 0.0);
    QCOMPARE(rateAt(30), 5.0);
    QVERIFY(std::abs(rateAt(59.9) - 10) < 0.2);
    QCOMPARE(rateAt(60), 5.0);
    const QImage before = curve->grab().toImage();
    QVERIFY(f.draft.setValues({{"shape.stages[1].rate", "200 %"}}, {}));
    QCOMPARE(rateAt(60), 20.0);
    QCOMPARE(rateAt(30), 5.0);
    QVERIFY(curve->grab().toImage() != before);
    QVERIFY(f.draft.setValues({{"shape.stages[0].duration", "20s"}}, {}));
    QCOMPARE(curve->points().back().x(), 100.0);
    QCOMPARE(rateAt(10), 5.0);
    QCOMPARE(rateAt(20), 20.0);
    f.draft.undoStack().undo();
    f.draft.undoStack().undo();
    QCOMPARE(curve->points().back().x(), 150.0);
    QCOMPARE(curve->grab().toImage(), before);
}

void tst_ProfilePage::aShortSpikeIsDrawn()
{
    ProfileFixture f;
    f.show("services: [{name: a, rate_per_sec: 10}]\nsinks: [{type: stdout}]\nrun_duration: 8h\n"
           "shape: {type: spike, after: 14401s, duration: 60s, to: 500 %}\n");
    QVERIFY2(f.draft.plan(), f.draft.problems().empty() ? "" : f.draft.problems()[0].text.c_str());
    const auto points = f.section<ProfileShape>().findChild<RateCurve *>()->points();
    const auto atTop = [](const QPointF &point) { return point.y() == 50; };
    const auto first = std::find_if(points.begin(), points.end(), atTop);
    const auto last = std::find_if(points.rbegin(), points.rend(), atTop);
    QVERIFY(first != points.end());
    QCOMPARE(first->x(), 14'401.0);
    QVERIFY(std::abs(last->x() - 14'461) < 1e-6);
    QCOMPARE(std::prev(first)->y(), 10.0); // it jumps
    QVERIFY(std::is_sorted(points.begin(), points.end(),
        [](const QPointF &a, const QPointF &b) { return a.x() < b.x(); }));
}

void tst_ProfilePage::stateOfKeyAndPrice()
{
    const std::map<std::string, std::string> variables{{"SET", "hunter2"}};
    ProfileFixture f(variables);
    f.show(text + "message_pool_size: 50\n");
    auto &messages = f.section<ProfileMessages>();
    QTRY_VERIFY(messages.keyState().contains(QStringLiteral("No key is set")));
    QVERIFY(messages.estimate().contains(QStringLiteral("No sink that is on stores vectors")));
    f.draft.setText("services: [{name: a, rate_per_sec: 1}]\nmessage_pool_size: 50\n"
                    "sinks: [{type: qdrant, url: \"http://localhost\"}]\n"
                    "embedding: {api_key: \"${SET}\", cache: false}\n",
        {});
    QTRY_VERIFY(messages.keyState().contains(QStringLiteral("Key found")));
    const auto told = [&](const QString &price) {
        const auto pool = makeMessages(*f.draft.profile());
        const auto estimate = estimateEmbedding(f.draft.profile()->embedding, slotTexts(*pool));
        return QStringLiteral("%1 text(s) to send, at most %2 token(s), %3.")
            .arg(QLocale().toString(qulonglong(estimate.texts)),
                QLocale().toString(qulonglong(estimate.tokens)), price);
    };
    QTRY_COMPARE(messages.estimate(), told(QStringLiteral("less than $0.0001"))); // never 0
    QVERIFY(f.draft.setValues({{"message_pool_size", "5000"}}, {}));
    QTRY_VERIFY2(
        messages.estimate().startsWith(QStringLiteral("5,0")), qPrintable(messages.estimate()));
    const double dollars = *estimateEmbedding(
        f.draft.profile()->embedding, slotTexts(*makeMessages(*f.draft.profile())))
                                .dollars;
    QVERIFY(dollars > 0.001);
    QCOMPARE(messages.estimate(),
        told(QStringLiteral("about $%1").arg(QLocale().toString(dollars, 'f', 4))));
    QVERIFY(f.draft.setValues({{"embedding.api_key", "${UNSET}"}}, {}));
    QTRY_VERIFY(messages.keyState().contains(QStringLiteral("variable is not set")));
    QVERIFY(f.draft.setValues({{"embedding.provider", "hash"}}, {}));
    QTRY_VERIFY(messages.estimate().contains(QStringLiteral("Costs nothing")));
}

void tst_ProfilePage::stateOfTheKey_data()
{
    QTest::addColumn<QString>("embedding");
    QTest::addColumn<QString>("state");
    const QString found = QStringLiteral("✓ Key found.");
    QTest::newRow("a variable that is set") << "api_key: \"${SET}\"" << found;
    QTest::newRow("with a default") << "api_key: \"${UNSET:-k}\"" << found;
    QTest::newRow("that is not set") << "api_key: \"${UNSET}\""
                                     << "variable is not set";
    QTest::newRow("as a part") << "api_key: \"k-${UNSET}\""
                               << "variable is not set";
    QTest::newRow("that is empty") << "api_key: \"${EMPTY}\""
                                   << "variable is not set";
    QTest::newRow("a file") << "api_key_file: \"${KEYS}/key\"" << found;
    QTest::newRow("no such file") << "api_key_file: \"${KEYS}/none\""
                                  << "/none cannot be read";
    QTest::newRow("a folder") << "api_key_file: \"${KEYS}\""
                              << "cannot be read";
    QTest::newRow("OpenAI's own variable") << "cache: false" << found;
    QTest::newRow("another server's") << "base_url: \"http://localhost:1\""
                                      << "No key is set";
}

void tst_ProfilePage::stateOfTheKey()
{
    QFETCH(QString, embedding);
    QFETCH(QString, state);
    const QTemporaryDir keys;
    QFile file(keys.filePath(QStringLiteral("key")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const std::map<std::string, std::string> variables{{"SET", "hunter2"}, {"EMPTY", ""},
        {"KEYS", keys.path().toStdString()}, {"OPENAI_API_KEY", "hunter3"}};
    ProfileFixture f(variables);
    const std::string written = text + "embedding: {" + embedding.toStdString() + "}\n";
    f.show(written);
    const auto &messages = f.section<ProfileMessages>();
    QTRY_VERIFY2(messages.keyState().contains(state), qPrintable(messages.keyState()));
    // What is wrong elsewhere says nothing about the key.
    f.draft.setText(written + "buffer_size: none\n", {});
    QTRY_VERIFY(messages.estimate().contains(QStringLiteral("while the profile has problems")));
    QVERIFY2(messages.keyState().contains(state), qPrintable(messages.keyState()));
}

void tst_ProfilePage::filterFindsSettings()
{
    ProfileFixture f;
    ProfilePage &page = f.show(text);
    auto *list = page.findChild<QListWidget *>();
    page.focusFilter();
    QTest::keyClicks(page.focusWidget(), QStringLiteral("drain_timeout"));
    for (int i = 0; i < list->count(); ++i)
        QCOMPARE(list->item(i)->isHidden(), i != 5);
    QTest::keyClick(page.focusWidget(), Qt::Key_Return);
    QCOMPARE(page.currentSection(), 5);
    page.focusFilter();
    QTest::keyClick(page.focusWidget(), Qt::Key_Delete);
    QVERIFY(!list->item(0)->isHidden());
}

void tst_ProfilePage::unreadableTextDisablesTheForms()
{
    ProfileFixture f;
    f.show(text);
    auto &buffer = f.section<ProfileBuffer>();
    QVERIFY(buffer.forms().front()->isEnabled());
    f.draft.setText(text + "x: [", {});
    QVERIFY(!buffer.forms().front()->isEnabled());
    f.draft.undoStack().undo();
    QVERIFY(buffer.forms().front()->isEnabled());
}

void tst_ProfilePage::hostileNamesAndTenThousandServices()
{
    std::string many = "services:\n  - {name: \"<img src=x>\\u202e" + std::string(10'000, 'n')
        + "\", rate_per_sec: 1}\n";
    for (int i = 0; i < 9'999; ++i)
        many += "  - {name: s" + std::to_string(i) + ", rate_per_sec: 1}\n";
    many += "sinks: [{type: stdout}]\n";
    ProfileFixture f;
    ProfilePage &page = f.show(many);
    QVERIFY(f.draft.problems().empty());
    auto &services = f.section<ProfileServices>();
    QVERIFY(!page.grab().isNull());
    services.showPath("services[9999].rate_per_sec");
    QCOMPARE(services.currentRow(), 9999);
    auto *rate = services.form().editor("rate_per_sec")->findChild<UnitEdit *>();
    QTest::keyClicks(rate, QStringLiteral("234"));
    QCOMPARE(f.draft.undoStack().count(), 0); // nothing is read while one types
    QTest::keyClick(rate, Qt::Key_Return);
    QCOMPARE(f.draft.undoStack().count(), 1);
    QVERIFY(!page.grab().isNull());
    f.draft.undoStack().undo();
    QCOMPARE(f.draft.text(), many);
}

void tst_ProfilePage::saysWhyAnEditIsRefused()
{
    const std::string braces =
        "{services: [{name: a, rate_per_sec: 1}], sinks: [{type: stdout}]}\n";
    ProfileFixture f;
    f.show(braces);
    auto &pools = f.section<ProfilePools>();
    pools.findChild<QPushButton *>()->click();
    bool said = false;
    for (const QLabel *label : pools.findChildren<QLabel *>())
        said = said
            || (label->isVisible() && label->text().contains(QStringLiteral("pools cannot be")));
    QVERIFY(said);
    QCOMPARE(f.draft.text(), braces);
}

QTEST_MAIN(tst_ProfilePage)
#include "tst_profilepage.moc"
