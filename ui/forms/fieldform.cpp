// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/fieldform.h"
#include "ui/numbers.h"

#include "profile/readcontext.h"
#include "ui/dialogs.h"
#include "ui/forms/mapeditor.h"
#include "ui/forms/plaintext.h"
#include "ui/style.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

constexpr int editorWidth = 264;
constexpr int labelWidth = 130;

bool sameRows(const std::vector<FormRow> &a, const std::vector<FormRow> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
        [](const FormRow &x, const FormRow &y) { return x.field == y.field && x.key == y.key; });
}

QString asName(const QString &label)
{
    return QString(label).remove(QLatin1Char('&'));
}

}

QString problemText(const Problem &problem, const QString &label)
{
    QString text = Numbers::safe(problem.text, 400);
    const QString path = QString::fromStdString(problem.path);
    if (!path.isEmpty() && text.startsWith(path + QLatin1Char(' ')))
        text = label + text.mid(path.size());
    if (!problem.remedy.empty())
        text += QStringLiteral(". ") + Numbers::safe(problem.remedy, 300);
    return text;
}

FieldForm::FieldForm(Draft &draft, Dialogs &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
{
    m_means.chooseFile = [&dialogs](QWidget *window, bool existing) {
        return existing ? dialogs.chooseFileToOpen(window, {})
                        : dialogs.chooseFileToSave(window, {}, {});
    };
    m_means.isVariableSet = [&draft](const std::string &name) { return draft.isVariableSet(name); };
    m_means.undo = [&draft] { draft.undoStack().undo(); };
    m_means.redo = [&draft] { draft.undoStack().redo(); };
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    connect(&draft, &Draft::changed, this, &FieldForm::refresh);
    connect(&draft, &Draft::editsWanted, this, [this] {
        for (const Line &line : m_lines)
            line.editor->finish();
    });
}

void FieldForm::show(std::string path, std::vector<FormRow> rows)
{
    const bool elsewhere = path != m_path;
    if (elsewhere || !sameRows(rows, m_rows))
        m_draft.finishEdits(); // what was typed belongs to the old place
    if (elsewhere) {
        for (Line &line : m_lines)
            line.refusal.clear();
        m_draft.endTyping();
    }
    m_path = std::move(path);
    const bool isNew = !sameRows(rows, m_rows);
    const std::string focused = isNew ? focusedKey() : std::string();
    m_rows = std::move(rows);
    if (isNew)
        build();
    refresh();
    if (FieldEditor *again = focused.empty() ? nullptr : editor(focused))
        again->setFocus();
    if (isNew)
        Q_EMIT rebuilt();
}

std::string FieldForm::focusedKey() const
{
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (m_lines[i].editor->focusProxy()->hasFocus())
            return m_rows[i].key;
    }
    return {};
}

std::string FieldForm::pathOf(const FormRow &row) const
{
    if (row.key.empty())
        return m_path;
    return m_path.empty() ? row.key : m_path + '.' + row.key;
}

void FieldForm::build()
{
    if (m_body) {
        // One of its editors may be what asked for the change, so it lives until that is done.
        for (const Line &line : m_lines)
            line.editor->disconnect(this);
        layout()->removeWidget(m_body);
        m_body->hide();
        m_body->deleteLater();
        m_lines.clear();
    }
    m_body = new QWidget;
    auto *grid = new QGridLayout(m_body);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(2, 1);
    grid->setColumnMinimumWidth(0, labelWidth); // forms below each other line up
    for (const FormRow &row : m_rows)
        addLine(*grid, static_cast<int>(m_lines.size()), row);
    layout()->addWidget(m_body);
}

void FieldForm::addLine(QGridLayout &grid, int number, const FormRow &row)
{
    Line line;
    const QString label = translated(row.context, row.field->label);
    const QString help = translated(row.context, row.field->help);
    line.label = new QLabel(label);
    line.editor = makeFieldEditor(*row.field, row.context, m_means, m_body);
    line.editor->setFixedWidth(editorWidth);
    line.help = new QLabel;
    line.help->setTextFormat(Qt::PlainText);
    line.help->setWordWrap(true);
    line.label->setBuddy(line.editor->focusProxy());
    for (QWidget *named : {static_cast<QWidget *>(line.editor), line.editor->focusProxy()}) {
        named->setAccessibleName(label);
        named->setAccessibleDescription(help);
    }
    const int height = line.editor->focusProxy()->sizeHint().height() + 4;
    line.label->setMinimumHeight(height);
    line.help->setMinimumHeight(height);
    grid.addWidget(line.label, number, 0, Qt::AlignRight | Qt::AlignTop);
    grid.addWidget(line.editor, number, 1, Qt::AlignTop);
    grid.addWidget(line.help, number, 2, Qt::AlignTop);
    const auto at = static_cast<std::size_t>(number);
    connect(line.editor, &FieldEditor::edited, this,
        [this, at](const QString &key, const QString &text, FieldEditor::Typing typing) {
            store(at, key, text, typing);
        });
    connect(line.editor, &FieldEditor::removed, this,
        [this, at](const QString &key) { remove(at, key); });
    connect(line.editor, &FieldEditor::renamed, this,
        [this, at](const QString &key, const QString &name) { rename(at, key, name); });
    m_lines.push_back(std::move(line));
}

void FieldForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        refresh();
}

void FieldForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

void FieldForm::refresh()
{
    m_stale = !isVisible();
    if (m_stale && window()->isVisible())
        return; // hidden behind another section
    setEnabled(m_draft.root() != nullptr || m_draft.text().empty());
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        refreshLine(m_rows[i], m_lines[i]);
}

std::string FieldForm::parentOf(const FormRow &row) const
{
    const std::string path = pathOf(row);
    const std::size_t dot = path.rfind('.');
    return row.speaksForParent && dot != std::string::npos ? path.substr(0, dot) : std::string();
}

const Problem *FieldForm::problemOf(const FormRow &row) const
{
    if (const Problem *own = m_draft.problemAt(pathOf(row)))
        return own;
    const std::string parent = parentOf(row);
    const auto &all = m_draft.problems();
    const auto found = std::find_if(all.begin(), all.end(),
        [&](const Problem &problem) { return !parent.empty() && problem.path == parent; });
    return found == all.end() ? nullptr : &*found;
}

void FieldForm::refreshLine(const FormRow &row, Line &line)
{
    const std::string path = pathOf(row);
    const Node *node = m_draft.node(path);
    line.editor->show(node);
    if (!row.together.empty()) {
        const bool unwritten = !m_draft.node(path.substr(0, path.rfind('.')));
        const auto usual = std::find_if(row.together.begin(), row.together.end(),
            [&](const TextChange &change) { return change.path == row.key; });
        line.editor->setPlaceholder(QString::fromStdString(unwritten && usual != row.together.end()
                ? usual->value
                : std::string(row.field->fallback)));
    }
    const Problem *problem = problemOf(row);
    const QString label = translated(row.context, row.field->label);
    const bool wrong = problem || !line.refusal.isEmpty();
    const bool isError = wrong && (!problem || problem->severity == Severity::Error);
    const QString text = !line.refusal.isEmpty() ? line.refusal
        : problem                                ? problemText(*problem, label)
                                                 : translated(row.context, row.field->help);
    line.help->setText(wrong ? QStringLiteral("▲ ") + text : text);
    line.editor->setWrong(isError);
    line.editor->focusProxy()->setAccessibleDescription(text);
    const Theme &theme = Theme::of(palette());
    setTextColour(*line.help, !wrong ? theme.muted : isError ? theme.bad : theme.warning);
}

void FieldForm::store(
    std::size_t number, const QString &key, const QString &text, FieldEditor::Typing typing)
{
    const FormRow &row = m_rows[number];
    std::string path = pathOf(row);
    if (row.store) {
        took(number, row.store(text.toStdString()));
        return;
    }
    const QString what = tr("Change %1").arg(asName(translated(row.context, row.field->label)));
    if (!row.together.empty() && !m_draft.node(path.substr(0, path.rfind('.')))) {
        std::vector<TextChange> changes;
        for (const TextChange &other : row.together)
            changes.push_back({m_path + '.' + other.path,
                other.path == row.key ? text.toStdString() : other.value});
        took(number, m_draft.setValues(changes, what));
        return;
    }
    if (!key.isEmpty()) {
        if (const auto step = asStep(key); !step) {
            took(number, step);
            return;
        }
        path += '.' + key.toStdString();
    }
    took(number, m_draft.typeValue(path, text, what));
    if (typing == FieldEditor::Typing::Ended)
        m_draft.endTyping();
}

void FieldForm::remove(std::size_t number, const QString &key)
{
    const FormRow &row = m_rows[number];
    if (row.store) {
        took(number, row.store(std::string(row.field->fallback)));
        return;
    }
    std::string path = pathOf(row);
    if (!key.isEmpty()) {
        if (const auto step = asStep(key); !step) {
            took(number, step);
            return;
        }
        path += '.' + key.toStdString();
    }
    took(number,
        m_draft.removeKey(
            path, tr("Reset %1").arg(asName(translated(row.context, row.field->label)))));
}

Result<void> FieldForm::asStep(const QString &key)
{
    if (!key.contains(QLatin1Char('.')) && !key.contains(QLatin1Char('['))
        && !key.contains(QLatin1Char(']')))
        return {};
    Problem problem;
    problem.text = tr("A name with a dot or a bracket is not edited here").toStdString();
    problem.remedy = tr("Change it in the text.").toStdString();
    return problem;
}

void FieldForm::rename(std::size_t number, const QString &key, const QString &name)
{
    const FormRow &row = m_rows[number];
    for (const QString &step : {key, name}) {
        if (const auto is = asStep(step); !is) {
            took(number, is);
            return;
        }
    }
    took(number,
        m_draft.edit(tr("Change %1").arg(asName(translated(row.context, row.field->label))),
            [&](const ParsedText &text) {
                return withKeyRenamed(text, pathOf(row), key.toStdString(), name.toStdString());
            }));
}

void FieldForm::took(std::size_t number, const Result<void> &result)
{
    if (number >= m_lines.size())
        return; // the change made another form of this one
    m_lines[number].refusal = result
        ? QString()
        : problemText(result.problem(),
            asName(translated(m_rows[number].context, m_rows[number].field->label)));
    refreshLine(m_rows[number], m_lines[number]);
}

bool FieldForm::focusField(std::string_view path)
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const std::string own = pathOf(m_rows[i]);
        const bool below = path.starts_with(own) && !own.empty()
            && (path.size() == own.size() || path[own.size()] == '.' || path[own.size()] == '[');
        if (!below && (path.empty() || path != parentOf(m_rows[i])))
            continue;
        m_lines[i].editor->setFocus(Qt::OtherFocusReason);
        for (QWidget *up = parentWidget(); up; up = up->parentWidget()) {
            if (auto *area = qobject_cast<QScrollArea *>(up))
                area->ensureWidgetVisible(m_lines[i].editor);
        }
        return true;
    }
    return false;
}

void FieldForm::setUnit(std::string_view key, const QString &unit)
{
    if (FieldEditor *found = editor(key))
        found->setUnit(unit);
}

FieldEditor *FieldForm::editor(std::string_view key) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].key == key)
            return m_lines[i].editor;
    }
    return nullptr;
}

QString FieldForm::said(std::string_view key) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].key == key)
            return m_lines[i].help->text();
    }
    return {};
}

}
