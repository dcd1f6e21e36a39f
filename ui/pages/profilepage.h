// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace emitter {

class Dialogs;
class Draft;
class SinkRegistry;
struct Problem;

/// The profile in forms, tables and as text.
class ProfilePage : public QWidget
{
    Q_OBJECT
public:
    explicit ProfilePage(
        Draft &draft, const SinkRegistry &sinks, Dialogs &dialogs, QWidget *parent = nullptr);

    /// Goes to the field that a problem is about, or to its line of the text.
    void showProblem(const Problem &problem);
    /// Puts the focus into the filter, for Ctrl+F.
    void focusFilter();
};

}
