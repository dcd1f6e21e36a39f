// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "host/enginehost.h"
#include "profile/textedit.h"
#include "run/version.h"
#include "ui/dialogs.h"
#include "ui/models/problemsmodel.h"
#include "ui/noticestrip.h"
#include "ui/numbers.h"
#include "ui/pages/livepage.h"
#include "ui/pages/logpage.h"
#include "ui/pages/profilepage.h"
#include "ui/pages/runspage.h"
#include "ui/preferencesdialog.h"
#include "ui/problemsdock.h"
#include "ui/profilefiles.h"
#include "ui/runcontrol.h"
#include "ui/runkeeper.h"
#include "ui/runstatus.h"
#include "ui/runtoolbar.h"
#include "ui/shortcutsdialog.h"
#include "ui/statsdock.h"
#include "ui/style.h"
#include "ui/welcome.h"
#include "ui/windowactions.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QDir>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>
#include <QTime>

namespace emitter {
namespace {

const QString pageKey = QStringLiteral("window/page");

}

MainWindow::MainWindow(const WindowParts &parts, QWidget *parent)
    : QMainWindow(parent)
    , m_parts(parts)
    , m_settings(parts.settings)
    , m_preferences(Preferences::load(m_settings))
    , m_actions(std::make_unique<WindowActions>(this))
    , m_control(new RunControl(parts.host, parts.draft, parts.now, this))
    , m_files(new ProfileFiles(parts.draft, parts.dialogs, m_settings, this))
    , m_problems(new ProblemsModel(this))
    , m_list(new QListWidget)
    , m_stack(new QStackedWidget)
    , m_body(new QStackedWidget)
    , m_diskNotice(new NoticeStrip)
    , m_runNotice(new NoticeStrip)
    , m_profilePage(new ProfilePage(parts.draft, parts.sinks, parts.dialogs))
    , m_livePage(new LivePage(parts.host, parts.dialogs))
    , m_runsPage(new RunsPage(RunHistory(parts.historyFolder.toStdString()), parts.dialogs))
    , m_logPage(new LogPage(parts.host))
    , m_keeper(new RunKeeper(parts.host, parts.historyFolder, this))
    , m_status(new RunStatus)
    , m_recentMenu(new QMenu(tr("Open &recent"), this))
{
    setWindowIcon(makeIcon(Icon::Program));
    makePages();
    makeDocks();
    makeMenus();
    setStatusBar(m_status);
    connectActions();
    connectFiles();
    connectRun();
    connectHistory();
    setDashboard({});
    applyPreferences();
    for (QLayout *layout : findChildren<QLayout *>())
        layout->invalidate(); // hidden pages would keep the sizes of the style before
    showPage(lastPage());
    showDraft();
    showPhase();
    m_settings.restore(*this);
    if (m_settings.isOfNewerVersion()) {
        m_runNotice->say(tr("The window's settings were written by a newer version. They are left "
                            "alone, and changes are not kept."),
            RunPhase::Tone::Warning, tr("&Dismiss"));
    }
}

MainWindow::~MainWindow()
{
    hide(); // the focus goes out and what is typed is stored, while all that follows it is there
}

void MainWindow::makePages()
{
    m_list->setObjectName(QStringLiteral("pages"));
    m_list->setAccessibleName(tr("Pages"));
    m_list->setIconSize({18, 18});
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFixedWidth(fontMetrics().averageCharWidth() * 18 + 30);
    addPage(tr("Profile"), makeIcon(Icon::Profile), m_profilePage);
    addPage(tr("Live"), makeIcon(Icon::Live), m_livePage);
    addPage(tr("Runs"), makeIcon(Icon::Runs), m_runsPage);
    addPage(tr("Log"), makeIcon(Icon::Log), m_logPage);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        m_stack->setCurrentIndex(row);
        showBody();
    });

    m_body->addWidget(new Welcome(*m_actions));
    m_body->addWidget(m_stack);
    auto *pages = new QWidget;
    auto *row = new QHBoxLayout(pages);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(m_list);
    row->addWidget(m_body, 1);
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_diskNotice);
    layout->addWidget(m_runNotice);
    layout->addWidget(pages, 1);
    setCentralWidget(body);
    m_livePage->setStartAction(m_actions->start);
}

void MainWindow::addPage(const QString &title, const QIcon &icon, QWidget *page)
{
    m_list->addItem(new QListWidgetItem(icon, title));
    m_stack->addWidget(page);
}

void MainWindow::showPage(Page page)
{
    m_list->setCurrentRow(static_cast<int>(page));
}

bool MainWindow::isProfileOpen() const
{
    return !m_parts.draft.text().empty() || !m_parts.draft.title().isEmpty();
}

void MainWindow::showBody()
{
    const bool needsProfile = page() == Page::Profile || page() == Page::Live;
    m_body->setCurrentIndex(needsProfile && !isProfileOpen() ? 0 : 1);
}

MainWindow::Page MainWindow::page() const
{
    return static_cast<Page>(m_stack->currentIndex());
}

MainWindow::Page MainWindow::lastPage() const
{
    const int last = m_settings.value(pageKey).toInt();
    return last >= 0 && last < m_list->count() ? static_cast<Page>(last) : Page::Profile;
}

void MainWindow::keepPage()
{
    m_settings.setValue(pageKey, static_cast<int>(page()));
}

void MainWindow::makeDocks()
{
    m_problemsDock = new ProblemsDock(*m_problems, this);
    m_statsDock = new StatsDock(m_parts.host, this);
    addDockWidget(Qt::BottomDockWidgetArea, m_problemsDock);
    addDockWidget(Qt::RightDockWidgetArea, m_statsDock);
    m_problemsDock->hide();
    m_statsDock->hide();
    m_problemsDock->toggleViewAction()->setText(tr("Pro&blems"));
    m_statsDock->toggleViewAction()->setText(tr("&Stats"));
    connect(m_problemsDock, &ProblemsDock::wantsToSee, this, &MainWindow::goTo);
}

void MainWindow::makeMenus()
{
    const WindowActions &actions = *m_actions;
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addActions({actions.newProfile, actions.open});
    file->addMenu(m_recentMenu);
    file->addAction(actions.example);
    file->addSeparator();
    file->addActions({actions.save, actions.saveAs});
    file->addSeparator();
    file->addActions({actions.preferences, actions.quit});

    m_editMenu = menuBar()->addMenu(tr("&Edit"));
    QAction *undo = m_parts.draft.undoStack().createUndoAction(this, tr("&Undo"));
    QAction *redo = m_parts.draft.undoStack().createRedoAction(this, tr("&Redo"));
    undo->setShortcut(Qt::CTRL | Qt::Key_Z);
    redo->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_Z);
    m_editMenu->addActions({undo, redo});
    m_editMenu->addSeparator();
    m_editMenu->addAction(actions.filter);

    QMenu *run = menuBar()->addMenu(tr("&Run"));
    run->addActions({actions.start, actions.pause, actions.stop});
    run->addSeparator();
    run->addActions({actions.usualRate, m_livePage->markAction()});

    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addActions({actions.profilePage, actions.livePage, actions.runsPage, actions.logPage});
    view->addSeparator();
    view->addActions(m_livePage->viewActions());
    view->addSeparator();
    view->addActions(
        {m_statsDock->toggleViewAction(), m_problemsDock->toggleViewAction(), actions.nextProblem});
    view->addSeparator();
    view->addAction(actions.dashboard);

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addActions({actions.shortcuts, actions.about});

    auto *profile = new QMenu(this);
    profile->addActions({actions.newProfile, actions.open, actions.save, actions.saveAs});
    profile->addMenu(m_recentMenu);
    m_toolBar = new RunToolBar(actions, profile);
    addToolBar(m_toolBar);
}

void MainWindow::makeRecentMenu(QMenu &menu)
{
    menu.clear();
    int number = 0;
    for (const QString &name : m_files->recent()) {
        QString words = Numbers::safe(QDir::toNativeSeparators(name).toStdString(), 1000);
        words.replace(QLatin1Char('&'), QStringLiteral("&&"));
        QAction *action = menu.addAction(QStringLiteral("&%1 %2").arg(++number).arg(words), this,
            [this, name] { m_files->openFile(name); });
        action->setEnabled(QFile::exists(name));
    }
    menu.setEnabled(number > 0);
}

void MainWindow::connectActions()
{
    const WindowActions &actions = *m_actions;
    const auto does = [this](QAction *action, auto what) {
        connect(action, &QAction::triggered, this, what);
    };
    does(actions.newProfile, [this] { m_files->startNew(); });
    does(actions.open, [this] { m_files->open(); });
    does(actions.example, &MainWindow::openExample);
    does(actions.save, [this] { m_files->save(); });
    does(actions.saveAs, [this] { m_files->saveAs(); });
    does(actions.preferences, &MainWindow::askPreferences);
    does(actions.quit, &QWidget::close);
    does(actions.filter, [this] {
        if (page() == Page::Log) {
            m_logPage->focusFilter();
            return;
        }
        showPage(Page::Profile);
        m_profilePage->focusFilter();
    });
    does(actions.start, &MainWindow::startRun);
    does(actions.pause, [this] { m_control->togglePause(); });
    does(actions.stop, [this] { m_control->stop(); });
    does(actions.usualRate, [this] { m_control->setFactor(1); });
    does(actions.profilePage, [this] { showPage(Page::Profile); });
    does(actions.livePage, [this] { showPage(Page::Live); });
    does(actions.runsPage, [this] { showPage(Page::Runs); });
    does(actions.logPage, [this] { showPage(Page::Log); });
    does(actions.nextProblem, [this] { m_problemsDock->goToNext(); });
    does(actions.dashboard, [this] { QDesktopServices::openUrl(m_dashboard); });
    does(actions.shortcuts, [this] { (new ShortcutsDialog(this))->show(); });
    does(actions.about, &MainWindow::showAbout);
}

void MainWindow::connectFiles()
{
    connect(m_files, &ProfileFiles::recentChanged, this, [this] { makeRecentMenu(*m_recentMenu); });
    makeRecentMenu(*m_recentMenu);
    connect(
        m_files, &ProfileFiles::saved, this, [this] { m_status->setSaved(QTime::currentTime()); });
    connect(&m_parts.draft, &Draft::replaced, this, [this] { m_status->setSaved({}); });
    connect(m_files, &ProfileFiles::changedOnDisk, this, [this](bool gone) {
        const QString title = shownTitle();
        if (gone) {
            m_diskNotice->say(
                tr("%1 was moved or deleted. What is here can be saved again.").arg(title),
                RunPhase::Tone::Warning, {}, tr("&Keep mine"));
        } else {
            m_diskNotice->say(tr("%1 was changed by another program.").arg(title),
                RunPhase::Tone::Warning, tr("Rel&oad"), tr("&Keep mine"));
        }
    });
    connect(m_files, &ProfileFiles::settled, m_diskNotice, &QWidget::hide);
    connect(m_diskNotice, &NoticeStrip::firstChosen, m_files, &ProfileFiles::reload);
    connect(m_diskNotice, &NoticeStrip::secondChosen, m_files, &ProfileFiles::keepMine);
}

void MainWindow::applyPreferences()
{
    applyTheme(*qApp, m_preferences.theme);
    m_livePage->setChartInterval(m_preferences.chartInterval);
    m_livePage->setHistoryCapacity(static_cast<std::size_t>(m_preferences.historySamples));
    m_keeper->setMostKept(static_cast<std::size_t>(m_preferences.runsKept));
}

void MainWindow::askPreferences()
{
    auto *dialog = new PreferencesDialog(m_preferences, m_parts.languages, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_preferences = dialog->chosen();
        m_preferences.save(m_settings);
        applyPreferences();
    });
    dialog->open();
}

void MainWindow::openExample()
{
    QDir().mkpath(m_parts.exampleFolder);
    QString file = QDir(m_parts.exampleFolder).filePath(QStringLiteral("emitter-example.jsonl"));
    file.replace(QLatin1Char('$'), QStringLiteral("$$"));
    const TextChange change{"sinks[0].path", file.toStdString()};
    std::vector<SinkSchema> schemas;
    for (const SinkDescriptor &sink : m_parts.sinks.sinks())
        schemas.push_back({sink.id, sink.rows});
    const auto text =
        editProfileText(m_parts.exampleText.toStdString(), std::span(&change, 1), schemas);
    if (!text) {
        m_parts.dialogs.showFailure(this, QString::fromStdString(text.problem().text),
            QString::fromStdString(text.problem().remedy));
        return;
    }
    m_files->openText(QString::fromStdString(text->text()), tr("Example"));
    showPage(Page::Live);
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About emitter"),
        tr("emitter %1").arg(QLatin1StringView(version())), QMessageBox::NoButton, this);
    box->setIconPixmap(makeIcon(Icon::Program).pixmap(48));
    box->setInformativeText(
        tr("Synthetic log load: what was planned, what was sent, what arrived.\n"
           "Free software under the GNU General Public License, version 3 or later."));
    box->addButton(tr("&Close"), QMessageBox::AcceptRole);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

}
