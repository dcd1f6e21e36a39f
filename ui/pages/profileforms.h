// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/preparation.h"
#include "ui/forms/fieldform.h"
#include "ui/pages/profilesection.h"

#include <QThreadPool>
#include <QTimer>

class QCheckBox;
class QLabel;

namespace emitter {

/// A section of settings without a list: one or several forms below each other.
class ProfileForms : public ProfileSection
{
    Q_OBJECT
public:
    bool owns(std::string_view path) const override;
    bool showPath(std::string_view path) override;
    QStringList words() const override;
    const std::vector<FieldForm *> &forms() const { return m_forms; }

protected:
    ProfileForms(const QString &title, Draft &draft, Dialogs &dialogs);

    FieldForm *addForm(const QString &heading, const std::string &path, std::vector<FormRow> rows);
    /// Above the forms.
    void addTop(QWidget *widget);
    Draft &draft() const { return m_draft; }

private:
    Draft &m_draft;
    Dialogs &m_dialogs;
    std::vector<FieldForm *> m_forms;
    QVBoxLayout *m_column;
};

/// When batches go, and what is given up when.
class ProfileBuffer : public ProfileForms
{
    Q_OBJECT
public:
    ProfileBuffer(Draft &draft, Dialogs &dialogs);
};

/// The messages, and where their vectors come from: the key's state, and what fetching them costs.
class ProfileMessages : public ProfileForms
{
    Q_OBJECT
public:
    ProfileMessages(Draft &draft, Dialogs &dialogs);
    bool owns(std::string_view path) const override;

    QString keyState() const;
    QString estimate() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    /// What is written at a path, its variables put in; empty: nothing, or one is not set.
    QString expanded(const std::string &path) const;
    QString stateOfWrittenKey() const;
    void startEstimate();
    void showEstimate(const Result<EmbeddingEstimate> &made);

    QLabel *m_key;
    QLabel *m_estimate;
    QTimer m_later;
    int m_asked = 0; ///< an estimate that comes for a number before is not shown
    QThreadPool m_counting; ///< a million texts take their time; waited for before all else is gone
};

/// The browser's view of a run, which is a sink of its own kind: the first one of the profile.
class ProfileDashboard : public ProfileForms
{
    Q_OBJECT
public:
    ProfileDashboard(Draft &draft, const SinkRegistry &sinks, Dialogs &dialogs);
    bool owns(std::string_view path) const override;
    QStringList words() const override;

private:
    void refresh();
    Result<void> switchTo(bool on);
    int sinkRow() const; ///< -1: none

    const SinkDescriptor *m_sink;
    QLabel *m_note;
    QCheckBox *m_on;
    FieldForm *m_form = nullptr;
};

}
