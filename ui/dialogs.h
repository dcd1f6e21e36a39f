// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

class QWidget;

namespace emitter {

/// Every question that stops the user, behind a seam: the window asks, tests answer.
class Dialogs
{
public:
    virtual ~Dialogs() = default;

    enum class Unsaved { Save, Discard, Cancel };
    virtual Unsaved askUnsaved(QWidget *parent, const QString &title) = 0;
    /// True: stop the run and quit.
    virtual bool askQuitWhileRunning(QWidget *parent) = 0;
    /// True: what is in the file replaces what is not saved.
    virtual bool askReload(QWidget *parent, const QString &title) = 0;
    /// True: what is in the file now may go.
    virtual bool askOverwrite(QWidget *parent, const QString &title) = 0;
    virtual bool askDelete(QWidget *parent, const QString &what) = 0;
    /// Empty: cancelled. The desktop's own dialog asks about overwriting.
    virtual QString chooseFileToOpen(QWidget *parent, const QString &filter) = 0;
    /// `chosen`, where given, becomes the one of the filters that was chosen.
    virtual QString chooseFileToSave(QWidget *parent, const QString &proposed,
        const QString &filter, QString *chosen = nullptr) = 0;
    /// Something that cannot wait and has no place on a page, e.g. no sink reachable.
    virtual void showFailure(QWidget *parent, const QString &text, const QString &remedy) = 0;
};

/// The desktop's own dialogs.
class DesktopDialogs : public Dialogs
{
    Q_DECLARE_TR_FUNCTIONS(emitter::DesktopDialogs)
public:
    Unsaved askUnsaved(QWidget *parent, const QString &title) override;
    bool askQuitWhileRunning(QWidget *parent) override;
    bool askReload(QWidget *parent, const QString &title) override;
    bool askOverwrite(QWidget *parent, const QString &title) override;
    bool askDelete(QWidget *parent, const QString &what) override;
    QString chooseFileToOpen(QWidget *parent, const QString &filter) override;
    QString chooseFileToSave(
        QWidget *parent, const QString &proposed, const QString &filter, QString *chosen) override;
    void showFailure(QWidget *parent, const QString &text, const QString &remedy) override;
};

}
