// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/fieldeditor.h"

#include "ui/forms/choiceeditor.h"
#include "ui/forms/lineeditor.h"
#include "ui/forms/mapeditor.h"
#include "ui/forms/plaintext.h"
#include "ui/style.h"

#include <QPainter>
#include <QVBoxLayout>

namespace emitter {

FieldEditor::FieldEditor(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2); // room for the frame of what is wrong
}

void FieldEditor::setContent(QWidget *content)
{
    layout()->addWidget(content);
}

void FieldEditor::setWrong(bool wrong)
{
    m_wrong = wrong;
    update();
}

void FieldEditor::paintEvent(QPaintEvent *)
{
    if (!m_wrong)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::of(palette()).bad, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
}

FieldEditor *makeFieldEditor(
    const Field &field, const char *context, const EditorMeans &means, QWidget *parent)
{
    FieldEditor *editor = nullptr;
    switch (field.type) {
    case Field::Boolean:
        editor = new BooleanEditor(field, parent);
        break;
    case Field::Choice:
        editor = new ChoiceEditor(field, context, parent);
        break;
    case Field::TextMap:
        editor = new MapEditor(parent);
        break;
    case Field::Text:
    case Field::Integer:
    case Field::Number:
    case Field::Duration:
    case Field::Size:
    case Field::Percent:
    case Field::Url:
    case Field::Path:
    case Field::Secret:
        editor = new LineEditor(field, means, parent);
        editor->setUnit(translated(context, field.unit));
        editor->setPlaceholder(QString::fromUtf8(
            field.fallback.data(), static_cast<qsizetype>(field.fallback.size())));
    }
    return editor;
}

}
