// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace emitter {

class Dialogs;
class Draft;
class ProfileSection;
class ProfileText;
class SinkRegistry;

/// The profile in forms, tables and as text: sections on the left with a filter and the number of
/// their problems, the first problem in a strip above.
class ProfilePage : public QWidget
{
    Q_OBJECT
public:
    explicit ProfilePage(
        Draft &draft, const SinkRegistry &sinks, Dialogs &dialogs, QWidget *parent = nullptr);

    /// Goes to the field that a problem is about, or to its line of the text.
    void showProblem(const Problem &problem);
    /// The one after the problem that was shown last, in the order of the text.
    void nextProblem();
    /// Puts the focus into the filter, for Ctrl+F.
    void focusFilter();

    const std::vector<ProfileSection *> &sections() const { return m_sections; }
    int currentSection() const;
    void showSection(int index);

private:
    QWidget *makeSide();
    QWidget *makeStrip();
    void add(ProfileSection *section);
    std::size_t sectionOf(std::string_view path) const;
    void refresh();
    void refreshStrip();
    void filter();
    void finishFilter();

    Draft &m_draft;
    std::vector<ProfileSection *> m_sections;
    ProfileText *m_text;
    QLineEdit *m_filter;
    QListWidget *m_list;
    QStackedWidget *m_stack;
    QWidget *m_strip;
    QLabel *m_stripText;
    QPushButton *m_stripButton;
    std::size_t m_shown = 0; ///< of the problems, counted from 1; 0: none yet
};

}
