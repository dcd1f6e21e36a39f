// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/engine.h"
#include "ui/draft.h"

#include <QMainWindow>

class QListWidget;
class QStackedWidget;

namespace emitter {

class Dialogs;
class EngineHost;
class LivePage;
class LogPage;
class ProfilePage;
class RunsPage;

/// What the window needs from outside; everything referred to outlives it.
struct WindowParts
{
    const SinkRegistry &sinks;
    EngineHost &host;
    Draft &draft;
    Dialogs &dialogs;
};

/// The main window: four pages, toolbar, docks and status bar around one draft and one host.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(const WindowParts &parts, QWidget *parent = nullptr);

    enum class Page { Profile, Live, Runs, Log };
    void showPage(Page page);

private:
    void addPage(const QString &title, QWidget *page);

    WindowParts m_parts;
    QListWidget *m_list;
    QStackedWidget *m_stack;
};

}
