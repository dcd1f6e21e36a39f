// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace emitter {

/// A line of text with a unit or a share at its right edge, which is shown and not edited.
class UnitEdit : public QLineEdit
{
    Q_OBJECT
public:
    explicit UnitEdit(QWidget *parent = nullptr);
    void setUnit(const QString &unit);
    const QString &unit() const { return m_unit; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_unit;
};

}
