// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/runphase.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace emitter {

/// A line above the pages that says what the user should know now, with a button or two for what
/// can be done about it. Stays until it is answered or taken back.
class NoticeStrip : public QFrame
{
    Q_OBJECT
public:
    explicit NoticeStrip(QWidget *parent = nullptr);

    /// `first` and `second` are the buttons' texts with mnemonics; empty: no such button.
    void say(const QString &text, RunPhase::Tone tone, const QString &first = {},
        const QString &second = {});
    QString text() const;

Q_SIGNALS:
    void firstChosen();
    void secondChosen();

protected:
    void changeEvent(QEvent *event) override;

private:
    void colour();

    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_first;
    QPushButton *m_second;
    RunPhase::Tone m_tone = RunPhase::Tone::Neutral;
};

}
