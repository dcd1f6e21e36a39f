// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/draft.h"
#include "ui/forms/fieldeditor.h"
#include "ui/forms/formrow.h"

#include <QWidget>

#include <string>
#include <string_view>
#include <vector>

class QGridLayout;
class QLabel;

namespace emitter {

class Dialogs;

/// A form made from setting rows: label, editor, and beside it the row's help or what is wrong with
/// its value. Every change goes to the draft at once, every change of the draft comes back.
class FieldForm : public QWidget
{
    Q_OBJECT
public:
    FieldForm(Draft &draft, Dialogs &dialogs, QWidget *parent = nullptr);

    /// The settings below `path`: "services[3]", "embedding", or empty for the top level. Editors
    /// are made anew only when the rows are others.
    void show(std::string path, std::vector<FormRow> rows);
    const std::string &path() const { return m_path; }
    const std::vector<FormRow> &rows() const { return m_rows; }
    std::string pathOf(const FormRow &row) const;

    /// Gives the focus to the field of a path, or to the one that it lies below. False: none.
    bool focusField(std::string_view path);
    /// A text at the right edge of a field, e.g. the share that a weight comes to.
    void setUnit(std::string_view key, const QString &unit);
    FieldEditor *editor(std::string_view key) const;
    /// What is said beside a field at the moment, its problem or its help.
    QString said(std::string_view key) const;

Q_SIGNALS:
    void rebuilt(); ///< other editors than before

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Line
    {
        QLabel *label = nullptr;
        FieldEditor *editor = nullptr;
        QLabel *help = nullptr;
        QString refusal; ///< why the draft did not take the last edit
    };

    std::string focusedKey() const;
    void build();
    void addLine(QGridLayout &grid, int number, const FormRow &row);
    void refresh();
    void refreshLine(const FormRow &row, Line &line);
    /// The path of the mapping whose problems a row shows, too; empty: none.
    std::string parentOf(const FormRow &row) const;
    const Problem *problemOf(const FormRow &row) const;
    void store(
        std::size_t number, const QString &key, const QString &text, FieldEditor::Typing typing);
    void remove(std::size_t number, const QString &key);
    void rename(std::size_t number, const QString &key, const QString &name);
    /// Whether a key of a mapping can be a step of a path; if not, why it is not edited.
    static Result<void> asStep(const QString &key);
    void took(std::size_t number, const Result<void> &result);

    Draft &m_draft;
    EditorMeans m_means;
    std::string m_path;
    std::vector<FormRow> m_rows;
    std::vector<Line> m_lines;
    QWidget *m_body = nullptr;
    bool m_stale = false;
};

/// What a problem says, about the field that it stands at: "Rate must be 0 or more; you wrote -5".
QString problemText(const Problem &problem, const QString &label);

}
