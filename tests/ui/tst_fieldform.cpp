// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profilerows.h"
#include "ui/forms/fieldform.h"
#include "ui/forms/lineeditor.h"
#include "ui/forms/mnemonics.h"
#include "ui/forms/plaintext.h"
#include "ui/forms/unitedit.h"
#include "ui/pages/profilesinks.h"
#include "ui/profilefixture.h"
#include "ui/warnings.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QtTest>

#include <algorithm>

using namespace emitter;

namespace {

const std::string services = "services: [{name: a, rate_per_sec: 1}]\n";

/// A form on its own, shown.
struct Form
{
    ProfileFixture f{{{"KEY", "hunter2"}}};
    FieldForm form{f.draft, f.dialogs};

    Form(const std::string &text, const std::string &path, std::vector<FormRow> rows)
    {
        f.draft.open(QString::fromStdString(text), QStringLiteral("t"));
        form.show(path, std::move(rows));
        form.QWidget::show();
        form.activateWindow();
        static_cast<void>(QTest::qWaitForWindowActive(&form));
    }
    UnitEdit &line(std::string_view key) { return *form.editor(key)->findChild<UnitEdit *>(); }
    std::string written(std::string_view path)
    {
        return f.draft.written(path).value_or(QStringLiteral("(nothing)")).toStdString();
    }
};

std::vector<FormRow> rowsOf(std::span<const Field> fields)
{
    std::vector<FormRow> rows;
    appendRows(rows, fields);
    return rows;
}

/// A text that no value of this kind has; nothing for kinds that take every text.
std::string wrongFor(const Field &field)
{
    switch (field.type) {
    case Field::Text:
    case Field::Path:
        return {};
    case Field::Url:
        return "not an address";
    case Field::Secret:
        return "${NOT_SET}";
    default:
        return "nonsense";
    }
}

}

class tst_FieldForm : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void everyRowOfEverySinkShowsItsProblem();
    void everyRowHasALabelAHelpAndAName();
    void typingReachesTheTextAfterAPause();
    void leavingAFieldStoresAndAnEmptyOneGoes();
    void undoInAFieldIsTheProfilesUndo();
    void choicesAndBooleansKeepOddTexts();
    void aSecretIsNeverShownAndOnlyAReferenceIsTaken();
    void aMapIsEditedInATable();
    void whatIsTypedIntoAMapIsNotLost();
    void renamingKeepsWhatIsNotShown();
    void namesThatAreNoPathsAreLeftToTheText();
    void levelsAreWrittenTogether();
    void mnemonicsAreUniqueAndDoNotTouchTheMenus();
    void hostileTextIsPlain();
};

void tst_FieldForm::everyRowOfEverySinkShowsItsProblem()
{
    ProfileFixture f;
    int checked = 0;
    for (const SinkDescriptor &sink : f.sinks.sinks()) {
        for (const FormRow &row : sinkRows(&sink)) {
            const std::string wrong = wrongFor(*row.field);
            if (wrong.empty())
                continue;
            const std::string type = "\"" + std::string(sink.id) + "\"";
            Form form(services + "sinks:\n- type: " + type + "\n", "sinks[0]", sinkRows(&sink));
            const auto changed = row.field->type == Field::TextMap
                ? f.draft.edit({}, [](const ParsedText &t) -> Result<ParsedText> { return t; })
                : form.f.draft.setValues({{"sinks[0]." + row.key, wrong}}, {});
            QVERIFY2(changed, row.key.c_str());
            if (row.field->type == Field::TextMap)
                form.f.draft.setText(form.f.draft.text() + "  " + row.key + ": [1]\n", {});
            const QString said = form.form.said(row.key);
            QVERIFY2(said.startsWith(QStringLiteral("▲")),
                (row.key + ": " + said.toStdString()).c_str());
            QVERIFY(form.form.editor(row.key)->isWrong());
            ++checked;
        }
    }
    QVERIFY(checked > 100);
}

void tst_FieldForm::everyRowHasALabelAHelpAndAName()
{
    ProfileFixture f;
    std::vector<FormRow> rows = rowsOf(topRows());
    for (const auto fields : {embeddingRows(), serviceRows(), levelWeightRows(), poolRows(),
             sinkHeadRows(), shapeRows(), stageRows()})
        appendRows(rows, fields);
    for (const SinkDescriptor &sink : f.sinks.sinks()) {
        const auto more = sinkRows(&sink);
        rows.insert(rows.end(), more.begin(), more.end());
    }
    Form form(services, "x", rows);
    for (const FormRow &row : rows) {
        QVERIFY2(!row.field->label.empty(), row.key.c_str());
        QVERIFY2(!row.field->help.empty(), row.key.c_str());
        const QWidget *focus = form.form.editor(row.key)->focusProxy();
        QVERIFY2(focus && !focus->accessibleName().isEmpty(), row.key.c_str());
    }
}

void tst_FieldForm::typingReachesTheTextAfterAPause()
{
    Form form(services, "services[0]", rowsOf(serviceRows()));
    form.line("rate_per_sec").setFocus();
    form.line("rate_per_sec").selectAll();
    QTest::keyClicks(&form.line("rate_per_sec"), QStringLiteral("-5"));
    QCOMPARE(form.written("services[0].rate_per_sec"), "1");
    QTRY_COMPARE(form.written("services[0].rate_per_sec"), "-5");
    QVERIFY(form.form.editor("rate_per_sec")->isWrong());
    QCOMPARE(
        form.form.said("rate_per_sec"), QStringLiteral("▲ Rate must be 0 or more; you wrote -5"));
    QTest::keyClicks(&form.line("rate_per_sec"), QStringLiteral("\b\b25"));
    QTRY_COMPARE(form.written("services[0].rate_per_sec"), "25");
    QVERIFY(!form.form.editor("rate_per_sec")->isWrong());
    QCOMPARE(form.f.draft.undoStack().count(), 1);
    QCOMPARE(form.line("rate_per_sec").unit(), QStringLiteral("entries/s"));
    QCOMPARE(form.line("name").text(), QStringLiteral("a"));
}

void tst_FieldForm::leavingAFieldStoresAndAnEmptyOneGoes()
{
    Form form(services + "buffer_size: 7 # seven\n", {}, rowsOf(topRows()));
    UnitEdit &size = form.line("buffer_size");
    QCOMPARE(form.line("flush_interval_ms").placeholderText(), QStringLiteral("3000"));
    size.setFocus();
    size.selectAll();
    QTest::keyClick(&size, Qt::Key_Delete);
    QTest::keyClick(&size, Qt::Key_Return);
    QCOMPARE(form.f.draft.text(), services);
    QTest::keyClicks(&size, QStringLiteral("12"));
    form.f.draft.finishEdits();
    QCOMPARE(form.written("buffer_size"), "12");
    QTest::keyClicks(&size, QStringLiteral("3"));
    QTest::keyClick(&size, Qt::Key_Tab);
    QCOMPARE(form.written("buffer_size"), "123");
}

void tst_FieldForm::undoInAFieldIsTheProfilesUndo()
{
    Form form(services, "services[0]", rowsOf(serviceRows()));
    UnitEdit &rate = form.line("rate_per_sec");
    rate.setFocus();
    QTest::keyClicks(&rate, QStringLiteral("0"));
    QTest::keyClick(&rate, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(form.f.draft.text(), services);
    QCOMPARE(rate.text(), QStringLiteral("1"));
    QTest::keySequence(&rate, QKeySequence(QKeySequence::Redo));
    QVERIFY(form.f.draft.text() != services);
}

void tst_FieldForm::choicesAndBooleansKeepOddTexts()
{
    Form form(services + "sinks:\n- type: file\n  path: a\n  format: ${F:-jso}\n  gzip: yes\n",
        "sinks[0]", sinkRows(ProfileFixture().sinks.find("file")));
    auto *format = form.form.editor("format")->findChild<QComboBox *>();
    QCOMPARE(format->currentText(), QStringLiteral("${F:-jso}"));
    auto *gzip = form.form.editor("gzip")->findChild<QCheckBox *>();
    QCOMPARE(gzip->checkState(), Qt::PartiallyChecked);
    gzip->click();
    QCOMPARE(form.written("sinks[0].gzip"), "true");
    gzip->click();
    QCOMPARE(form.written("sinks[0].gzip"), "false");
    format->setFocus();
    QTest::keyClick(format, Qt::Key_Home);
    QCOMPARE(form.written("sinks[0].format"), "(nothing)");
    QTest::keyClick(format, Qt::Key_Down);
    QCOMPARE(form.written("sinks[0].format"), "json");
}

void tst_FieldForm::aSecretIsNeverShownAndOnlyAReferenceIsTaken()
{
    Form form(services + "embedding:\n  api_key: hunter2\n  base_url: http://x\n", "embedding",
        rowsOf(embeddingRows()));
    UnitEdit &key = form.line("api_key");
    const auto state = [&] { return form.form.editor("api_key")->findChild<QLabel *>()->text(); };
    QCOMPARE(key.text(), QString());
    QCOMPARE(state(), QStringLiteral("written in the profile, not shown"));
    key.setFocus();
    QTest::keyClicks(&key, QStringLiteral("sesame"));
    QCOMPARE(key.echoMode(), QLineEdit::Password);
    QTest::keyClick(&key, Qt::Key_Return);
    QVERIFY(
        form.form.said("api_key").contains(QStringLiteral("is a secret and is not saved as text")));
    QVERIFY(!form.form.said("api_key").contains(QStringLiteral("sesame")));
    QVERIFY(form.f.draft.text().find("sesame") == std::string::npos);
    key.selectAll();
    QTest::keyClicks(&key, QStringLiteral("${KEY}"));
    QCOMPARE(key.echoMode(), QLineEdit::Normal);
    QTest::keyClick(&key, Qt::Key_Return);
    QCOMPARE(form.written("embedding.api_key"), "${KEY}");
    QCOMPARE(state(), QStringLiteral("✓ set"));
    form.f.draft.setText(services + "embedding: {api_key: \"${NOPE}\"}\n", {});
    QCOMPARE(state(), QStringLiteral("▲ not set"));
    for (const QWidget *widget : form.form.findChildren<QWidget *>())
        QVERIFY(!widget->accessibleDescription().contains(QStringLiteral("hunter2")));
}

void tst_FieldForm::aMapIsEditedInATable()
{
    Form form(services
            + "sinks:\n- type: http\n  url: http://h\n  headers: {A: 1, Authorization: Bearer x}\n",
        "sinks[0]", sinkRows(ProfileFixture().sinks.find("http")));
    auto *table = form.form.editor("headers")->findChild<QTableWidget *>();
    QCOMPARE(table->rowCount(), 3);
    QCOMPARE(table->item(1, 1)->text(), QStringLiteral("(not shown)"));
    table->item(0, 1)->setText(QStringLiteral("2"));
    QCOMPARE(form.written("sinks[0].headers.A"), "2");
    table->item(2, 0)->setText(QStringLiteral("B"));
    table->item(0, 1)->setText(QStringLiteral("3")); // new names come first in braces
    QCOMPARE(form.written("sinks[0].headers.B"), "3");
}

void tst_FieldForm::whatIsTypedIntoAMapIsNotLost()
{
    Form form(services + "sinks:\n- type: http\n  url: http://h\n  headers: {A: 1}\n", "sinks[0]",
        sinkRows(ProfileFixture().sinks.find("http")));
    auto *table = form.form.editor("headers")->findChild<QTableWidget *>();
    const auto type = [&](int row, int column, const QString &keys) {
        table->setFocus();
        table->setCurrentCell(row, column);
        table->editItem(table->item(row, column));
        QTest::keyClicks(QApplication::focusWidget(), keys);
    };
    type(0, 1, QStringLiteral("23"));
    QCOMPARE(form.written("sinks[0].headers.A"), "1");
    const QTemporaryDir folder;
    QVERIFY(form.f.draft.saveAs(folder.filePath(QStringLiteral("a.yaml")))); // asks for it
    QCOMPARE(form.written("sinks[0].headers.A"), "23");
    QVERIFY(!form.f.draft.isModified());
    type(1, 0, QStringLiteral("B"));
    form.f.draft.finishEdits();
    form.f.draft.finishEdits(); // there is nothing left to tell
    QVERIFY(form.f.draft.node("sinks[0].headers")->find("B"));
    QCOMPARE(form.f.draft.undoStack().count(), 2);
    QTRY_VERIFY(!table->viewport()->findChild<QLineEdit *>()); // it is closed
}

void tst_FieldForm::renamingKeepsWhatIsNotShown()
{
    const std::string head = services + "sinks:\n- type: http\n  url: http://h\n  headers:\n";
    Form form(head + "    Authorization: Bearer x # mine\n    A: 1\n", "sinks[0]",
        sinkRows(ProfileFixture().sinks.find("http")));
    auto *table = form.form.editor("headers")->findChild<QTableWidget *>();
    table->item(0, 0)->setText(QStringLiteral("Proxy-Authorization"));
    QCOMPARE(form.f.draft.text(), head + "    Proxy-Authorization: Bearer x # mine\n    A: 1\n");
    QCOMPARE(form.f.draft.undoStack().count(), 1);
    QCOMPARE(table->item(0, 1)->text(), QStringLiteral("(not shown)"));
    table->item(1, 0)->setText(QStringLiteral("on")); // a word that needs quotes
    QCOMPARE(form.f.draft.node("sinks[0].headers")->entries[1].key, std::string("on"));
    QCOMPARE(form.written("sinks[0].headers.on"), "1");
    QCOMPARE(form.f.draft.undoStack().count(), 2);
    // It is not shown by another name, and no other header is lost.
    const std::string before = form.f.draft.text();
    for (const char *name : {"Plain", "on"}) {
        table->item(0, 0)->setText(QLatin1StringView(name));
        QCOMPARE(form.f.draft.text(), before);
        QVERIFY(form.form.said("headers").startsWith(QStringLiteral("▲")));
        QCOMPARE(table->item(0, 0)->text(), QStringLiteral("Proxy-Authorization"));
    }
    form.f.draft.undoStack().undo();
    form.f.draft.undoStack().undo();
    QCOMPARE(form.f.draft.text(), head + "    Authorization: Bearer x # mine\n    A: 1\n");
}

void tst_FieldForm::namesThatAreNoPathsAreLeftToTheText()
{
    const std::string before = services
        + "sinks:\n- type: http\n  url: http://h\n  headers: {service.version: \"1\", A: 2}\n";
    Form form(before, "sinks[0]", sinkRows(ProfileFixture().sinks.find("http")));
    auto *table = form.form.editor("headers")->findChild<QTableWidget *>();
    const auto isRefused = [&] {
        return form.f.draft.text() == before
            && form.form.said("headers").contains(QStringLiteral("Change it in the text"));
    };
    table->item(0, 1)->setText(QStringLiteral("2"));
    QVERIFY(isRefused());
    QCOMPARE(table->item(0, 1)->text(), QStringLiteral("1"));
    table->item(0, 0)->setText(QStringLiteral("version"));
    QVERIFY(isRefused());
    table->item(1, 0)->setText(QStringLiteral("a[0]"));
    QVERIFY(isRefused());
    table->item(2, 0)->setText(QStringLiteral("a.b"));
    QVERIFY(isRefused());
    table->setCurrentCell(0, 0);
    for (QAction *action : table->actions())
        action->trigger();
    QVERIFY(isRefused());
}

void tst_FieldForm::levelsAreWrittenTogether()
{
    const std::vector<TextChange> usual{
        {"level_weights.debug", "0.1"}, {"level_weights.info", "0.7"}};
    std::vector<FormRow> rows;
    for (const Field &field : levelWeightRows().first(2))
        rows.push_back({&field, "level_weights." + std::string(field.key), "profile", usual, {}});
    Form form(services, "services[0]", rows);
    QCOMPARE(form.line("level_weights.info").placeholderText(), QStringLiteral("0.7"));
    QTest::keyClicks(&form.line("level_weights.debug"), QStringLiteral("0.3"));
    form.f.draft.finishEdits();
    QCOMPARE(form.written("services[0].level_weights.debug"), "0.3");
    QCOMPARE(form.written("services[0].level_weights.info"), "0.7");
    QCOMPARE(form.f.draft.undoStack().count(), 1);
}

void tst_FieldForm::mnemonicsAreUniqueAndDoNotTouchTheMenus()
{
    ProfileFixture f;
    f.show(services + "sinks: [{type: stdout}]\n");
    for (std::size_t i = 0; i < f.page->sections().size(); ++i) {
        f.page->showSection(static_cast<int>(i));
        QMap<QString, int> used;
        for (QWidget *child : f.page->findChildren<QWidget *>()) {
            const auto *label = qobject_cast<QLabel *>(child);
            const auto *button = qobject_cast<QAbstractButton *>(child);
            const QString text = label && label->buddy() ? label->text()
                : button                                 ? button->text()
                                                         : QString();
            if (text.isEmpty() || !child->isVisible())
                continue;
            QVERIFY2(text.contains(QLatin1Char('&')), qPrintable(text));
            ++used[text.mid(text.indexOf(QLatin1Char('&')) + 1, 1).toLower()];
        }
        if (!used.isEmpty() && used.size() < 20) // with more fields than letters, some are shared
            QVERIFY2(*std::max_element(used.begin(), used.end()) == 1,
                qPrintable(f.page->sections()[i]->title()));
    }
}

void tst_FieldForm::hostileTextIsPlain()
{
    QCOMPARE(
        toolTipText(QStringLiteral("<img src=x>")), QStringLiteral("<p>&lt;img src=x&gt;</p>"));
    Form form("services: [{name: \"<b>x</b> & y\", rate_per_sec: 1}]\n", "services[0]",
        rowsOf(serviceRows()));
    QCOMPARE(form.line("name").text(), QStringLiteral("<b>x</b> & y"));
    form.f.draft.setText("services: [{name: a, rate_per_sec: \"<b>1</b>\"}]\n", {});
    for (const QLabel *label : form.form.findChildren<QLabel *>()) {
        if (!label->buddy())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

QTEST_MAIN(tst_FieldForm)
#include "tst_fieldform.moc"
