// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/runphase.h"

#include <QFrame>

class QLabel;

namespace emitter {

/// One big number with its name above and a note below.
class LiveTile : public QFrame
{
    Q_OBJECT
public:
    explicit LiveTile(const QString &title, QWidget *parent = nullptr);

    void showValue(const QString &value, const QString &note, RunPhase::Tone tone);

protected:
    void changeEvent(QEvent *event) override;

private:
    void colour();

    QLabel *m_value;
    QLabel *m_note;
    RunPhase::Tone m_tone = RunPhase::Tone::Neutral;
};

}
