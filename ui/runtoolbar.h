// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/runphase.h"

#include <QToolBar>

class QDoubleSpinBox;
class QLabel;
class QMenu;
class QPushButton;
class QSlider;
class QToolButton;

namespace emitter {

struct WindowActions;

/// Start, Pause, Stop, the profile's name, the rate's factor, and how much of the plan is kept: in
/// the same places whatever happens.
class RunToolBar : public QToolBar
{
    Q_OBJECT
public:
    /// `files`: the menu behind the profile's name.
    RunToolBar(const WindowActions &actions, QMenu *files, QWidget *parent = nullptr);

    void setProfile(const QString &title);
    void setFactor(double factor);
    void finishEdits(); ///< a factor that is still being typed counts now
    /// The badge at the end.
    void setBadge(const QString &text, Icon icon, RunPhase::Tone tone);

    /// The slider is logarithmic: a tenth to ten times. Pure.
    static double factorAt(int position);
    static int placeOf(double factor);
    static constexpr int positions = 200;

Q_SIGNALS:
    void factorChanged(double factor); ///< by the user

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addRate();
    void showBadge();

    QToolButton *m_profile;
    QDoubleSpinBox *m_factor;
    QSlider *m_slider;
    QLabel *m_badgeIcon;
    QLabel *m_badge;
    QWidget *m_badgeBox;
    Icon m_icon = Icon::Ring;
    RunPhase::Tone m_tone = RunPhase::Tone::Neutral;
};

}
