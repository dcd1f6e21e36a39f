// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QListWidget;
class QStackedWidget;

namespace emitter {

class Dialogs;
class Draft;
class ProfileSection;
class ProfileText;
class NoticeStrip;
class SinkRegistry;

/// The profile in forms, tables and as text: sections on the left with a filter and the number of
/// their problems, the first problem in a strip above.
class ProfilePage : public QWidget
{
    Q_OBJECT
public:
    explicit ProfilePage(
        Draft &draft, const SinkRegistry &sinks, Dialogs &dialogs, QWidget *parent = nullptr);
    ~ProfilePage() override;

    /// Goes to the field that a problem is about, or to its line of the text.
    void showProblem(const Problem &problem);
    /// Puts the focus into the filter, for Ctrl+F.
    void focusFilter();

    const std::vector<ProfileSection *> &sections() const { return m_sections; }
    int currentSection() const;
    void showSection(int index);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeSide();
    void add(ProfileSection *section);
    std::size_t sectionOf(std::string_view path) const;
    void refresh();
    void refreshStrip();
    /// Errors come before what only warns; nullptr: none.
    const Problem *firstProblem() const;
    void filter();
    void finishFilter();

    Draft &m_draft;
    std::vector<ProfileSection *> m_sections;
    ProfileText *m_text;
    QLineEdit *m_filter;
    QListWidget *m_list;
    QStackedWidget *m_stack;
    NoticeStrip *m_strip;
};

}
