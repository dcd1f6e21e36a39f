// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/profiletext.h"

#include "profile/node.h"
#include "ui/forms/fieldform.h"
#include "ui/models/textlines.h"

#include <QLabel>
#include <QVBoxLayout>

#include <chrono>

namespace emitter {
namespace {

using namespace std::chrono_literals;
constexpr auto typingPause = 400ms;

}

ProfileText::ProfileText(Draft &draft)
    : ProfileSection(tr("Text"))
    , m_draft(draft)
    , m_editor(new YamlEditor)
{
    body().addWidget(m_editor);
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &ProfileText::store);
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        if (m_refreshing)
            return;
        m_typed = true;
        m_pause.start();
    });
    connect(m_editor, &YamlEditor::left, this, &ProfileText::store);
    connect(m_editor, &YamlEditor::undoWanted, this, [this] { m_draft.undoStack().undo(); });
    connect(m_editor, &YamlEditor::redoWanted, this, [this] { m_draft.undoStack().redo(); });
    connect(&draft, &Draft::editsWanted, this, &ProfileText::store);
    connect(&draft, &Draft::changed, this, &ProfileText::refresh);
}

void ProfileText::showEvent(QShowEvent *event)
{
    ProfileSection::showEvent(event);
    refresh();
}

void ProfileText::refresh()
{
    if (!isVisible() || m_typed)
        return;
    m_refreshing = true;
    const QStringList lines = linesOf(m_draft.text());
    m_editor->setLines(lines);
    // Some rare separators end a line here and not there: such a text is only shown.
    const bool faithful = m_editor->lines() == lines;
    m_editor->setReadOnly(!faithful);
    setIntro(faithful
            ? tr("The profile as it is saved. Comments, order and quotes stay.")
            : tr("This text has characters that this editor cannot keep; change it elsewhere."));
    std::vector<YamlEditor::Mark> marks;
    for (const Problem &problem : m_draft.problems()) {
        if (problem.line > 0)
            marks.push_back({problem.line, problem.column,
                problemText(problem, QString::fromStdString(problem.path)),
                problem.severity == Severity::Error});
    }
    m_editor->setMarks(std::move(marks));
    m_refreshing = false;
}

void ProfileText::store()
{
    if (!m_typed)
        return;
    m_typed = false;
    m_pause.stop();
    m_draft.setText(withLines(m_draft.text(), m_editor->lines()), tr("Change the text"));
}

bool ProfileText::showPath(std::string_view path)
{
    const Node *node = m_draft.node(path);
    m_editor->goTo(node ? node->place.line : 1, node ? node->place.column : 1);
    return true;
}

void ProfileText::showProblem(const Problem &problem)
{
    refresh();
    m_editor->goTo(problem.line, problem.column);
}

}
