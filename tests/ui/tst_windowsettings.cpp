// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferencesdialog.h"
#include "ui/runtoolbar.h"
#include "ui/style.h"
#include "ui/windowfixture.h"

#include <QComboBox>
#include <QDockWidget>
#include <QScreen>
#include <QSplitter>
#include <QTableView>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace emitter;

class tst_WindowSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void bringsWindowsBackOntoAScreen_data();
    void bringsWindowsBackOntoAScreen();
    void remembersTheWindow();
    void findsAWindowOffScreen();
    void findsDocksOffScreen();
    void remembersThePage();
    void remembersWidthsOfColumns();
    void leavesOutSenselessWidths();
    void remembersSplitters();
    void showsTheThemeThatWasChosen();
    void leavesNewerSettingsAlone();
    void keepsPreferences();
    void repairsSenselessPreferences();
    void dialogGivesWhatWasChosen();
    void sliderIsLogarithmic();
    void textStandsOutFromWhatIsBehindIt_data();
    void textStandsOutFromWhatIsBehindIt();
};

void tst_WindowSettings::bringsWindowsBackOntoAScreen_data()
{
    QTest::addColumn<QRect>("wanted");
    QTest::addColumn<QRect>("placed");
    const QRect there(100, 100, 800, 600);
    QTest::newRow("seen") << there << there;
    QTest::newRow("on the second screen") << QRect(2000, 50, 800, 600) << QRect(2000, 50, 800, 600);
    QTest::newRow("half out, title to be seen")
        << QRect(-500, 100, 800, 600) << QRect(-500, 100, 800, 600);
    QTest::newRow("a strip is not enough")
        << QRect(-750, 100, 800, 600) << QRect(240, 100, 800, 600);
    QTest::newRow("title above the screen")
        << QRect(100, -100, 800, 600) << QRect(240, 100, 800, 600);
    QTest::newRow("nowhere") << QRect(9000, 9000, 800, 600) << QRect(240, 100, 800, 600);
    QTest::newRow("nowhere and too large") << QRect(9000, 0, 5000, 5000) << QRect(0, 0, 1280, 800);
}

void tst_WindowSettings::bringsWindowsBackOntoAScreen()
{
    QFETCH(QRect, wanted);
    const QList<QRect> screens{{0, 0, 1280, 800}, {1280, 0, 1920, 1080}};
    QTEST(WindowSettings::onScreen(wanted, screens), "placed");
    QCOMPARE(WindowSettings::onScreen(wanted, {}), wanted);
}

void tst_WindowSettings::remembersTheWindow()
{
    WindowFixture it;
    it.open().resize(700, 500);
    const auto docks = [&] { return it.window->findChildren<QDockWidget *>(); };
    QCOMPARE(docks().size(), 2);
    for (QDockWidget *dock : docks())
        dock->show();
    it.window->resize(1000, 760); // within the screen; the layout may ask for more
    QCoreApplication::processEvents();
    const QSize size = it.window->size();
    QCOMPARE(size.height(), 760);
    QVERIFY(it.window->close());
    it.open();
    QCoreApplication::processEvents();
    QCOMPARE(it.window->size(), size.expandedTo(it.window->minimumSizeHint()));
    for (const QDockWidget *dock : docks())
        QVERIFY(dock->isVisible());
}

void tst_WindowSettings::findsAWindowOffScreen()
{
    WindowFixture it;
    it.open().move(30'000, 30'000);
    QVERIFY(it.window->close());
    it.open();
    QVERIFY(
        QGuiApplication::primaryScreen()->availableGeometry().intersects(it.window->geometry()));
}

void tst_WindowSettings::findsDocksOffScreen()
{
    WindowFixture it;
    it.open();
    for (QDockWidget *dock : it.window->findChildren<QDockWidget *>()) {
        dock->show();
        dock->setFloating(true);
        dock->move(30'000, 30'000);
    }
    QCoreApplication::processEvents();
    QVERIFY(it.window->close());
    it.open();
    QCoreApplication::processEvents();
    const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
    for (QDockWidget *dock : it.window->findChildren<QDockWidget *>()) {
        QVERIFY(dock->isFloating());
        QVERIFY(screen.contains(dock->geometry().center()));
    }
}

void tst_WindowSettings::remembersThePage()
{
    WindowFixture it;
    QCOMPARE(it.open().page(), MainWindow::Page::Profile);
    it.window->showPage(MainWindow::Page::Log);
    QVERIFY(it.window->close());
    QCOMPARE(it.open().page(), MainWindow::Page::Log);
    for (const QVariant &senseless : {QVariant(-1), QVariant(4), QVariant(QStringLiteral("x"))}) {
        it.settings.setValue(QStringLiteral("window/page"), senseless);
        QCOMPARE(it.open().page(), MainWindow::Page::Profile);
    }
}

void tst_WindowSettings::remembersWidthsOfColumns()
{
    WindowFixture it;
    const auto table = [&](const char *name) {
        return it.window->findChild<QTableView *>(QLatin1StringView(name));
    };
    it.open();
    const int usual = table("runs")->columnWidth(2);
    for (const char *name : {"runs", "sinks", "sources", "messages", "entries", "events"}) {
        QVERIFY2(table(name), name);
        table(name)->setColumnWidth(1, 123);
    }
    QVERIFY(it.window->close());
    it.open();
    for (const char *name : {"runs", "sinks", "sources", "messages", "entries", "events"})
        QCOMPARE(table(name)->columnWidth(1), 123);
    QCOMPARE(table("runs")->columnWidth(2), usual);
    // Those that nobody touched follow the font at the next start.
    QFont larger = QApplication::font();
    const QFont before = larger;
    larger.setPointSizeF(larger.pointSizeF() * 2);
    QVERIFY(it.window->close());
    QApplication::setFont(larger);
    it.open();
    QApplication::setFont(before);
    QCOMPARE(table("runs")->columnWidth(1), 123);
    QVERIFY(table("runs")->columnWidth(2) > usual);
}

void tst_WindowSettings::leavesOutSenselessWidths()
{
    WindowFixture it;
    it.open();
    const auto table = [&] { return it.window->findChild<QTableView *>(QStringLiteral("runs")); };
    const int usual = table()->columnWidth(1);
    for (const QVariant &senseless :
        {QVariant(-5), QVariant(1'000'000), QVariant(QStringLiteral("wide"))}) {
        it.settings.setValue(QStringLiteral("columns/runs"), QVariantList(30, senseless));
        it.open();
        QCOMPARE(table()->columnWidth(1), usual);
    }
    it.settings.setValue(QStringLiteral("splitters/runs"), QByteArray("senseless"));
    it.open();
}

void tst_WindowSettings::remembersSplitters()
{
    WindowFixture it;
    const auto splitter = [&](const char *name) {
        auto *found = it.window->findChild<QSplitter *>(QLatin1StringView(name));
        it.window->showPage(
            QByteArray(name) == "log" ? MainWindow::Page::Log : MainWindow::Page::Profile);
        QCoreApplication::processEvents();
        return found;
    };
    it.openProfile("good");
    it.open();
    for (const char *name : {"log", "services"}) {
        QVERIFY2(splitter(name), name);
        const QList<int> usual = splitter(name)->sizes();
        splitter(name)->setSizes({usual[0] + 40, usual[1] - 40});
        const QList<int> sizes = splitter(name)->sizes();
        QCOMPARE(sizes[0], usual[0] + 40);
        QVERIFY(it.window->close());
        it.open();
        QCOMPARE(splitter(name)->sizes(), sizes);
    }
    for (const char *name : {"runs", "pools", "sinks", "shape.stages"})
        QVERIFY2(it.window->findChild<QSplitter *>(QLatin1StringView(name)), name);
}

void tst_WindowSettings::showsTheThemeThatWasChosen()
{
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
        WindowFixture it;
        WindowSettings settings(it.settings);
        Preferences chosen;
        chosen.theme = choice;
        chosen.save(settings);
        const QColor window = (choice == ThemeChoice::Dark ? Theme::dark() : Theme::light()).window;
        const QImage picture = it.open().grab().toImage();
        int seen = 0; // of the pixels of a coarse grid
        for (int x = 0; x < picture.width(); x += 20) {
            for (int y = 0; y < picture.height(); y += 20)
                seen += picture.pixelColor(x, y) == window;
        }
        QVERIFY(seen > picture.width() / 20 * picture.height() / 20 / 3);
    }
}

void tst_WindowSettings::leavesNewerSettingsAlone()
{
    WindowFixture it;
    it.settings.setValue(QStringLiteral("version"), WindowSettings::version + 1);
    it.settings.setValue(QStringLiteral("preferences/theme"), QStringLiteral("dark"));
    it.settings.sync();
    const QStringList before = it.settings.allKeys();
    WindowSettings settings(it.settings);
    QVERIFY(settings.isOfNewerVersion());
    QVERIFY(Preferences::load(settings).theme == ThemeChoice::System);
    it.open();
    QVERIFY(it.window->close());
    QCOMPARE(it.settings.allKeys(), before);
}

void tst_WindowSettings::keepsPreferences()
{
    WindowFixture it;
    WindowSettings settings(it.settings);
    QVERIFY(Preferences::load(settings) == Preferences());
    const Preferences chosen{
        QStringLiteral("de"), ThemeChoice::Dark, std::chrono::milliseconds(2000), 14'400, 0};
    chosen.save(settings);
    QVERIFY(Preferences::load(settings) == chosen);
}

void tst_WindowSettings::repairsSenselessPreferences()
{
    WindowFixture it;
    WindowSettings settings(it.settings);
    settings.setValue(QStringLiteral("preferences/theme"), QStringLiteral("plaid"));
    settings.setValue(QStringLiteral("preferences/chart_interval_ms"), 1);
    settings.setValue(QStringLiteral("preferences/history_samples"), QStringLiteral("many"));
    for (const QVariant &senseless : {QVariant(QStringLiteral("many")), QVariant(-1)}) {
        settings.setValue(QStringLiteral("preferences/runs_kept"), senseless);
        QCOMPARE(Preferences::load(settings).runsKept, 200);
    }
    QVERIFY(Preferences::load(settings) == Preferences());
}

void tst_WindowSettings::dialogGivesWhatWasChosen()
{
    const Preferences current{
        QStringLiteral("de"), ThemeChoice::Light, std::chrono::milliseconds(1000), 600, 300};
    PreferencesDialog dialog(current, {QStringLiteral("en"), QStringLiteral("de")});
    QVERIFY(dialog.chosen() == current);
    for (QComboBox *box : dialog.findChildren<QComboBox *>())
        box->setCurrentIndex(0);
    const Preferences first{{}, ThemeChoice::System, std::chrono::milliseconds(500), 600, 50};
    QVERIFY(dialog.chosen() == first);
    const Preferences all{{}, ThemeChoice::System, std::chrono::milliseconds(500), 600, 0};
    const PreferencesDialog other(all, {});
    QVERIFY(other.chosen() == all);
}

void tst_WindowSettings::sliderIsLogarithmic()
{
    QCOMPARE(RunToolBar::factorAt(0), 0.1);
    QCOMPARE(RunToolBar::factorAt(RunToolBar::positions / 2), 1.0);
    QCOMPARE(RunToolBar::factorAt(RunToolBar::positions), 10.0);
    QCOMPARE(RunToolBar::placeOf(1), RunToolBar::positions / 2);
    QCOMPARE(RunToolBar::placeOf(0.01), 0);
    QCOMPARE(RunToolBar::placeOf(100), RunToolBar::positions);
}

/// As WCAG 2.2 defines it, 1 to 21.
static double contrast(const QColor &a, const QColor &b)
{
    const auto luminance = [](const QColor &colour) {
        const auto linear = [](double part) {
            return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
            + 0.0722 * linear(colour.blueF());
    };
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

void tst_WindowSettings::textStandsOutFromWhatIsBehindIt_data()
{
    QTest::addColumn<const Theme *>("theme");
    QTest::newRow("light") << &Theme::light();
    QTest::newRow("dark") << &Theme::dark();
}

void tst_WindowSettings::textStandsOutFromWhatIsBehindIt()
{
    QFETCH(const Theme *, theme);
    using Tone = RunPhase::Tone;
    for (const Tone tone : {Tone::Neutral, Tone::Active, Tone::Good, Tone::Warning, Tone::Bad}) {
        for (const QColor &behind : {theme->softColour(tone), theme->card, theme->window}) {
            const double is = contrast(theme->colour(tone), behind);
            QVERIFY2(is >= 4.5,
                qPrintable(QStringLiteral("%1 on %2: %3")
                               .arg(theme->colour(tone).name(), behind.name())
                               .arg(is)));
        }
    }
    QVERIFY(contrast(theme->text, theme->accentSoft) >= 4.5);
    QVERIFY(contrast(theme->accentText, theme->accentSoft) >= 4.5);
}

QTEST_MAIN(tst_WindowSettings)
#include "tst_windowsettings.moc"
