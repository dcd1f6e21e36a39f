// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/mnemonics.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QMenuBar>
#include <QSet>

#include <algorithm>
#include <functional>
#include <vector>

namespace emitter {
namespace {

QChar letterOf(const QString &text)
{
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text[i] == QLatin1Char('&')) {
            if (text[i + 1] != QLatin1Char('&'))
                return text[i + 1].toLower();
            ++i;
        }
    }
    return {};
}

QString without(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('&'))
            text.remove(i, 1); // of two, one stays
    }
    return text;
}

/// The first free letter of a word's start, else any free letter, else the first letter.
qsizetype placeFor(const QString &text, const QSet<QChar> &taken)
{
    qsizetype any = -1;
    qsizetype first = -1;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!text[i].isLetterOrNumber())
            continue;
        first = first < 0 ? i : first;
        if (taken.contains(text[i].toLower()))
            continue;
        if (i == 0 || text[i - 1].isSpace())
            return i;
        any = any < 0 ? i : any;
    }
    return any >= 0 ? any : first;
}

QString marked(const QString &text, QSet<QChar> &taken)
{
    const QString plain = without(text);
    const qsizetype at = placeFor(plain, taken);
    QString out;
    for (qsizetype i = 0; i < plain.size(); ++i) {
        if (i == at || plain[i] == QLatin1Char('&'))
            out += QLatin1Char('&');
        out += plain[i];
    }
    if (at >= 0)
        taken.insert(plain[at].toLower());
    return out;
}

}

void assignMnemonics(QWidget *root)
{
    QSet<QChar> taken;
    for (const QMenuBar *bar : root->window()->findChildren<QMenuBar *>()) {
        for (const QAction *action : bar->actions())
            taken.insert(letterOf(action->text()));
    }
    // The shortest texts have the least choice.
    struct Owner
    {
        QString text;
        std::function<void(const QString &)> set;
    };
    std::vector<Owner> owners;
    for (QWidget *child : root->findChildren<QWidget *>()) {
        if (!child->isVisibleTo(root))
            continue;
        if (auto *label = qobject_cast<QLabel *>(child); label && label->buddy())
            owners.push_back(
                {label->text(), [label](const QString &text) { label->setText(text); }});
        else if (auto *button = qobject_cast<QAbstractButton *>(child);
                 button && !button->text().isEmpty())
            owners.push_back(
                {button->text(), [button](const QString &text) { button->setText(text); }});
    }
    std::stable_sort(owners.begin(), owners.end(), [](const Owner &a, const Owner &b) {
        return without(a.text).size() < without(b.text).size();
    });
    for (const Owner &owner : owners)
        owner.set(marked(owner.text, taken));
}

}
