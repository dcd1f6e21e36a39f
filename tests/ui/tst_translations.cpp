// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartview.h"
#include "ui/findings.h"
#include "ui/forms/fieldform.h"
#include "ui/forms/ratecurve.h"
#include "ui/forms/unitedit.h"
#include "ui/forms/yamleditor.h"
#include "ui/keytexts.h"
#include "ui/numbers.h"
#include "ui/pseudotranslator.h"
#include "ui/showntexts.h"
#include "ui/tour.h"
#include "ui/warnings.h"

#include <QFile>
#include <QXmlStreamReader>
#include <QtTest>

using namespace emitter;

namespace {

/// Speaks a language while it lives.
template <typename Translator = QTranslator> class Speaking
{
public:
    explicit Speaking(const QString &language, const QLocale &locale)
    {
        m_loaded = m_translator.load(
            QStringLiteral("emitter_") + language, QStringLiteral(":/translations"));
        QCoreApplication::installTranslator(&m_translator);
        QLocale::setDefault(locale);
    }
    ~Speaking() { QLocale::setDefault(QLocale::c()); }
    bool isLoaded() const { return m_loaded; }

private:
    Translator m_translator; // uninstalls itself
    bool m_loaded = false;
};

using German = Speaking<>;
using Pseudo = Speaking<PseudoTranslator>;
const QLocale germany(QLocale::German, QLocale::Germany);

QString withoutMark(QString text)
{
    return text.remove(QLatin1Char('&'));
}

/// The English texts that German says otherwise.
QSet<QString> englishTexts()
{
    QSet<QString> texts;
    QFile file(QFINDTESTDATA("../../translations/emitter_de.ts"));
    if (!file.open(QIODevice::ReadOnly))
        return texts;
    QXmlStreamReader reader(&file);
    QString source;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement() && reader.name() == QLatin1StringView("source")) {
            source = reader.readElementText();
        } else if (reader.isStartElement() && reader.name() == QLatin1StringView("translation")) {
            const QString said = reader.readElementText(QXmlStreamReader::IncludeChildElements);
            if (withoutMark(said) != withoutMark(source))
                texts.insert(withoutMark(source));
        }
    }
    return texts;
}

/// What is left of a text without its translated parts, numbers and words that no language changes.
QString untranslated(QString text)
{
    static const QRegularExpression markup(QStringLiteral("</?\\w+[^>]*>"));
    static const QRegularExpression bracketed(QStringLiteral("\\[[^\\[\\]]*\\]"));
    static const QRegularExpression word(QStringLiteral("[\\p{L}_][\\p{L}\\p{N}_.+-]*"));
    static const QRegularExpression key(QStringLiteral("((Ctrl|Shift)\\+)+[\\w,]+|\\bF\\d+"));
    static const QRegularExpression number(
        QStringLiteral("\\d[\\d.,:]* ?(ms|s|/s|min|MB|kB|k|M|G|%)?\\b"));
    static const QSet<QString> data{// of the profile
        QStringLiteral("shop"), QStringLiteral("shop.yaml"), QStringLiteral("empty.yaml"),
        QStringLiteral("cart"), QStringLiteral("worker"), QStringLiteral("achieved"),
        QStringLiteral("http"), QStringLiteral("null"), QStringLiteral("s"),
        QStringLiteral("emitter"),
        // of a log
        QStringLiteral("DEBUG"), QStringLiteral("INFO"), QStringLiteral("WARN"),
        QStringLiteral("ERROR"), QStringLiteral("CRITICAL"),
        // keys, languages
        QStringLiteral("Ins"), QStringLiteral("Del"), QStringLiteral("Deutsch"),
        QStringLiteral("English")};
    text.remove(markup);
    for (qsizetype before = -1; before != text.size();) {
        before = text.size();
        text.remove(bracketed);
    }
    text.remove(key);
    text.remove(number);
    QStringList rest;
    for (auto found = word.globalMatch(text); found.hasNext();) {
        const QString each = found.next().captured();
        const bool sink = SinkRegistry::builtIn().find(each.toStdString());
        if (!sink && !data.contains(each) && !each.startsWith(QStringLiteral("worker-")))
            rest.append(each);
    }
    return rest.join(QLatin1Char(' '));
}

/// Cells that hold data, and what the engine said: not the window's to translate.
bool isData(const ShownTexts::Text &each)
{
    static const QRegularExpression views(QStringLiteral("QTableView|QTreeView"));
    static const QRegularExpression strip(
        QStringLiteral("^QLabel in .*NoticeStrip|^\\S*NoticeStrip"));
    return each.where.contains(strip)
        || (each.where.contains(views) && !each.text.contains(QLatin1Char('[')));
}

}

class tst_Translations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void cleanup() { QGuiApplication::setLayoutDirection(Qt::LeftToRight); }
    void tellsOneFromMany();
    void writesNumbersAsTheLanguageDoes();
    void saysEverythingInGerman();
    void labelsFieldsInGerman();
    void hasMnemonicsOfTheirOwn_data();
    void hasMnemonicsOfTheirOwn();
    void translatesWhateverIsSeen();
    void hasRoomForLongerWords();
    void runsFromRightToLeft();
    void drawsTheSameFromRightToLeft();
    void keepsNumbersInOrderFromRightToLeft();
};

void tst_Translations::tellsOneFromMany()
{
    const auto say = [](int n) {
        return MainWindow::tr("%n problem(s) · Start is off", nullptr, n);
    };
    {
        const Speaking<> english(QStringLiteral("en"), QLocale(QLocale::English));
        QVERIFY(english.isLoaded());
        QCOMPARE(say(1), QStringLiteral("1 problem · Start is off"));
        QCOMPARE(say(2), QStringLiteral("2 problems · Start is off"));
    }
    const German german(QStringLiteral("de"), germany);
    QVERIFY(german.isLoaded());
    QCOMPARE(say(1), QStringLiteral("1 Problem · Start gesperrt"));
    QCOMPARE(say(2), QStringLiteral("2 Probleme · Start gesperrt"));
}

void tst_Translations::writesNumbersAsTheLanguageDoes()
{
    const German german(QStringLiteral("de"), germany);
    QCOMPARE(Numbers::count(1'234'567), QStringLiteral("1.234.567"));
    QCOMPARE(Numbers::perSecond(20.5), QStringLiteral("20,5 /s"));
    QCOMPARE(Numbers::percent(99.5), QStringLiteral("99,5 %"));
}

void tst_Translations::saysEverythingInGerman()
{
    const German german(QStringLiteral("de"), germany);
    const QSet<QString> english = englishTexts();
    QVERIFY(english.size() > 500);
    Findings findings;
    const Tour tour([&](const QString &stop, QWidget &shown) {
        for (const ShownTexts::Text &each : ShownTexts::of(shown)) {
            if (english.contains(withoutMark(each.text)))
                findings.add(stop, QStringLiteral("\"%1\" in %2").arg(each.text, each.where));
        }
    });
    QVERIFY2(findings.isEmpty(), "see the findings above");
}

void tst_Translations::labelsFieldsInGerman()
{
    const German german(QStringLiteral("de"), germany);
    WindowFixture it;
    it.sinks = SinkRegistry::builtIn();
    it.openProfile("file", "path: out.jsonl");
    MainWindow &window = it.open();
    auto *page = window.findChild<ProfilePage *>();
    page->showSection(0);
    Tour::settle();
    QStringList labels;
    for (const FieldForm *form : page->findChildren<FieldForm *>()) {
        for (const QLabel *label : form->findChildren<QLabel *>()) {
            if (label->isVisible() && label->buddy())
                labels.append(withoutMark(label->text()));
        }
    }
    QCOMPARE(labels.mid(0, 3),
        QStringList({QStringLiteral("Name"), QStringLiteral("Rate"), QStringLiteral("Ankunft")}));
    QStringList arrivals;
    for (const QComboBox *box : page->findChildren<QComboBox *>()) {
        for (int i = 0; box->isVisible() && i < box->count(); ++i)
            arrivals.append(box->itemText(i));
    }
    QCOMPARE(arrivals,
        QStringList({QStringLiteral("Poisson (Vorgabe)"), QStringLiteral("Poisson"),
            QStringLiteral("gleichverteilt (uniform)"), QStringLiteral("fest (fixed)")}));
}

static QString mnemonic(const QString &text)
{
    return QKeySequence::mnemonic(text).toString();
}

static void checkMenu(const QString &stop, const QList<QAction *> &actions, Findings &findings)
{
    QMap<QString, QString> used;
    for (const QAction *action : actions) {
        if (action->isSeparator())
            continue;
        const QString key = mnemonic(action->text());
        if (key.isEmpty() || used.contains(key))
            findings.add(stop,
                QStringLiteral("menu: ") + action->text() + QLatin1Char(' ') + used.value(key));
        used.insert(key, action->text());
        if (action->menu())
            checkMenu(stop, action->menu()->actions(), findings);
    }
}

/// What is in sight answers to a key of its own, beside the menu bar's.
static void checkKeys(const QString &stop, const QWidget &shown, Findings &findings)
{
    constexpr qsizetype letters = 20; // that most texts have among them
    QMap<QString, QString> used;
    const QStringList texts = keyTexts(shown);
    for (const QString &text : texts) {
        const QString key = mnemonic(text);
        if (key.isEmpty() || (used.contains(key) && texts.size() <= letters))
            findings.add(stop, QStringLiteral("\"%1\" and \"%2\"").arg(text, used.value(key)));
        used.insert(key, text);
    }
}

void tst_Translations::hasMnemonicsOfTheirOwn_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("english") << "en";
    QTest::newRow("german") << "de";
}

void tst_Translations::hasMnemonicsOfTheirOwn()
{
    QFETCH(QString, language);
    const Speaking<> speaking(language, QLocale(language));
    Findings findings;
    const Tour tour([&](const QString &stop, QWidget &shown) {
        if (const auto *window = qobject_cast<const QMainWindow *>(&shown))
            checkMenu(stop, window->menuBar()->actions(), findings);
        checkKeys(stop, shown, findings);
    });
    QVERIFY2(findings.isEmpty(), "see the findings above");
}

void tst_Translations::translatesWhateverIsSeen()
{
    const Pseudo pseudo(QStringLiteral("de"), QLocale(QLocale::English));
    QVERIFY(pseudo.isLoaded());
    Findings findings;
    const Tour tour([&](const QString &stop, QWidget &shown) {
        for (const ShownTexts::Text &each : ShownTexts::of(shown)) {
            if (isData(each))
                continue;
            if (const QString rest = untranslated(each.text); !rest.isEmpty())
                findings.add(stop,
                    QStringLiteral("\"%1\" of \"%2\" in %3")
                        .arg(rest, each.text.left(80), each.where));
        }
    });
    QVERIFY2(findings.isEmpty(), "see the findings above");
}

void tst_Translations::hasRoomForLongerWords()
{
    const Pseudo pseudo(QStringLiteral("de"), QLocale(QLocale::English));
    Findings findings;
    const Tour tour([&](const QString &stop, QWidget &shown) {
        const bool small = shown.width() <= 1024 && shown.height() <= 700;
        if (!small && !stop.contains(QStringLiteral("docks")))
            findings.add(stop,
                QStringLiteral("the window is %1 x %2").arg(shown.width()).arg(shown.height()));
        findClipped(stop, shown, findings);
        const auto *more = shown.findChild<QWidget *>(QStringLiteral("qt_toolbar_ext_button"));
        if (more && more->isVisible())
            findings.add(stop, QStringLiteral("the toolbar has no room for its last part"));
    });
    QVERIFY2(findings.isEmpty(), "see the findings above");
}

void tst_Translations::runsFromRightToLeft()
{
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    Findings findings;
    int forms = 0;
    int leftToRight = 0;
    const Tour tour([&](const QString &stop, QWidget &shown) {
        QVERIFY(!shown.grab().isNull());
        findClipped(stop, shown, findings);
        for (const QWidget *widget : shown.findChildren<QWidget *>()) {
            if (!widget->isVisible())
                continue;
            const bool keeps = qobject_cast<const YamlEditor *>(widget)
                || qobject_cast<const ChartView *>(widget)
                || qobject_cast<const RateCurve *>(widget)
                || qobject_cast<const QPlainTextEdit *>(widget);
            leftToRight += keeps;
            if (keeps && widget->layoutDirection() != Qt::LeftToRight)
                findings.add(stop, QStringLiteral("mirrored: ") + widget->accessibleName());
            const auto *label = qobject_cast<const QLabel *>(widget);
            if (!label
                || !qobject_cast<const FieldEditor *>(
                    label->buddy() ? label->buddy()->parentWidget() : nullptr))
                continue;
            ++forms;
            if (label->mapTo(&shown, QPoint()).x() < label->buddy()->mapTo(&shown, QPoint()).x())
                findings.add(stop, QStringLiteral("not mirrored: ") + label->text());
        }
    });
    QVERIFY2(findings.isEmpty(), "see the findings above");
    QVERIFY(leftToRight > 10);
    QVERIFY(forms > 0);
}

/// What a widget looks like, made anew where everything runs in this direction.
template <typename Make> static QImage pictureOf(Qt::LayoutDirection direction, const Make &make)
{
    QGuiApplication::setLayoutDirection(direction);
    const std::unique_ptr<QWidget> widget(make());
    widget->resize(400, 200);
    widget->show();
    Tour::settle();
    return widget->grab().toImage();
}

void tst_Translations::drawsTheSameFromRightToLeft()
{
    const auto chart = [] {
        auto *view =
            new ChartView(QStringLiteral("entries"), [] { return std::chrono::nanoseconds(0); });
        view->showLines(
            {{QStringLiteral("rate"), ChartLine::Form::Line, 0, {{0, 1}, {60, 9}}}}, {0, 60, true});
        return view;
    };
    const auto field = [] {
        auto *edit = new UnitEdit;
        edit->setText(QStringLiteral("12"));
        edit->setUnit(QStringLiteral("ms"));
        return edit;
    };
    const auto text = [] {
        auto *editor = new YamlEditor;
        editor->setLines({QStringLiteral("version: 1"), QStringLiteral("seed: 42")});
        return editor;
    };
    QCOMPARE(pictureOf(Qt::RightToLeft, chart), pictureOf(Qt::LeftToRight, chart));
    QCOMPARE(pictureOf(Qt::RightToLeft, field), pictureOf(Qt::LeftToRight, field));
    QCOMPARE(pictureOf(Qt::RightToLeft, text), pictureOf(Qt::LeftToRight, text));
    QVERIFY(pictureOf(Qt::LeftToRight, text) != pictureOf(Qt::LeftToRight, chart));
}

void tst_Translations::keepsNumbersInOrderFromRightToLeft()
{
    const QString alone = Numbers::perSecond(12);
    QCOMPARE(alone, QStringLiteral("12.0 /s"));
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    const auto isolated = [](const QString &text) { return QChar(0x2066) + text + QChar(0x2069); };
    QCOMPARE(Numbers::perSecond(12), isolated(alone));
    QCOMPARE(Numbers::percent(50), isolated(QStringLiteral("50.0 %")));
    QCOMPARE(Numbers::milliseconds(3), isolated(QStringLiteral("3.00 ms")));
    QCOMPARE(Numbers::bytes(212 << 20), isolated(QStringLiteral("212 MiB")));
}

QTEST_MAIN(tst_Translations)
#include "tst_translations.moc"
