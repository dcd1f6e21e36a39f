// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profilefile.h"
#include "ui/forms/unitedit.h"
#include "ui/forms/yamleditor.h"
#include "ui/noticestrip.h"
#include "ui/pages/profilepage.h"
#include "ui/runcontrol.h"
#include "ui/windowfixture.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QStatusBar>
#include <QToolButton>
#include <QtTest>

#include <algorithm>

using namespace emitter;

namespace {

void write(const QString &name, const std::string &text)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.data(), static_cast<qint64>(text.size()));
}

QAction *actionOf(MainWindow &window, const QKeySequence &keys)
{
    for (QAction *action : window.findChildren<QAction *>()) {
        if (action->shortcuts().contains(keys))
            return action;
    }
    return nullptr;
}

/// The strip that can be seen; null: none.
NoticeStrip *strip(MainWindow &window)
{
    for (NoticeStrip *strip : window.findChildren<NoticeStrip *>()) {
        if (strip->isVisible())
            return strip;
    }
    return nullptr;
}

void press(NoticeStrip &strip, const char *words)
{
    for (QPushButton *button : strip.findChildren<QPushButton *>()) {
        if (button->text() == QLatin1StringView(words)) {
            button->click();
            return;
        }
    }
    QFAIL("no such button");
}

}

class tst_WindowFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void opensWithoutStarting();
    void saysWhyAFileCannotBeOpened();
    void opensAProfileWithProblems();
    void asksBeforeChangesAreLost();
    void staysOpenWhenItCannotBeSaved();
    void showsNamesAsTheyAre();
    void savesWhatWasAskedFor();
    void saysWhenItWasSaved();
    void remembersRecentFiles();
    void offersToReload();
    void countsWhatIsStillBeingTyped();
    void asksBeforeAReloadLosesChanges();
    void asksBeforeItOverwritesAnothersChanges();
    void keepsMine();
    void noticesThatTheFileIsGone();
    void isQuietAboutItsOwnSaving();
    void beginsWithAnExample();
    void aWindowThatEndsStoresWhatIsTyped();
};

void tst_WindowFiles::opensWithoutStarting()
{
    WindowFixture it;
    it.dialogs.fileToOpen = it.folder.filePath(QStringLiteral("a.yaml"));
    write(it.dialogs.fileToOpen, WindowFixture::profile("good"));
    MainWindow &window = it.open();
    actionOf(window, Qt::CTRL | Qt::Key_O)->trigger();
    QCOMPARE(it.draft.fileName(), it.dialogs.fileToOpen);
    QVERIFY(window.control().canStart());
    QVERIFY(!it.host.isActive());
    QVERIFY(window.windowTitle().startsWith(QStringLiteral("a.yaml[*] — Idle")));
}

void tst_WindowFiles::saysWhyAFileCannotBeOpened()
{
    WindowFixture it;
    it.openProfile("good");
    const std::string before = it.draft.text();
    it.dialogs.fileToOpen = it.folder.filePath(QStringLiteral("missing.yaml"));
    actionOf(it.open(), Qt::CTRL | Qt::Key_O)->trigger();
    QCOMPARE(it.dialogs.failures.size(), 1);
    QVERIFY(it.dialogs.failures.front().contains(QStringLiteral("missing.yaml")));
    QCOMPARE(it.draft.text(), before);
}

void tst_WindowFiles::opensAProfileWithProblems()
{
    WindowFixture it;
    std::string text = WindowFixture::profile("good");
    text += "unheard_of: 1\nbuffer_size: -4\n";
    it.draft.open(QString::fromStdString(text), QStringLiteral("bad"));
    MainWindow &window = it.open();
    QVERIFY(!window.control().canStart());
    QVERIFY(!actionOf(window, Qt::Key_F5)->isEnabled());
    it.openProfile("good");
    QVERIFY(actionOf(window, Qt::Key_F5)->isEnabled());
}

void tst_WindowFiles::asksBeforeChangesAreLost()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    it.draft.setText(WindowFixture::profile("dying"), QStringLiteral("Change the sink"));
    QVERIFY(window.isWindowModified());
    actionOf(window, Qt::CTRL | Qt::Key_N)->trigger();
    QCOMPARE(it.dialogs.asked, 1);
    QCOMPARE(it.draft.text(), WindowFixture::profile("dying"));
    QVERIFY(!window.close());
    QVERIFY(window.isVisible());
    it.dialogs.unsaved = Dialogs::Unsaved::Discard;
    QVERIFY(window.close());
}

void tst_WindowFiles::staysOpenWhenItCannotBeSaved()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    it.draft.setText(WindowFixture::profile("dying"), QStringLiteral("Change the sink"));
    it.dialogs.unsaved = Dialogs::Unsaved::Save;
    it.dialogs.fileToSave = it.folder.path(); // a folder
    QVERIFY(!window.close());
    QVERIFY(window.isVisible());
    QCOMPARE(it.dialogs.failures.size(), 1);
    QVERIFY(it.dialogs.failures.front().contains(it.folder.path()));
    QVERIFY(it.draft.isModified());
    QVERIFY(it.draft.fileName().isEmpty());
    QVERIFY(QFileInfo(it.folder.path()).isDir());
    it.dialogs.fileToSave = it.folder.filePath(QStringLiteral("saved.yaml"));
    QVERIFY(window.close());
    QCOMPARE(
        *loadProfileText(it.dialogs.fileToSave.toStdString()), WindowFixture::profile("dying"));
}

void tst_WindowFiles::showsNamesAsTheyAre()
{
    WindowFixture it;
    const QString name = it.folder.filePath(QStringLiteral("R&D\u202e.yaml"));
    write(name, WindowFixture::profile("good"));
    QVERIFY(bool(it.draft.load(name)));
    MainWindow &window = it.open();
    // An ampersand is no mnemonic, and nothing turns the direction of what follows.
    const auto isButton = [](const QToolButton *button) {
        return button->accessibleName() == QStringLiteral("Profile");
    };
    const auto buttons = window.findChildren<QToolButton *>();
    const auto button = std::find_if(buttons.begin(), buttons.end(), isButton);
    QVERIFY(button != buttons.end());
    QCOMPARE((*button)->text(), QStringLiteral("R&&D\ufffd.yaml"));
    QVERIFY(window.windowTitle().startsWith(QStringLiteral("R&D\ufffd.yaml[*] — Idle")));
    bool isRecent = false;
    for (const QAction *action : window.findChildren<QAction *>())
        isRecent = isRecent || action->text().endsWith(QStringLiteral("/R&&D\ufffd.yaml"));
    QVERIFY(isRecent);
    write(name, WindowFixture::profile("dying"));
    QTRY_VERIFY(strip(window));
    QVERIFY(strip(window)->text().startsWith(QStringLiteral("R&D\ufffd.yaml was changed")));
}

void tst_WindowFiles::savesWhatWasAskedFor()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    it.dialogs.fileToSave = it.folder.filePath(QStringLiteral("saved.yaml"));
    actionOf(window, Qt::CTRL | Qt::Key_S)->trigger(); // has no file yet
    QCOMPARE(it.draft.fileName(), it.dialogs.fileToSave);
    it.draft.setText(WindowFixture::profile("dying"), QStringLiteral("Change the sink"));
    it.dialogs.unsaved = Dialogs::Unsaved::Save;
    QVERIFY(window.close());
    QFile file(it.dialogs.fileToSave);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().toStdString(), WindowFixture::profile("dying"));
}

void tst_WindowFiles::saysWhenItWasSaved()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    const auto shown = [&] {
        for (const QLabel *label : window.statusBar()->findChildren<QLabel *>()) {
            if (label->accessibleName() == QStringLiteral("Saved") && label->isVisible())
                return label->text();
        }
        return QString();
    };
    QCOMPARE(shown(), QString());
    it.dialogs.fileToSave = it.folder.path(); // a folder: it is not saved
    actionOf(window, Qt::CTRL | Qt::Key_S)->trigger();
    QCOMPARE(it.dialogs.failures.size(), 1);
    QCOMPARE(shown(), QString());
    it.dialogs.fileToSave = it.folder.filePath(QStringLiteral("a.yaml"));
    actionOf(window, Qt::CTRL | Qt::Key_S)->trigger();
    static const QRegularExpression pattern(QStringLiteral("^Saved \\d\\d:\\d\\d"));
    QVERIFY2(shown().contains(pattern), qPrintable(shown()));
    it.draft.setText(it.draft.text() + "# more\n", QStringLiteral("Change"));
    QVERIFY(shown().contains(pattern)); // that is still when
    it.openProfile("good");
    QCOMPARE(shown(), QString());
}

void tst_WindowFiles::remembersRecentFiles()
{
    WindowFixture it;
    MainWindow &window = it.open();
    for (int i = 0; i < 10; ++i) {
        it.dialogs.fileToOpen = it.folder.filePath(QStringLiteral("%1 &.yaml").arg(i));
        write(it.dialogs.fileToOpen, WindowFixture::profile("good"));
        actionOf(window, Qt::CTRL | Qt::Key_O)->trigger();
    }
    const QStringList recent = it.settings.value(QStringLiteral("files/recent")).toStringList();
    QCOMPARE(recent.size(), 8);
    QCOMPARE(recent.front(), it.dialogs.fileToOpen);
    bool found = false;
    for (QAction *action : window.findChildren<QAction *>()) {
        if (action->text().contains(QStringLiteral("8 &&.yaml"))) {
            action->trigger();
            found = true;
            break;
        }
    }
    QVERIFY(found);
    QCOMPARE(it.draft.title(), QStringLiteral("8 &.yaml"));
}

void tst_WindowFiles::offersToReload()
{
    WindowFixture it;
    const QString name = it.folder.filePath(QStringLiteral("a.yaml"));
    write(name, WindowFixture::profile("good"));
    QVERIFY(bool(it.draft.load(name)));
    MainWindow &window = it.open();
    QVERIFY(!strip(window));
    // Written beside and renamed, as many editors do.
    write(name + QStringLiteral(".new"), WindowFixture::profile("dying"));
    QVERIFY(std::rename(qPrintable(name + QStringLiteral(".new")), qPrintable(name)) == 0);
    QTRY_VERIFY(strip(window));
    QCOMPARE(it.draft.text(), WindowFixture::profile("good")); // not without being asked
    press(*strip(window), "Rel&oad");
    QCOMPARE(it.draft.text(), WindowFixture::profile("dying"));
    QVERIFY(!strip(window));
    // And once more, in place.
    write(name, WindowFixture::profile("hanging"));
    QTRY_VERIFY(strip(window));
}

/// Types into a field of the Profile page, faster than it tells.
void type(MainWindow &window, const QString &keys)
{
    QVERIFY(QTest::qWaitForWindowActive(&window));
    for (UnitEdit *edit : window.findChildren<UnitEdit *>()) {
        if (!edit->isVisible())
            continue;
        edit->setFocus();
        QTest::keyClicks(edit, keys);
        return;
    }
    QFAIL("no field");
}

void tst_WindowFiles::countsWhatIsStillBeingTyped()
{
    WindowFixture it;
    const QString name = it.folder.filePath(QStringLiteral("a.yaml"));
    it.dialogs.fileToOpen = it.folder.filePath(QStringLiteral("b.yaml"));
    write(name, WindowFixture::profile("good"));
    write(it.dialogs.fileToOpen, WindowFixture::profile("dying"));
    QVERIFY(bool(it.draft.load(name)));
    MainWindow &window = it.open();
    type(window, QStringLiteral("7"));
    QVERIFY(!it.draft.isModified());
    QVERIFY(!window.close());
    QCOMPARE(it.dialogs.asked, 1);
    QVERIFY(it.draft.isModified());
    it.draft.undoStack().undo();
    type(window, QStringLiteral("7"));
    it.dialogs.unsaved = Dialogs::Unsaved::Discard;
    actionOf(window, Qt::CTRL | Qt::Key_O)->trigger();
    QCOMPARE(it.dialogs.asked, 2);
    it.draft.finishEdits();
    QCOMPARE(it.draft.text(), WindowFixture::profile("dying")); // nothing of the profile before
}

void tst_WindowFiles::asksBeforeAReloadLosesChanges()
{
    WindowFixture it;
    const QString name = it.folder.filePath(QStringLiteral("a.yaml"));
    write(name, WindowFixture::profile("good"));
    QVERIFY(bool(it.draft.load(name)));
    MainWindow &window = it.open();
    type(window, QStringLiteral("7"));
    write(name, WindowFixture::profile("dying"));
    QTRY_VERIFY(strip(window));
    press(*strip(window), "Rel&oad");
    QCOMPARE(it.dialogs.asked, 1);
    QVERIFY(it.draft.isModified());
    QVERIFY(strip(window)); // still to be decided
    it.dialogs.reload = true;
    press(*strip(window), "Rel&oad");
    QCOMPARE(it.draft.text(), WindowFixture::profile("dying"));
    QVERIFY(!strip(window));
}

void tst_WindowFiles::asksBeforeItOverwritesAnothersChanges()
{
    WindowFixture it;
    const QString name = it.folder.filePath(QStringLiteral("a.yaml"));
    write(name, WindowFixture::profile("good"));
    QVERIFY(bool(it.draft.load(name)));
    MainWindow &window = it.open();
    it.draft.setText(WindowFixture::profile("hanging"), QStringLiteral("Change the sink"));
    write(name, WindowFixture::profile("dying")); // seen when it counts, whoever told
    const auto onDisk = [&] { return *loadProfileText(name.toStdString()); };
    actionOf(window, Qt::CTRL | Qt::Key_S)->trigger();
    QCOMPARE(it.dialogs.asked, 1);
    QCOMPARE(onDisk(), WindowFixture::profile("dying"));
    QVERIFY(strip(window));
    it.dialogs.overwrite = true;
    actionOf(window, Qt::CTRL | Qt::Key_S)->trigger();
    QCOMPARE(it.dialogs.asked, 2);
    QCOMPARE(onDisk(), WindowFixture::profile("hanging"));
    QVERIFY(!strip(window));
    actionOf(window, Qt::CTRL | Qt::Key_S)->trigger();
    QCOMPARE(it.dialogs.asked, 2); // what is there is the own text
}

void tst_WindowFiles::keepsMine()
{
    WindowFixture it;
    const QString name = it.folder.filePath(QStringLiteral("a.yaml"));
    write(name, WindowFixture::profile("good"));
    QVERIFY(bool(it.draft.load(name)));
    MainWindow &window = it.open();
    write(name, WindowFixture::profile("dying"));
    QTRY_VERIFY(strip(window));
    press(*strip(window), "&Keep mine");
    QVERIFY(!strip(window));
    QCOMPARE(it.draft.text(), WindowFixture::profile("good"));
    QVERIFY(it.draft.isModified()); // it is saved nowhere any more
    it.dialogs.unsaved = Dialogs::Unsaved::Discard;
}

void tst_WindowFiles::noticesThatTheFileIsGone()
{
    WindowFixture it;
    const QString name = it.folder.filePath(QStringLiteral("a.yaml"));
    write(name, WindowFixture::profile("good"));
    QVERIFY(bool(it.draft.load(name)));
    MainWindow &window = it.open();
    QVERIFY(QFile::remove(name));
    QTRY_VERIFY(strip(window));
    QVERIFY(strip(window)->text().contains(QStringLiteral("deleted")));
    actionOf(window, Qt::CTRL | Qt::Key_S)->trigger();
    QVERIFY(QFile::exists(name));
    QVERIFY(!strip(window));
}

void tst_WindowFiles::isQuietAboutItsOwnSaving()
{
    WindowFixture it;
    const QString name = it.folder.filePath(QStringLiteral("a.yaml"));
    write(name, WindowFixture::profile("good"));
    QVERIFY(bool(it.draft.load(name)));
    MainWindow &window = it.open();
    it.draft.setText(WindowFixture::profile("dying"), QStringLiteral("Change the sink"));
    actionOf(window, Qt::CTRL | Qt::Key_S)->trigger();
    // A change of another file in the folder comes after those of the own one.
    QFileSystemWatcher folder({it.folder.path()});
    bool told = false;
    connect(&folder, &QFileSystemWatcher::directoryChanged, this, [&] { told = true; });
    write(it.folder.filePath(QStringLiteral("other")), "x");
    QTRY_VERIFY(told);
    QVERIFY(!strip(window));
}

void tst_WindowFiles::beginsWithAnExample()
{
    WindowFixture it;
    MainWindow &window = it.open();
    QPushButton *offer = nullptr;
    for (QPushButton *button : window.findChildren<QPushButton *>()) {
        if (button->text() == QStringLiteral("Try the e&xample"))
            offer = button;
    }
    QVERIFY(offer && offer->isVisible());
    offer->click();
    QVERIFY(!offer->isVisible());
    QVERIFY(window.page() == MainWindow::Page::Live);
    QVERIFY(window.control().canStart());
    QVERIFY(!it.host.isActive());
    const QString file = it.folder.filePath(QStringLiteral("cache/example/emitter-example.jsonl"));
    QVERIFY(QString::fromStdString(it.draft.text()).contains(file));
    actionOf(window, Qt::Key_F5)->trigger();
    QTRY_VERIFY(it.host.snapshot().delivered() > 0);
    QVERIFY(QFileInfo(file).size() > 0);
}

void tst_WindowFiles::aWindowThatEndsStoresWhatIsTyped()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.showPage(MainWindow::Page::Profile);
    auto *page = window.findChild<ProfilePage *>();
    page->showSection(static_cast<int>(page->sections().size()) - 1);
    auto *editor = page->findChild<YamlEditor *>();
    editor->goTo(1, 1);
    QTest::keyClicks(editor, QStringLiteral("#"));
    QVERIFY(!it.draft.text().starts_with('#'));
    it.window.reset(); // nobody closed it, so nobody asked for what was typed
    QVERIFY(it.draft.text().starts_with('#'));
}

QTEST_MAIN(tst_WindowFiles)
#include "tst_windowfiles.moc"
