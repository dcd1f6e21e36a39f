// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/windowsettings.h"

#include "ui/tables.h"

#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>
#include <QSplitter>
#include <QTableView>

#include <algorithm>

namespace emitter {
namespace {

const QString versionKey = QStringLiteral("version");
const QString geometryKey = QStringLiteral("window/geometry");
const QString stateKey = QStringLiteral("window/docks");

QString columnsKey(const QTableView &table)
{
    return QStringLiteral("columns/") + table.objectName();
}

QString splitterKey(const QSplitter &splitter)
{
    return QStringLiteral("splitters/") + splitter.objectName();
}

/// The widgets of a kind that can be told apart at the next start.
template <typename Widget> QList<Widget *> namedIn(const QMainWindow &window)
{
    QList<Widget *> widgets = window.findChildren<Widget *>();
    widgets.removeIf([](const Widget *widget) { return widget->objectName().isEmpty(); });
    return widgets;
}

QList<QRect> screens()
{
    QList<QRect> areas;
    for (const QScreen *screen : QGuiApplication::screens())
        areas.append(screen->availableGeometry());
    return areas;
}

void bringBack(QWidget &window)
{
    const QRect there = window.geometry();
    const QRect seen = WindowSettings::onScreen(there, screens());
    if (seen != there)
        window.setGeometry(seen);
}

}

WindowSettings::WindowSettings(QSettings &store)
    : m_store(store)
    , m_newer(store.value(versionKey, version).toInt() > version)
{
}

QVariant WindowSettings::value(const QString &key, const QVariant &fallback) const
{
    return m_newer ? fallback : m_store.value(key, fallback);
}

void WindowSettings::setValue(const QString &key, const QVariant &value)
{
    if (m_newer)
        return;
    m_store.setValue(versionKey, version);
    m_store.setValue(key, value);
}

void WindowSettings::restore(QMainWindow &window) const
{
    window.resize(1280, 800);
    window.restoreGeometry(value(geometryKey).toByteArray());
    window.restoreState(value(stateKey).toByteArray(), version); // docks: onto a screen by itself
    bringBack(window);
    for (QTableView *table : namedIn<QTableView>(window))
        setOwnWidths(*table, value(columnsKey(*table)).toList());
    for (QSplitter *splitter : namedIn<QSplitter>(window))
        splitter->restoreState(value(splitterKey(*splitter)).toByteArray());
}

void WindowSettings::save(const QMainWindow &window)
{
    setValue(geometryKey, window.saveGeometry());
    setValue(stateKey, window.saveState(version));
    for (const QTableView *table : namedIn<QTableView>(window))
        setValue(columnsKey(*table), ownWidths(*table));
    for (const QSplitter *splitter : namedIn<QSplitter>(window))
        setValue(splitterKey(*splitter), splitter->saveState());
}

QRect WindowSettings::onScreen(const QRect &wanted, const QList<QRect> &screens)
{
    // Enough to see what it is and to drag it by its title.
    const QSize needed = wanted.size().boundedTo(QSize(200, 120));
    for (const QRect &screen : screens) {
        const QRect seen = screen.intersected(wanted);
        if (seen.width() >= needed.width() && seen.height() >= needed.height()
            && wanted.top() >= screen.top())
            return wanted;
    }
    if (screens.isEmpty())
        return wanted;
    QRect placed({}, wanted.size().boundedTo(screens.front().size()));
    placed.moveCenter(screens.front().center());
    return placed;
}

}
