// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QTextDocument>

namespace emitter {
namespace {

/// Its texts may hold foreign words, e.g. a file's name: none of them is markup.
class Message : public QMessageBox
{
public:
    Message(Icon icon, QWidget *parent, const QString &text, const QString &more = {})
        : QMessageBox(
            icon, QCoreApplication::applicationName(), QString(), QMessageBox::NoButton, parent)
    {
        setTextFormat(Qt::PlainText);
        setText(text);
        // This one has no format of its own and guesses.
        if (!more.isEmpty())
            setInformativeText(Qt::convertFromPlainText(more, Qt::WhiteSpaceNormal));
    }
};

bool confirm(
    QWidget *parent, const QString &question, const QString &consequence, const QString &action)
{
    Message box(QMessageBox::Question, parent, question, consequence);
    const QAbstractButton *yes = box.addButton(action, QMessageBox::DestructiveRole);
    QPushButton *no = box.addButton(DesktopDialogs::tr("Ca&ncel"), QMessageBox::RejectRole);
    box.setDefaultButton(no);
    box.setEscapeButton(no);
    box.exec();
    return box.clickedButton() == yes;
}

}

Dialogs::Unsaved DesktopDialogs::askUnsaved(QWidget *parent, const QString &title)
{
    // Words of our own: Qt's are English where its translations are not installed.
    Message box(QMessageBox::Question, parent, tr("%1 has changes that are not saved.").arg(title));
    QPushButton *save = box.addButton(tr("&Save"), QMessageBox::AcceptRole);
    const QAbstractButton *discard =
        box.addButton(tr("&Discard changes"), QMessageBox::DestructiveRole);
    box.setEscapeButton(box.addButton(tr("Ca&ncel"), QMessageBox::RejectRole));
    box.setDefaultButton(save);
    box.exec();
    return box.clickedButton() == save   ? Unsaved::Save
        : box.clickedButton() == discard ? Unsaved::Discard
                                         : Unsaved::Cancel;
}

bool DesktopDialogs::askQuitWhileRunning(QWidget *parent)
{
    return confirm(parent, tr("A run is going on."),
        tr("It is stopped in order: what waits is flushed, and the run is kept under Runs."),
        tr("Stop and &quit"));
}

bool DesktopDialogs::askReload(QWidget *parent, const QString &title)
{
    return confirm(parent, tr("%1 has changes that are not saved.").arg(title),
        tr("They are lost when the file is read again."), tr("&Reload"));
}

bool DesktopDialogs::askOverwrite(QWidget *parent, const QString &title)
{
    return confirm(parent, tr("Overwrite %1?").arg(title), tr("What is in the file now is lost."),
        tr("&Overwrite"));
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
    QWidget *parent, const QString &proposed, const QString &filter, QString *chosen)
{
    return QFileDialog::getSaveFileName(parent, {}, proposed, filter, chosen);
}

void DesktopDialogs::showFailure(QWidget *parent, const QString &text, const QString &remedy)
{
    Message box(QMessageBox::Warning, parent, text, remedy);
    box.addButton(tr("&OK"), QMessageBox::AcceptRole);
    box.exec();
}

}
