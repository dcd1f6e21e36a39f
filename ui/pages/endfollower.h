// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAbstractItemModel;
class QTableView;

namespace emitter {

/// Keeps a table at its end, where rows are added, while it follows; else what is read stays where
/// it is, also when rows above it go. Scrolling up ends the following, scrolling to the end starts
/// it. GUI thread; the table owns it.
class EndFollower : public QObject
{
    Q_OBJECT
public:
    /// Gives the table its model.
    EndFollower(QTableView &table, QAbstractItemModel &model);

    bool isFollowing() const { return m_follows; }
    void setFollowing(bool follows);

Q_SIGNALS:
    void followingChanged(bool follows); ///< by scrolling

private:
    void scrolled(int value);
    void toEnd();
    void moveTo(int value);

    QTableView &m_table;
    bool m_follows = true;
    bool m_moves = false; ///< it is not the user who scrolls
    int m_value = 0; ///< the scroll bar's, at the last change
    int m_wanted = 0; ///< where to scroll once the rows are gone
};

}
