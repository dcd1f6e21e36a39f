// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/fieldform.h"
#include "ui/models/draftlistmodel.h"
#include "ui/pages/profilesection.h"

#include <functional>

class QAbstractButton;
class QKeySequence;
class QPushButton;
class QTableView;
class QVBoxLayout;

namespace emitter {

/// A section that edits a list of the profile: a table of its items, and a form for the current
/// one. Items are added, copied, removed and moved, each as one step of undo.
class ProfileList : public ProfileSection
{
    Q_OBJECT
public:
    bool owns(std::string_view path) const override;
    bool showPath(std::string_view path) override;
    QStringList words() const override;

    QTableView &table() { return *m_table; }
    FieldForm &form() { return *m_form; }
    int currentRow() const;

protected:
    struct Traits
    {
        QString title;
        std::string nameKey; ///< what a copy must not share; empty: nothing
        QString emptyText; ///< shown while the list has no item
    };
    ProfileList(Draft &draft, Dialogs &dialogs, DraftListModel *model, Traits traits);

    /// The form of an item; `words` asks for all that there could be.
    virtual std::vector<FormRow> rowsOf(int row) const = 0;
    virtual std::vector<FormRow> allRows() const { return rowsOf(-1); }
    virtual std::vector<TextChange> newItem() const = 0;
    /// After the draft or the current item changed.
    virtual void refresh() { }

    Draft &draft() { return m_draft; }
    const Draft &draft() const { return m_draft; }
    DraftListModel &model() { return *m_model; }
    QPushButton &addButton() { return *m_add; }
    QVBoxLayout &formBody() { return *m_formBody; }
    void add(const std::vector<TextChange> &values);
    void showCurrent();

private:
    void makeActions();
    void addAction(const QString &text, const QKeySequence &key, QAbstractButton *button,
        const std::function<void()> &run);
    void duplicate();
    void remove();
    void move(int by);
    void select(int row, bool focusForm);
    void took(const Result<void> &result);

    Draft &m_draft;
    DraftListModel *m_model;
    const Traits m_traits;
    QTableView *m_table;
    QPushButton *m_add;
    std::vector<QAbstractButton *> m_onItem; ///< buttons that need an item
    FieldForm *m_form;
    QVBoxLayout *m_formBody;
    QWidget *m_split;
    QLabel *m_empty;
    QLabel *m_refusal;
};

}
