// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/mnemonics.h"

#include <QAbstractButton>
#include <QAction>
#include <QHash>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>
#include <QSet>

#include <cstddef>
#include <functional>
#include <utility>
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

/// Where the mark may stand in `text`: at the starts of words first, then anywhere.
std::vector<qsizetype> placesIn(const QString &text)
{
    std::vector<qsizetype> places;
    for (const bool starts : {true, false}) {
        for (qsizetype i = 0; i < text.size(); ++i) {
            const bool isStart = i == 0 || text[i - 1].isSpace();
            if (text[i].isLetterOrNumber() && isStart == starts)
                places.push_back(i);
        }
    }
    return places;
}

/// Gives as many texts as can be a letter of their own: a text whose letters are all in use asks
/// their owners to move on (augmenting paths of a bipartite matching).
class LetterChoice
{
public:
    LetterChoice(std::vector<QString> texts, QSet<QChar> reserved)
        : m_texts(std::move(texts))
        , m_reserved(std::move(reserved))
        , m_places(m_texts.size(), -1)
    {
        for (std::size_t i = 0; i < m_texts.size(); ++i) {
            QSet<QChar> asked;
            give(i, asked);
        }
    }

    /// The `i`-th text with its mark; one that found no letter shares its first.
    QString marked(std::size_t i) const
    {
        const QString &text = m_texts[i];
        const auto places = placesIn(text);
        const qsizetype at = m_places[i] >= 0 || places.empty() ? m_places[i] : places.front();
        QString out;
        for (qsizetype k = 0; k < text.size(); ++k) {
            if (k == at || text[k] == QLatin1Char('&'))
                out += QLatin1Char('&');
            out += text[k];
        }
        return out;
    }

private:
    bool give(std::size_t text, QSet<QChar> &asked)
    {
        for (const qsizetype place : placesIn(m_texts[text])) {
            const QChar letter = m_texts[text][place].toLower();
            if (m_reserved.contains(letter) || asked.contains(letter))
                continue;
            asked.insert(letter);
            const auto owner = m_owners.constFind(letter);
            if (owner != m_owners.constEnd() && !give(*owner, asked))
                continue;
            m_owners[letter] = text;
            m_places[text] = place;
            return true;
        }
        return false;
    }

    const std::vector<QString> m_texts;
    const QSet<QChar> m_reserved;
    std::vector<qsizetype> m_places; ///< -1: none
    QHash<QChar, std::size_t> m_owners;
};

/// The letters in use around `root`: of the menus, the toolbar, the strips.
QSet<QChar> lettersAround(const QWidget *root)
{
    QSet<QChar> letters;
    const QWidget *window = root->window();
    for (const QMenuBar *bar : window->findChildren<QMenuBar *>()) {
        for (const QAction *action : bar->actions())
            letters.insert(letterOf(action->text()));
    }
    for (const QWidget *other : window->findChildren<QWidget *>()) {
        if (!other->isVisibleTo(window) || root->isAncestorOf(other))
            continue;
        const auto *label = qobject_cast<const QLabel *>(other);
        const auto *button = qobject_cast<const QPushButton *>(other);
        if (label && label->buddy())
            letters.insert(letterOf(label->text()));
        else if (button)
            letters.insert(letterOf(button->text()));
    }
    return letters;
}

}

void assignMnemonics(QWidget *root)
{
    std::vector<QString> texts;
    std::vector<std::function<void(const QString &)>> owners;
    for (QWidget *child : root->findChildren<QWidget *>()) {
        if (!child->isVisibleTo(root))
            continue;
        auto *label = qobject_cast<QLabel *>(child);
        auto *button = qobject_cast<QAbstractButton *>(child);
        if (label && label->buddy()) {
            texts.push_back(without(label->text()));
            owners.emplace_back([label](const QString &text) { label->setText(text); });
        } else if (button && !button->text().isEmpty()) {
            texts.push_back(without(button->text()));
            owners.emplace_back([button](const QString &text) { button->setText(text); });
        }
    }
    const LetterChoice choice(std::move(texts), lettersAround(root));
    for (std::size_t i = 0; i < owners.size(); ++i)
        owners[i](choice.marked(i));
}

}
