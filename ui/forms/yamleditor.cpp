// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/yamleditor.h"

#include "ui/forms/plaintext.h"
#include "ui/forms/yamlcolours.h"
#include "ui/style.h"

#include <QFontDatabase>
#include <QHelpEvent>
#include <QPainter>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

class Gutter : public QWidget
{
public:
    explicit Gutter(YamlEditor *editor)
        : QWidget(editor)
        , m_editor(editor)
    {
    }
    QSize sizeHint() const override { return {m_editor->gutterWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override { m_editor->paintGutter(event); }

private:
    YamlEditor *m_editor;
};

}

YamlEditor::YamlEditor(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_gutter(new Gutter(this))
    , m_colours(new YamlColours(document(), Theme::of(palette())))
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setUndoRedoEnabled(false);
    setLineWrapMode(NoWrap);
    setLayoutDirection(Qt::LeftToRight); // as YAML is written, in every language
    setTabChangesFocus(true);
    setAccessibleName(tr("The profile's text"));
    const auto makeRoom = [this] {
        setViewportMargins(gutterWidth(), 0, 0, 0);
        m_gutter->update();
    };
    connect(this, &QPlainTextEdit::blockCountChanged, this, makeRoom);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    makeRoom();
}

int YamlEditor::gutterWidth() const
{
    const auto digits = std::max<qsizetype>(3, QString::number(blockCount()).size());
    return fontMetrics().horizontalAdvance(QLatin1Char('9')) * static_cast<int>(digits) + 22;
}

void YamlEditor::paintGutter(QPaintEvent *event)
{
    QPainter painter(m_gutter);
    painter.setLayoutDirection(layoutDirection()); // by itself a painter has the application's
    painter.fillRect(event->rect(), palette().color(QPalette::Window));
    QTextBlock block = firstVisibleBlock();
    double top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const double height = blockBoundingRect(block).height();
        const int line = block.blockNumber() + 1;
        const auto mark = std::find_if(m_marks.begin(), m_marks.end(),
            [line](const Mark &known) { return known.line == line; });
        const bool wrong = mark != m_marks.end();
        painter.setPen(!wrong   ? Theme::of(palette()).muted
                : mark->isError ? Theme::of(palette()).bad
                                : Theme::of(palette()).warning);
        const QRectF area(0, top, m_gutter->width() - 6, height);
        painter.drawText(area, static_cast<int>(Qt::AlignRight), QString::number(line));
        if (wrong)
            painter.drawText(
                area.adjusted(3, 0, 0, 0), static_cast<int>(Qt::AlignLeft), QStringLiteral("▲"));
        top += height;
        block = block.next();
    }
}

QStringList YamlEditor::lines() const
{
    QStringList lines;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        lines.append(block.text());
    return lines;
}

void YamlEditor::setLines(const QStringList &lines)
{
    const QStringList old = this->lines();
    if (lines == old)
        return;
    const qsizetype most = std::min(old.size(), lines.size());
    qsizetype head = 0;
    while (head < most && old[head] == lines[head])
        ++head;
    qsizetype tail = 0;
    while (tail < most - head && old[old.size() - 1 - tail] == lines[lines.size() - 1 - tail])
        ++tail;
    // A line on each side of a change that adds or takes whole lines, for the cursor to stand in.
    if (head + tail == most) {
        head -= head > 0 ? 1 : 0;
        tail -= tail > 0 && head == 0 ? 1 : 0;
    }
    QTextCursor cursor(document()->findBlockByNumber(static_cast<int>(head)));
    const QTextBlock last = document()->findBlockByNumber(static_cast<int>(old.size() - 1 - tail));
    cursor.setPosition(last.position() + last.length() - 1, QTextCursor::KeepAnchor);
    cursor.insertText(lines.mid(head, lines.size() - tail - head).join(QLatin1Char('\n')));
}

void YamlEditor::setMarks(std::vector<Mark> marks)
{
    m_marks = std::move(marks);
    showMarks();
    m_gutter->update();
}

void YamlEditor::showMarks()
{
    QList<QTextEdit::ExtraSelection> selections;
    for (const Mark &mark : m_marks) {
        const QTextBlock block = document()->findBlockByNumber(mark.line - 1);
        if (!block.isValid())
            continue;
        QTextEdit::ExtraSelection selection;
        selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        selection.format.setUnderlineColor(
            mark.isError ? Theme::of(palette()).bad : Theme::of(palette()).warning);
        const QString text = block.text();
        int from = std::clamp(mark.column - 1, 0, static_cast<int>(text.size()));
        while (mark.column == 0 && from < text.size() && text[from].isSpace())
            ++from;
        qsizetype end = text.indexOf(QStringLiteral(" #"), from);
        for (const QChar stop : {QLatin1Char(','), QLatin1Char('}'), QLatin1Char(']')}) {
            const qsizetype at = text.indexOf(stop, from + 1);
            if (at >= 0 && (end < 0 || at < end) && mark.column > 0)
                end = at;
        }
        selection.cursor = QTextCursor(block);
        selection.cursor.setPosition(block.position() + from);
        selection.cursor.setPosition(
            block.position() + static_cast<int>(end < 0 ? text.size() : end),
            QTextCursor::KeepAnchor);
        selections.append(selection);
    }
    setExtraSelections(selections);
}

QString YamlEditor::markAt(const QPoint &position) const
{
    const int line = cursorForPosition(position).blockNumber() + 1;
    QStringList texts;
    for (const Mark &mark : m_marks) {
        if (mark.line == line)
            texts += mark.text;
    }
    return texts.join(QLatin1Char('\n'));
}

void YamlEditor::goTo(int line, int column)
{
    const QTextBlock block = document()->findBlockByNumber(std::max(0, line - 1));
    QTextCursor cursor(block.isValid() ? block : document()->lastBlock());
    cursor.movePosition(QTextCursor::Right, QTextCursor::MoveAnchor,
        std::clamp(column - 1, 0, std::max(0, cursor.block().length() - 1)));
    setTextCursor(cursor);
    centerCursor();
    setFocus(Qt::OtherFocusReason);
}

bool YamlEditor::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(
            help->globalPos(), toolTipText(markAt(viewport()->mapFrom(this, help->pos()))), this);
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            Q_EMIT left(); // what was typed is a step of its own
            event->ignore();
            return true;
        }
    }
    return QPlainTextEdit::event(event);
}

void YamlEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    const QSignalBlocker blocker(this); // new colours are no new text
    m_colours->setTheme(Theme::of(palette()));
    showMarks();
}

void YamlEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Undo))
        Q_EMIT undoWanted();
    else if (event->matches(QKeySequence::Redo))
        Q_EMIT redoWanted();
    else
        QPlainTextEdit::keyPressEvent(event);
}

void YamlEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    const QRect inner = contentsRect();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    m_gutter->setGeometry(mirrored ? inner.right() - gutterWidth() : inner.left(), inner.top(),
        gutterWidth(), inner.height());
}

void YamlEditor::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT left();
}

}
