// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRect>
#include <QSettings>
#include <QVariant>

class QMainWindow;

namespace emitter {

/// What the window remembers between two starts, in a store given from outside. Settings that a
/// newer version wrote are neither read nor touched. GUI thread.
class WindowSettings
{
public:
    static constexpr int version = 1;

    explicit WindowSettings(QSettings &store);

    bool isOfNewerVersion() const { return m_newer; }
    QVariant value(const QString &key, const QVariant &fallback = {}) const;
    void setValue(const QString &key, const QVariant &value);

    /// Size, place, docks and toolbars; what lies on no screen comes back onto one. Also where the
    /// user dragged the splitters, and the edges of the columns, of all tables with an object name.
    void restore(QMainWindow &window) const;
    void save(const QMainWindow &window);

    /// `wanted` if enough of it can be seen on one of the screens, else as much of it as fits in
    /// the middle of the first. Pure.
    static QRect onScreen(const QRect &wanted, const QList<QRect> &screens);

private:
    QSettings &m_store;
    bool m_newer;
};

}
