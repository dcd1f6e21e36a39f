// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/noticestrip.h"

#include "ui/style.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace emitter {

NoticeStrip::NoticeStrip(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel)
    , m_text(new QLabel)
    , m_first(new QPushButton)
    , m_second(new QPushButton)
{
    setObjectName(QStringLiteral("strip"));
    setAccessibleName(tr("Notice"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_first);
    layout->addWidget(m_second);
    connect(m_first, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT firstChosen();
    });
    connect(m_second, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT secondChosen();
    });
    m_first->hide();
    m_second->hide();
    hide();
}

void NoticeStrip::say(
    const QString &text, RunPhase::Tone tone, const QString &first, const QString &second)
{
    m_text->setText(text);
    setAccessibleDescription(text);
    m_first->setText(first);
    m_first->setVisible(!first.isEmpty());
    m_second->setText(second);
    m_second->setVisible(!second.isEmpty());
    m_tone = tone;
    colour();
    show();
}

QString NoticeStrip::text() const
{
    return m_text->text();
}

void NoticeStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void NoticeStrip::colour()
{
    const Theme &theme = Theme::of(palette());
    const QColor colour = theme.colour(m_tone);
    const bool good = m_tone == RunPhase::Tone::Good;
    m_icon->setPixmap(makeIcon(good ? Icon::Check : Icon::Triangle, colour).pixmap(16));
    setOwnSheet(*this,
        QStringLiteral("QFrame#strip { background: %1; border: none;"
                       " border-bottom: 1px solid %2; } QLabel { color: %3; }")
            .arg(theme.softColour(m_tone).name(), theme.border.name(), colour.name()));
}

}
