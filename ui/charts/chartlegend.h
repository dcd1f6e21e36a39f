// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace emitter {

/// The fixed legend of a chart: swatches with names, and the values under the crosshair when there
/// is one. Names that find no room are cut, never moved to a second row.
class ChartLegend : public QWidget
{
    Q_OBJECT
public:
    struct Entry
    {
        QString name;
        QString value; ///< empty: no crosshair
        QColor colour;
        bool dashed = false;

        bool operator==(const Entry &) const = default;
    };

    explicit ChartLegend(QWidget *parent = nullptr);

    void setEntries(const QList<Entry> &entries);
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString textOf(const Entry &entry) const;
    int wantedWidth() const;
    int widthOf(const Entry &entry) const;
    /// What an entry may take when all together have `available`: the narrow ones are not cut.
    /// REQUIRES: there are entries.
    int mostRoom(int available) const;

    QList<Entry> m_entries;
};

}
