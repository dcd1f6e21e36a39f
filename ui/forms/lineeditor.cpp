// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/lineeditor.h"

#include "profile/node.h"
#include "profile/variables.h"
#include "ui/forms/plaintext.h"
#include "ui/forms/unitedit.h"
#include "ui/style.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

#include <chrono>

namespace emitter {
namespace {

using namespace std::chrono_literals;
constexpr auto typingPause = 250ms;
constexpr int longestText = 65536;

}

LineEditor::LineEditor(const Field &field, const EditorMeans &means, QWidget *parent)
    : FieldEditor(parent)
    , m_field(field)
    , m_means(means)
    , m_edit(new UnitEdit)
{
    auto *content = new QWidget;
    auto *layout = new QHBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_edit, 1);
    if (field.type == Field::Path) {
        auto *button = new QPushButton(tr("Browse…"));
        layout->addWidget(button);
        connect(button, &QPushButton::clicked, this, &LineEditor::browse);
    } else if (field.type == Field::Secret) {
        m_state = new QLabel;
        m_state->setTextFormat(Qt::PlainText);
        layout->addWidget(m_state);
    }
    setContent(content);
    setFocusProxy(m_edit);
    m_edit->setMaxLength(longestText);
    m_edit->installEventFilter(this);
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, [this] { tell(Typing::GoesOn); });
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_dirty = true;
        if (m_field.type != Field::Secret)
            m_pause.start();
        else // what may be the secret itself is not for other eyes
            m_edit->setEchoMode(text.isEmpty() || text.startsWith(QLatin1Char('$'))
                    ? QLineEdit::Normal
                    : QLineEdit::Password);
    });
    connect(m_edit, &QLineEdit::returnPressed, this, &LineEditor::finish);
}

void LineEditor::show(const Node *written)
{
    if (m_dirty)
        return; // the user is ahead of the text
    QString text = written && written->isText() ? QString::fromStdString(written->text) : QString();
    if (m_field.type == Field::Secret) {
        if (!isPlainReference(text.toStdString()))
            text.clear();
        showSecretState(written);
        m_edit->setEchoMode(QLineEdit::Normal);
    }
    if (text == m_edit->text())
        return;
    const int cursor = m_edit->cursorPosition();
    m_edit->setText(text);
    m_edit->setCursorPosition(m_edit->hasFocus() ? cursor : 0);
}

void LineEditor::showSecretState(const Node *written)
{
    QString state = tr("none");
    bool good = false;
    if (written && written->isText() && !written->text.empty()) {
        const Expansion expansion = expandVariables(written->text, {});
        if (expansion.names.empty()) {
            state = tr("written in the profile, not shown");
        } else {
            good = expansion.hasDefault || m_means.isVariableSet(expansion.names.front());
            state = good ? tr("✓ set") : tr("▲ not set");
        }
    }
    m_state->setText(state);
    const Theme &theme = Theme::of(palette());
    setTextColour(*m_state, !good && written ? theme.warning : theme.muted);
}

void LineEditor::setUnit(const QString &unit)
{
    m_edit->setUnit(unit);
}

void LineEditor::setPlaceholder(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

void LineEditor::finish()
{
    if (m_dirty)
        tell(Typing::Ended);
}

void LineEditor::tell(Typing typing)
{
    const QString text = m_edit->text();
    const bool gone = text.isEmpty() && !m_field.required && !m_field.mayBeEmpty;
    if (gone && typing == Typing::GoesOn)
        return; // the next letters may come: until then the key keeps its line
    m_pause.stop();
    m_dirty = false;
    if (gone)
        Q_EMIT removed({});
    else
        Q_EMIT edited({}, text, typing);
}

void LineEditor::browse()
{
    const QString file = m_means.chooseFile(this, !m_field.required);
    if (file.isEmpty())
        return;
    m_edit->setText(file);
    tell(Typing::Ended);
}

bool LineEditor::takesUndoKey(QEvent *event)
{
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool undo = key->matches(QKeySequence::Undo);
    if (!undo && !key->matches(QKeySequence::Redo))
        return false;
    // The profile has one history: the line has none of its own.
    finish();
    if (event->type() == QEvent::ShortcutOverride)
        event->ignore();
    else if (undo)
        m_means.undo();
    else
        m_means.redo();
    return true;
}

bool LineEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut)
        finish();
    const bool isKey =
        event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    return (isKey && takesUndoKey(event)) || FieldEditor::eventFilter(watched, event);
}

}
