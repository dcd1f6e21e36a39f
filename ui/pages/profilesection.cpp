// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/profilesection.h"

#include "ui/forms/formrow.h"
#include "ui/forms/plaintext.h"

#include <QFrame>
#include <QLabel>
#include <QVBoxLayout>

namespace emitter {

ProfileSection::ProfileSection(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_intro(makeNote())
    , m_buttons(new QHBoxLayout)
    , m_body(new QVBoxLayout)
{
    auto *heading = makeHeading(title);
    m_intro->setMinimumWidth(fontMetrics().averageCharWidth() * 12); // it wraps
    auto *head = new QHBoxLayout;
    head->addWidget(heading);
    head->addSpacing(6);
    head->addWidget(m_intro, 1);
    head->addLayout(m_buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(head);
    layout->addLayout(m_body, 1);
    m_body->setSpacing(10);
}

void ProfileSection::setIntro(const QString &text)
{
    m_intro->setText(text);
}

QWidget *makeCard(QWidget *content)
{
    auto *card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    card->setFrameShape(QFrame::StyledPanel);
    card->setAutoFillBackground(true);
    card->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->addWidget(content);
    return card;
}

QLabel *makeHeading(const QString &text)
{
    auto *heading = new QLabel(text);
    QFont font = heading->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.15);
    heading->setFont(font);
    return heading;
}

QLabel *makeNote(const QString &text)
{
    auto *note = new QLabel(text);
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    note->setObjectName(QStringLiteral("muted"));
    return note;
}

QStringList wordsOf(const std::vector<FormRow> &rows)
{
    QStringList words;
    for (const FormRow &row : rows)
        words << translated(row.context, row.field->label) << QString::fromStdString(row.key)
              << translated(row.context, row.field->help);
    return words;
}

}
