// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/yamlscan.h"

#include <QtTest>

using namespace emitter;

namespace {

/// Below each character what it is: k(ey) c(omment) s(tring) n(umber) v(ariable), a space for none.
QString letters(const QString &text, const YamlLine &line)
{
    QString under(text.size(), u' ');
    for (const YamlSpan &span : line.spans)
        under.replace(span.from, span.length,
            QString(span.length, QLatin1Char("kcsnv"[static_cast<int>(span.kind)])));
    while (under.endsWith(u' '))
        under.chop(1);
    return under;
}

}

class tst_YamlScan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatIsWhat_data();
    void tellsWhatIsWhat();
    void staysInItsBoundsWhateverTheText();
};

void tst_YamlScan::tellsWhatIsWhat_data()
{
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QStringList>("letters");
    const auto row = [](const char *name, const QStringList &lines, const QStringList &letters) {
        QTest::newRow(name) << lines << letters;
    };
    const auto l = [](const char *text) { return QString::fromLatin1(text); };
    row("key and number", {l("seed: 42")}, {l("kkkk  nn")});
    row("list of maps", {l("  - name: shop"), l("    rate: -2.5e3")},
        {l("    kkkk  ssss"), l("    kkkk  nnnnnn")});
    row("no numbers", {l("a: 60s"), l("b: 1.2.3"), l("c: 5e"), l("d: -")},
        {l("k  sss"), l("k  sssss"), l("k  ss"), l("k")});
    row("comments", {l("# all"), l("a: b # c"), l("a: b#c")},
        {l("ccccc"), l("k  s ccc"), l("k  sss")});
    row("a map in one line", {l("{name: a, rate_per_sec: 1} # x")},
        {l(" kkkk  s  kkkkkkkkkkkk  n  ccc")});
    row("brackets over lines", {l("a: [x,"), l("  y: z, 2]"), l("b: x, y")},
        {l("k   s"), l("  k  s  n"), l("k  ssss")});
    row("quotes", {l("\"k\": 'it''s' # c"), l("a: \"x \\\" # y\"")},
        {l("kkk  sssssss ccc"), l("k  ssssssssss")});
    row("quotes over lines", {l("a: \"one"), l("  # two\" # c"), l("b: 1")},
        {l("k  ssss"), l("ssssssss ccc"), l("k  n")});
    row("variables", {l("key: ${KEY}/x"), l("a: \"$${B} ${C}\""), l("# ${D}"), l("e: ${F")},
        {l("kkk  vvvvvvss"), l("k  sssssssvvvvs"), l("cccccc"), l("k  sss")});
    row("an address", {l("url: http://a:1/#x")}, {l("kkk  sssssssssssss")});
    row("a block of text",
        {l("a:"), l("  b: | # c"), l("    x: 1 ${V}"), l(""), l("    # y"), l("  c: 1")},
        {l("k"), l("  k    ccc"), l("    sssssvvvv"), l(""), l("    sss"), l("  k  n")});
    row("a block in a list", {l("- >-"), l("  x: 1"), l("- 2")}, {l(""), l("  ssss"), l("  n")});
    row("broken", {l("]}: \"a"), l("b: c")}, {l("kk  ss"), l("ssss")});
}

void tst_YamlScan::tellsWhatIsWhat()
{
    QFETCH(const QStringList, lines);
    QFETCH(const QStringList, letters);
    QStringList found;
    int state = -1;
    for (const QString &text : lines) {
        const YamlLine line = YamlLine::scan(text, state);
        QVERIFY(line.state >= 0);
        state = line.state;
        found.append(::letters(text, line));
    }
    QCOMPARE(found, letters);
}

void tst_YamlScan::staysInItsBoundsWhateverTheText()
{
    const QString alphabet = QStringLiteral("ab1- :#\"'{}[],|>$\\?");
    QRandomGenerator chance(7);
    int state = 0;
    for (int i = 0; i < 20'000; ++i) {
        QString text;
        for (int length = chance.bounded(12); length > 0; --length)
            text += alphabet[chance.bounded(static_cast<int>(alphabet.size()))];
        const YamlLine line = YamlLine::scan(text, state);
        for (const YamlSpan &span : line.spans)
            QVERIFY2(span.from >= 0 && span.length > 0 && span.from + span.length <= text.size(),
                qPrintable(text));
        QVERIFY(line.state >= 0);
        state = i % 5 == 0 ? chance.bounded(100) : line.state;
    }
}

QTEST_GUILESS_MAIN(tst_YamlScan)
#include "tst_yamlscan.moc"
