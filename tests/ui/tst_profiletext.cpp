// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/yamlcolours.h"
#include "ui/models/textlines.h"
#include "ui/pages/profiletext.h"
#include "ui/profilefixture.h"
#include "ui/style.h"
#include "ui/warnings.h"

#include <QTextBlock>
#include <QtTest>

using namespace emitter;

namespace {

const std::string text =
    "services:\n  - {name: a, rate_per_sec: 1} # one\nsinks: [{type: stdout}]\n";

}

class tst_ProfileText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void linesKeepTheBytesOfWhatIsNotTouched_data();
    void linesKeepTheBytesOfWhatIsNotTouched();
    void whatIsTypedReachesTheFormsAndBack();
    void aPauseIsOneStepOfUndo();
    void errorsAreMarked();
    void linesComeAndGo();
    void textIsInTheColoursOfTheTheme();
    void newColoursAreNoNewText();
    void aVeryLongTextHasNoColours();
    void aPageThatEndsStoresWhatIsTyped();
};

void tst_ProfileText::linesKeepTheBytesOfWhatIsNotTouched_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *before, const QStringList &lines,
                         const char *after) {
        QTest::newRow(name) << QByteArray(before) << lines << QByteArray(after);
    };
    const auto l = [](const char *joined) {
        return QString::fromUtf8(joined).split(QLatin1Char('|'));
    };
    row("same",
        "\xef\xbb\xbf"
        "a\r\nb\nc",
        l("a|b|c"),
        "\xef\xbb\xbf"
        "a\r\nb\nc");
    row("one line of mixed ends", "a\r\nb\nc\n", l("a|x|c|"), "a\r\nx\r\nc\n");
    row("line added", "a\nb\n", l("a|x|b|"), "a\nx\nb\n");
    row("added at the end", "a", l("a|b"), "a\nb");
    row("end added", "a", l("a|"), "a\n");
    row("end taken", "a\n", l("a"), "a");
    row("lines taken at the end", "a\r\nb\r\nc", l("a"), "a");
    row("first taken", "a\nb\n", l("b|"), "b\n");
    row("all taken", "a\nb\n", l(""), "");
    row("from nothing", "", l("a|b|"), "a\nb\n");
    row("repeated", "a\na\na\n", l("a|a|"), "a\na\n");
    row("empty lines", "a\n\n\nb", l("a||b"), "a\n\nb");
}

void tst_ProfileText::linesKeepTheBytesOfWhatIsNotTouched()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QStringList, lines);
    QFETCH(const QByteArray, after);
    const std::string result = withLines(before.toStdString(), lines);
    QCOMPARE(QByteArray::fromStdString(result), after);
    QCOMPARE(linesOf(result), lines);
}

void tst_ProfileText::whatIsTypedReachesTheFormsAndBack()
{
    ProfileFixture f;
    f.show(text);
    auto &section = f.section<ProfileText>();
    YamlEditor &editor = section.editor();
    QCOMPARE(editor.lines(), linesOf(text));
    editor.goTo(2, 1);
    editor.moveCursor(QTextCursor::EndOfLine);
    QTest::keyClicks(&editor, QStringLiteral("!"));
    QCOMPARE(f.draft.text(), text);
    f.draft.finishEdits();
    QVERIFY(f.draft.text().find("# one!\n") != std::string::npos);
    QVERIFY(f.draft.setValues({{"services[0].rate_per_sec", "25"}}, {}));
    QCOMPARE(editor.lines(), linesOf(f.draft.text()));
    QCOMPARE(editor.textCursor().blockNumber(), 1); // the cursor stays in its line
    f.draft.setText("a: \"x\xe2\x80\xa9y\"\n", {});
    QVERIFY(editor.isReadOnly());
}

void tst_ProfileText::aPauseIsOneStepOfUndo()
{
    ProfileFixture f;
    f.show(text);
    YamlEditor &editor = f.section<ProfileText>().editor();
    editor.goTo(1, 1);
    QTest::keyClicks(&editor, QStringLiteral("# a"));
    QTest::keyClick(&editor, Qt::Key_Return);
    QTRY_COMPARE(f.draft.undoStack().count(), 1);
    QTest::keyClicks(&editor, QStringLiteral("# b"));
    QTest::keyClick(&editor, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor.lines().first(), QStringLiteral("# a"));
    QVERIFY(!editor.lines()[1].startsWith(QStringLiteral("# b")));
    QTest::keyClick(&editor, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(f.draft.text(), text);
    QCOMPARE(editor.lines(), linesOf(text));
    QTest::keySequence(&editor, QKeySequence(QKeySequence::Redo));
    QCOMPARE(editor.lines().first(), QStringLiteral("# a"));
}

void tst_ProfileText::errorsAreMarked()
{
    ProfileFixture f;
    f.show("services:\n  - {name: a, rate_per_sec: -5}\nsinks: [{type: stdout}]\nbufer_size: 1\n");
    YamlEditor &editor = f.section<ProfileText>().editor();
    QCOMPARE(editor.marks().size(), std::size_t(2));
    QCOMPARE(editor.marks()[0].line, 2);
    QCOMPARE(editor.extraSelections().size(), 2);
    QCOMPARE(editor.extraSelections()[0].cursor.selectedText(), QStringLiteral("-5"));
    f.page->showProblem(f.draft.problems()[1]);
    QCOMPARE(editor.textCursor().blockNumber(), 3);
    f.draft.setText(text, {});
    QVERIFY(editor.marks().empty());
}

void tst_ProfileText::linesComeAndGo()
{
    YamlEditor editor;
    const auto l = [](const char *joined) {
        return QString::fromUtf8(joined).split(QLatin1Char('|'));
    };
    for (const char *next : {"a|b|c|", "a|c|", "x|a|c|", "x|a|c||", "", "q", "q|q|q", "q|q",
             "q|z|q|q", "q|z|q|q|y", "z|q|q|y", "y"}) {
        editor.setLines(l(next));
        QCOMPARE(editor.lines(), l(next));
    }
}

/// The colour of a character; invalid: none of its own.
static QColor colourAt(const YamlEditor &editor, int line, int column)
{
    for (const auto &range : editor.document()->findBlockByNumber(line).layout()->formats()) {
        if (column >= range.start && column < range.start + range.length)
            return range.format.foreground().color();
    }
    return {};
}

void tst_ProfileText::textIsInTheColoursOfTheTheme()
{
    ProfileFixture f;
    f.show(text);
    YamlEditor &editor = f.section<ProfileText>().editor();
    for (const Theme *theme : {&Theme::dark(), &Theme::light()}) {
        editor.setPalette(theme->palette());
        QCOMPARE(colourAt(editor, 0, 0), theme->accentText); // services
        QCOMPARE(colourAt(editor, 1, 11), theme->good); // a
        QCOMPARE(colourAt(editor, 1, 28), theme->warning); // 1
        QCOMPARE(colourAt(editor, 1, 31), theme->muted); // # one
        QVERIFY(!colourAt(editor, 1, 4).isValid()); // {
    }
    editor.setLines({QStringLiteral("a: 1"), QStringLiteral("b: ${C}")});
    QCOMPARE(colourAt(editor, 1, 3), Theme::light().text);
    editor.goTo(1, 1);
    QTest::keyClicks(&editor, QStringLiteral("#"));
    QCOMPARE(colourAt(editor, 0, 2), Theme::light().muted);
}

void tst_ProfileText::newColoursAreNoNewText()
{
    ProfileFixture f;
    f.show("services:\n  - {name: a, rate_per_sec: -5}\nsinks: [{type: stdout}]\n");
    YamlEditor &editor = f.section<ProfileText>().editor();
    QCOMPARE(editor.extraSelections().size(), 1);
    int changes = 0;
    QObject::connect(&editor, &QPlainTextEdit::textChanged, &editor, [&] { ++changes; });
    for (const Theme *theme : {&Theme::dark(), &Theme::light(), &Theme::dark()}) {
        editor.setPalette(theme->palette());
        QCOMPARE(editor.extraSelections().size(), 1); // the mark stays, in its new colour
        QCOMPARE(editor.extraSelections()[0].format.underlineColor(), theme->bad);
    }
    QCOMPARE(changes, 0);
}

void tst_ProfileText::aVeryLongTextHasNoColours()
{
    YamlEditor editor;
    QStringList lines(20'000, QStringLiteral("  - {name: a, rate_per_sec: 1}"));
    QVERIFY(lines.join(u'\n').size() > YamlColours::most);
    editor.setLines(lines);
    QVERIFY(!colourAt(editor, 0, 5).isValid());
    QTest::keyClicks(&editor, QStringLiteral("#"));
    editor.setPalette(Theme::dark().palette());
    QVERIFY(!colourAt(editor, 19'999, 5).isValid());
    lines.resize(10'000);
    lines[0] = QStringLiteral("services:");
    editor.setLines(lines);
    QVERIFY(colourAt(editor, 0, 0).isValid());
    QVERIFY(colourAt(editor, 9'999, 5).isValid());
}

void tst_ProfileText::aPageThatEndsStoresWhatIsTyped()
{
    ProfileFixture f;
    f.show(text);
    YamlEditor &editor = f.section<ProfileText>().editor();
    editor.goTo(1, 1);
    QTest::keyClicks(&editor, QStringLiteral("#"));
    QVERIFY(!f.draft.text().starts_with('#'));
    f.page.reset();
    QVERIFY(f.draft.text().starts_with('#'));
}

QTEST_MAIN(tst_ProfileText)
#include "tst_profiletext.moc"
