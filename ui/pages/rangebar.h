// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartline.h"

#include <QWidget>

class QAction;
class QButtonGroup;
class QLabel;
class QScrollBar;

namespace emitter {

/// Which stretch of the run the charts show: its length, and whether it follows the newest data or
/// stands where the user scrolled to. The data goes on in either case.
class RangeBar : public QWidget
{
    Q_OBJECT
public:
    explicit RangeBar(QWidget *parent = nullptr);

    /// For the menu; the bar shows the same.
    QAction *followAction() const { return m_follow; }
    QAction *tableAction() const { return m_table; }
    QAction *markAction() const { return m_mark; }

    /// The run is `seconds` old; `goesOn`: and grows.
    void setRunTime(double seconds, bool goesOn);
    ChartRange range() const;
    /// A sentence at the end of the bar; empty: nothing to say.
    void setNote(const QString &note);

Q_SIGNALS:
    void changed(); ///< by the user

private:
    void addButtons();
    void place();
    void scrolled(int from);
    double span() const;

    QAction *m_follow;
    QAction *m_table;
    QAction *m_mark;
    QButtonGroup *m_spans;
    QScrollBar *m_position;
    QLabel *m_note;
    double m_seconds = 0;
    bool m_goesOn = false;
};

}
