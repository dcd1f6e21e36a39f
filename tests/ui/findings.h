// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/elidedlabel.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QDebug>
#include <QSet>
#include <QTabBar>

namespace emitter {

/// What is wrong, each once, with the stop of the tour where it was seen first.
class Findings
{
public:
    void add(const QString &stop, const QString &what)
    {
        if (m_known.contains(what))
            return;
        m_known.insert(what);
        qInfo().noquote() << stop + QStringLiteral(":") << what;
    }
    bool isEmpty() const { return m_known.isEmpty(); }

private:
    QSet<QString> m_known;
};

inline bool scrolls(const QWidget &widget)
{
    for (const QWidget *up = widget.parentWidget(); up; up = up->parentWidget()) {
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(up))
            return area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff;
    }
    return false;
}

/// Whether a label or a button has less room than its text needs.
inline bool isClipped(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        if (label->text().isEmpty() || qobject_cast<const ElidedLabel *>(label))
            return false;
        if (label->wordWrap())
            return label->height() < label->heightForWidth(label->width());
        return label->width() < label->sizeHint().width();
    }
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    if (button && button->text().isEmpty())
        return false;
    const bool speaks = button || qobject_cast<const QTabBar *>(&widget);
    return speaks && widget.width() < widget.sizeHint().width();
}

inline void findClipped(const QString &stop, const QWidget &shown, Findings &findings)
{
    for (const QWidget *widget : shown.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->objectName().startsWith(QStringLiteral("qt_")))
            continue;
        const QString name = widget->property("text").toString().left(60);
        const QString what = QStringLiteral("%1 \"%2\"")
                                 .arg(QLatin1StringView(widget->metaObject()->className()), name);
        if (isClipped(*widget))
            findings.add(stop,
                what
                    + QStringLiteral(" is %1 wide of %2, %3 high")
                          .arg(widget->width())
                          .arg(widget->sizeHint().width())
                          .arg(widget->height()));
        const QRect place(widget->mapTo(&shown, QPoint()), widget->size());
        if (!scrolls(*widget) && !name.isEmpty() && !shown.rect().contains(place))
            findings.add(stop, what + QStringLiteral(" is outside"));
    }
}

}
