// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/windowactions.h"

#include "ui/icons.h"

#include <QAction>

namespace emitter {
namespace {

QAction *make(QObject *owner, const QString &words, const QList<QKeySequence> &keys = {},
    const QIcon &icon = {})
{
    auto *action = new QAction(icon, words, owner);
    action->setShortcuts(keys);
    action->setAutoRepeat(false); // a key that is held down is one wish
    return action;
}

}

WindowActions::WindowActions(QObject *owner)
    : newProfile(make(owner, tr("&New profile"), {Qt::CTRL | Qt::Key_N}))
    , open(make(owner, tr("&Open…"), {Qt::CTRL | Qt::Key_O}))
    , example(make(owner, tr("Try the &example")))
    , save(make(owner, tr("&Save"), {Qt::CTRL | Qt::Key_S}))
    , saveAs(make(owner, tr("Save &as…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_S}))
    , preferences(make(owner, tr("&Preferences…"), {Qt::CTRL | Qt::Key_Comma}))
    , quit(make(owner, tr("&Quit"), {Qt::CTRL | Qt::Key_Q}))
    , filter(make(owner, tr("&Filter"), {Qt::CTRL | Qt::Key_F}))
    , start(make(owner, tr("&Start"), {Qt::Key_F5, Qt::CTRL | Qt::Key_R}, makeIcon(Icon::Start)))
    , pause(make(owner, tr("&Pause"), {Qt::Key_F6}, makeIcon(Icon::Pause)))
    , stop(make(owner, tr("S&top"), {Qt::SHIFT | Qt::Key_F5}, makeIcon(Icon::Stop)))
    , usualRate(make(owner, tr("&Rate × 1"), {Qt::CTRL | Qt::Key_0}))
    , profilePage(make(owner, tr("&Profile"), {Qt::CTRL | Qt::Key_1}, makeIcon(Icon::Profile)))
    , livePage(make(owner, tr("&Live"), {Qt::CTRL | Qt::Key_2}, makeIcon(Icon::Live)))
    , runsPage(make(owner, tr("&Runs"), {Qt::CTRL | Qt::Key_3}, makeIcon(Icon::Runs)))
    , logPage(make(owner, tr("Lo&g"), {Qt::CTRL | Qt::Key_4}, makeIcon(Icon::Log)))
    , nextProblem(make(owner, tr("&Next problem"), {Qt::Key_F8}))
    , dashboard(make(owner, tr("Open the &dashboard"), {Qt::CTRL | Qt::Key_B}))
    , shortcuts(make(owner, tr("&Keyboard shortcuts"), {Qt::Key_F1}))
    , about(make(owner, tr("&About emitter")))
{
    quit->setMenuRole(QAction::QuitRole);
    preferences->setMenuRole(QAction::PreferencesRole);
    about->setMenuRole(QAction::AboutRole);
}

}
