// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QKeySequence>
#include <QObject>
#include <QString>

class QAction;

namespace emitter {

/// The window's own actions: words, mnemonics, shortcuts, icons. What they do is connected by the
/// window. Pages bring actions of their own.
struct WindowActions
{
    Q_DECLARE_TR_FUNCTIONS(emitter::WindowActions)
public:
    /// Every action belongs to `owner`.
    explicit WindowActions(QObject *owner);

    QAction *newProfile;
    QAction *open;
    QAction *example;
    QAction *save;
    QAction *saveAs;
    QAction *preferences;
    QAction *quit;

    QAction *filter;

    QAction *start;
    QAction *pause;
    QAction *stop;
    QAction *usualRate;

    QAction *profilePage;
    QAction *livePage;
    QAction *runsPage;
    QAction *logPage;
    QAction *nextProblem;
    QAction *dashboard;

    QAction *shortcuts;
    QAction *about;
};

}
