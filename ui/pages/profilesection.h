// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <string_view>
#include <vector>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace emitter {

/// One section of the Profile page: a heading, buttons, and what it edits.
class ProfileSection : public QWidget
{
    Q_OBJECT
public:
    explicit ProfileSection(const QString &title, QWidget *parent = nullptr);

    const QString &title() const { return m_title; }
    /// Whether the setting at a path of the profile is edited here.
    virtual bool owns(std::string_view path) const = 0;
    /// Shows a setting and gives it the focus. False: nothing here shows it, e.g. a key that is
    /// not known. REQUIRES: owns(path)
    virtual bool showPath(std::string_view path) = 0;
    /// What the filter looks through besides the title: names, keys and helps of the settings.
    virtual QStringList words() const = 0;

protected:
    void setIntro(const QString &text);
    QHBoxLayout &buttons() { return *m_buttons; }
    QVBoxLayout &body() { return *m_body; }

private:
    const QString m_title;
    QLabel *m_intro;
    QHBoxLayout *m_buttons;
    QVBoxLayout *m_body;
};

/// A frame with the base colour, for forms.
QWidget *makeCard(QWidget *content);
/// The heading of a part of a form.
QLabel *makeHeading(const QString &text);
/// A line of explanation; plain text, muted.
QLabel *makeNote(const QString &text = {});

struct FormRow;
/// Labels, keys and helps of rows, for words().
QStringList wordsOf(const std::vector<FormRow> &rows);

}
