// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "host/enginehost.h"
#include "ui/dialogs.h"
#include "ui/pages/livepage.h"
#include "ui/pages/logpage.h"
#include "ui/pages/profilepage.h"
#include "ui/pages/runspage.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QStackedWidget>

namespace emitter {

MainWindow::MainWindow(const WindowParts &parts, QWidget *parent)
    : QMainWindow(parent)
    , m_parts(parts)
    , m_list(new QListWidget)
    , m_stack(new QStackedWidget)
{
    auto *body = new QWidget;
    auto *layout = new QHBoxLayout(body);
    layout->addWidget(m_list);
    layout->addWidget(m_stack, 1);
    setCentralWidget(body);
    addPage(tr("Profile"), new ProfilePage(parts.draft, parts.sinks, parts.dialogs));
    addPage(tr("Live"), new LivePage(parts.host));
    addPage(tr("Runs"), new RunsPage(parts.host, parts.dialogs));
    addPage(tr("Log"), new LogPage(parts.host));
    connect(m_list, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    showPage(Page::Profile);
}

void MainWindow::showPage(Page page)
{
    m_list->setCurrentRow(static_cast<int>(page));
}

void MainWindow::addPage(const QString &title, QWidget *page)
{
    m_list->addItem(title);
    m_stack->addWidget(page);
}

}
