// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runtoolbar.h"

#include "ui/elidedlabel.h"
#include "ui/style.h"
#include "ui/windowactions.h"

#include <QAction>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace emitter {
namespace {

QToolButton *makeButton(QAction *action)
{
    auto *button = new QToolButton;
    button->setObjectName(QStringLiteral("field"));
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

/// Pause turns into Go on; its neighbours stay where they are.
void keepRoomForGoOn(QWidget &pause)
{
    const auto widthOf = [&](QString words) {
        return pause.fontMetrics().horizontalAdvance(words.remove(QLatin1Char('&')));
    };
    const int change = widthOf(WindowActions::tr("&Go on")) - widthOf(WindowActions::tr("&Pause"));
    pause.setMinimumWidth(pause.sizeHint().width() + std::max(0, change));
}

}

RunToolBar::RunToolBar(const WindowActions &actions, QMenu *files, QWidget *parent)
    : QToolBar(tr("Run"), parent)
    , m_profile(new QToolButton)
    , m_factor(new QDoubleSpinBox)
    , m_slider(new QSlider(Qt::Horizontal))
    , m_badgeIcon(new QLabel)
    , m_badge(new ElidedLabel)
    , m_badgeBox(new QFrame)
{
    setObjectName(QStringLiteral("run"));
    setAccessibleName(windowTitle());
    setMovable(false);
    setIconSize({16, 16});
    setContextMenuPolicy(Qt::PreventContextMenu);
    for (QAction *action : {actions.start, actions.pause, actions.stop})
        addWidget(makeButton(action));
    addSeparator();
    m_profile->setObjectName(QStringLiteral("field"));
    m_profile->setMenu(files);
    m_profile->setPopupMode(QToolButton::InstantPopup);
    m_profile->setAccessibleName(tr("Profile"));
    m_profile->setFocusPolicy(Qt::TabFocus);
    addWidget(m_profile);
    addRate();
    auto *space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(space);
    auto *row = new QHBoxLayout(m_badgeBox);
    row->setContentsMargins(12, 4, 14, 4);
    row->addWidget(m_badgeIcon);
    row->addWidget(m_badge);
    m_badge->setAccessibleName(tr("Plan"));
    m_badgeBox->setObjectName(QStringLiteral("badge"));
    addWidget(m_badgeBox);
    showBadge();
}

void RunToolBar::addRate()
{
    auto *name = new QLabel(tr("R&ate ×"));
    name->setBuddy(m_factor);
    m_factor->setObjectName(QStringLiteral("factor"));
    m_factor->setRange(0.01, 100);
    m_factor->setDecimals(2);
    m_factor->setSingleStep(0.1);
    m_factor->setValue(1);
    m_factor->setKeyboardTracking(false);
    m_factor->setAccessibleName(tr("Rate factor"));
    m_factor->setToolTip(tr("Multiplies the planned rate, at once"));
    m_slider->setRange(0, positions);
    m_slider->setValue(placeOf(1));
    m_slider->setMaximumWidth(fontMetrics().averageCharWidth() * 22);
    m_slider->setMinimumWidth(60);
    m_slider->setAccessibleName(tr("Rate factor, a tenth to ten times"));
    m_slider->setFocusPolicy(Qt::TabFocus);
    addWidget(name);
    addWidget(m_factor);
    addWidget(m_slider);
    connect(m_factor, &QDoubleSpinBox::valueChanged, this, [this](double factor) {
        setFactor(factor);
        Q_EMIT factorChanged(factor);
    });
    connect(m_slider, &QSlider::valueChanged, this,
        [this](int position) { m_factor->setValue(factorAt(position)); });
}

double RunToolBar::factorAt(int position)
{
    const double factor = std::pow(10.0, 2.0 * position / positions - 1);
    return std::round(factor * 100) / 100;
}

int RunToolBar::placeOf(double factor)
{
    const double position = (std::log10(std::max(factor, 0.01)) + 1) / 2 * positions;
    return std::clamp(static_cast<int>(std::lround(position)), 0, positions);
}

void RunToolBar::setProfile(const QString &title)
{
    QString words =
        fontMetrics().elidedText(title, Qt::ElideMiddle, fontMetrics().averageCharWidth() * 30);
    words.replace(QLatin1Char('&'), QStringLiteral("&&")); // no mnemonic
    m_profile->setText(words);
    m_profile->setToolTip(title.toHtmlEscaped());
}

void RunToolBar::setFactor(double factor)
{
    const QSignalBlocker quietFactor(m_factor);
    const QSignalBlocker quietSlider(m_slider);
    m_factor->setValue(factor);
    if (placeOf(factor) != m_slider->value())
        m_slider->setValue(placeOf(factor));
}

void RunToolBar::finishEdits()
{
    m_factor->interpretText();
}

void RunToolBar::setBadge(const QString &text, Icon icon, RunPhase::Tone tone)
{
    m_badge->setText(text);
    constexpr int mostCharacters = 22; // a longer text gives way to the rest of the toolbar
    m_badge->ensurePolished();
    const QFontMetrics metrics = m_badge->fontMetrics();
    m_badge->setMinimumWidth(std::min(metrics.horizontalAdvance(text) + 2, // rounding
        metrics.averageCharWidth() * mostCharacters));
    if (icon == m_icon && tone == m_tone)
        return;
    m_icon = icon;
    m_tone = tone;
    showBadge();
}

void RunToolBar::showEvent(QShowEvent *event)
{
    QToolBar::showEvent(event);
    keepRoomForGoOn(*widgetForAction(actions().at(1))); // now the style is known
}

void RunToolBar::changeEvent(QEvent *event)
{
    QToolBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showBadge();
}

void RunToolBar::showBadge()
{
    const Theme &theme = Theme::of(palette());
    m_badgeIcon->setPixmap(makeIcon(m_icon, theme.colour(m_tone)).pixmap(12));
    setOwnSheet(*m_badgeBox,
        QStringLiteral("QFrame#badge { background: %1; border-radius: %3px; }"
                       " QLabel { color: %2; font-weight: 600; }")
            .arg(theme.softColour(m_tone).name(), theme.colour(m_tone).name())
            .arg(fontMetrics().height() / 2 + 3));
}

}
