// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

namespace emitter {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("emitter::Dialogs", text);
}

bool confirm(
    QWidget *parent, const QString &question, const QString &consequence, const QString &action)
{
    QMessageBox box(QMessageBox::Question, QCoreApplication::applicationName(), question,
        QMessageBox::Cancel, parent);
    box.setInformativeText(consequence);
    const QAbstractButton *yes = box.addButton(action, QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == yes;
}

}

Dialogs::Unsaved DesktopDialogs::askUnsaved(QWidget *parent, const QString &title)
{
    const auto answer = QMessageBox::question(parent, QCoreApplication::applicationName(),
        tr("%1 has changes that are not saved.").arg(title),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    return answer == QMessageBox::Save   ? Unsaved::Save
        : answer == QMessageBox::Discard ? Unsaved::Discard
                                         : Unsaved::Cancel;
}

bool DesktopDialogs::askQuitWhileRunning(QWidget *parent)
{
    return confirm(parent, tr("A run is going on."),
        tr("It is stopped in order: what waits is flushed, and the run is kept under Runs."),
        tr("Stop and &quit"));
}

bool DesktopDialogs::askDelete(QWidget *parent, const QString &what)
{
    return confirm(parent, tr("Delete %1?").arg(what), tr("This cannot be undone."), tr("&Delete"));
}

QString DesktopDialogs::chooseFileToOpen(QWidget *parent, const QString &filter)
{
    return QFileDialog::getOpenFileName(parent, {}, {}, filter);
}

QString DesktopDialogs::chooseFileToSave(
    QWidget *parent, const QString &proposed, const QString &filter)
{
    return QFileDialog::getSaveFileName(parent, {}, proposed, filter);
}

void DesktopDialogs::showFailure(QWidget *parent, const QString &text, const QString &remedy)
{
    QMessageBox box(
        QMessageBox::Warning, QCoreApplication::applicationName(), text, QMessageBox::Ok, parent);
    box.setInformativeText(remedy);
    box.exec();
}

}
