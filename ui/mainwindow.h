// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/engine.h"
#include "ui/draft.h"
#include "ui/preferences.h"
#include "ui/windowsettings.h"

#include <QMainWindow>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

class QListWidget;
class QMenu;
class QStackedWidget;

namespace emitter {

class Dialogs;
class EngineHost;
class LivePage;
class LogPage;
class NoticeStrip;
class ProblemsDock;
class ProblemsModel;
class ProfileFiles;
class ProfilePage;
class RunControl;
class RunKeeper;
class RunsPage;
class RunStatus;
class RunToolBar;
class StatsDock;
struct WindowActions;

/// What the window needs from outside; everything referred to outlives it.
struct WindowParts
{
    const SinkRegistry &sinks;
    EngineHost &host;
    Draft &draft;
    Dialogs &dialogs;
    QSettings &settings;
    QString exampleText = {}; ///< the profile behind "Try the example"; its first sink is a file
    QString exampleFolder = {}; ///< where that file goes; made when it is needed
    QString historyFolder = {}; ///< where runs are kept; empty: nowhere
    QStringList languages = {}; ///< codes of those that this build speaks
    /// Serves the dashboard that a profile asks for, before its run: where; empty: it asks for
    /// none.
    std::function<Result<QUrl>(const Profile &)> serveDashboard = {};
    /// A clock that never jumps, for what a double click means; empty: that of this computer.
    std::function<std::chrono::nanoseconds()> now = {};
};

/// The main window: four pages, toolbar, docks and status bar around one draft and one host.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(const WindowParts &parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    enum class Page { Profile, Live, Runs, Log };
    void showPage(Page page);
    Page page() const;
    void setDashboard(const QUrl &address);

    const RunControl &control() const { return *m_control; }
    const ProblemsModel &problems() const { return *m_problems; }

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    // mainwindow.cpp: what is there
    void makePages();
    void addPage(const QString &title, const QIcon &icon, QWidget *page);
    bool isProfileOpen() const;
    void showBody();
    Page lastPage() const; ///< of the start before
    void keepPage();
    void makeMenus();
    void makeRecentMenu(QMenu &menu);
    void makeDocks();
    void connectActions();
    void connectFiles();
    void applyPreferences();
    void askPreferences();
    void openExample();
    void showAbout();
    // mainwindowrun.cpp: what happens
    void connectRun();
    void connectHistory();
    void startRun();
    void showDraft();
    void showPhase();
    void showProgress();
    void showBadge();
    void showProblemBadge(std::size_t errors);
    QString shownTitle() const; ///< the profile's; a file's name may hold anything
    void showTitle();
    void showEnd(const Engine::Outcome &outcome);
    void goTo(const Problem &problem);

    WindowParts m_parts;
    QUrl m_dashboard; ///< empty: none is served
    WindowSettings m_settings;
    Preferences m_preferences;
    std::unique_ptr<WindowActions> m_actions;
    RunControl *m_control;
    ProfileFiles *m_files;
    ProblemsModel *m_problems;
    QListWidget *m_list;
    QStackedWidget *m_stack;
    QStackedWidget *m_body; ///< the welcome, or the page
    NoticeStrip *m_diskNotice;
    NoticeStrip *m_runNotice;
    ProfilePage *m_profilePage;
    LivePage *m_livePage;
    RunsPage *m_runsPage;
    LogPage *m_logPage;
    RunKeeper *m_keeper;
    RunToolBar *m_toolBar;
    RunStatus *m_status;
    ProblemsDock *m_problemsDock;
    StatsDock *m_statsDock;
    QMenu *m_recentMenu;
    QMenu *m_editMenu;
    QTimer m_clock; ///< twice a second while a run goes on
    QTimer m_factorMark; ///< until the rate factor has come to rest
    bool m_closing = false; ///< the user wants to leave as soon as the run is over
};

}
