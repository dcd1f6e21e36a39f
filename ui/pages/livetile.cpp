// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/livetile.h"

#include "ui/elidedlabel.h"
#include "ui/numbers.h"
#include "ui/style.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace emitter {
namespace {

QLabel *makeLabel(double scale, bool bold)
{
    auto *label = new ElidedLabel;
    label->setMinimumWidth(1); // a long note does not widen the page
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setBold(bold);
    label->setFont(font);
    return label;
}

}

LiveTile::LiveTile(const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_value(makeLabel(1.55, true))
    , m_note(makeLabel(0.9, false))
{
    setObjectName(QStringLiteral("card"));
    setAccessibleName(title);
    auto *name = makeLabel(0.9, false);
    name->setText(title);
    name->setObjectName(QStringLiteral("muted"));
    m_note->setObjectName(QStringLiteral("muted"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(1);
    layout->addWidget(name);
    layout->addWidget(m_value);
    layout->addWidget(m_note);
    showValue(Numbers::absent(), {}, RunPhase::Tone::Neutral);
}

void LiveTile::showValue(const QString &value, const QString &note, RunPhase::Tone tone)
{
    m_value->setText(value);
    m_note->setText(note);
    setAccessibleDescription(value + QLatin1Char(' ') + note);
    if (tone != m_tone) {
        m_tone = tone;
        colour();
    }
}

void LiveTile::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void LiveTile::colour()
{
    const Theme &theme = Theme::of(palette());
    const QColor colour = m_tone == RunPhase::Tone::Neutral ? theme.text : theme.colour(m_tone);
    setOwnSheet(*m_value, QStringLiteral("color: %1").arg(colour.name()));
}

}
