// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

#include <vector>

namespace emitter {

class YamlColours;

/// The text of a profile in colours, with line numbers, and wavy marks with a tooltip where it is
/// wrong. Keeps no history of its own: undo and redo are asked for.
class YamlEditor : public QPlainTextEdit
{
    Q_OBJECT
public:
    struct Mark
    {
        int line = 0; ///< 1-based
        int column = 0; ///< 1-based; 0: the whole line
        QString text;
        bool isError = true;
    };

    explicit YamlEditor(QWidget *parent = nullptr);

    void setMarks(std::vector<Mark> marks);
    const std::vector<Mark> &marks() const { return m_marks; }
    QStringList lines() const;
    /// Replaces only the lines that differ, so that cursor and view stay where they are.
    void setLines(const QStringList &lines);
    void goTo(int line, int column);
    int gutterWidth() const;
    void paintGutter(QPaintEvent *event);

Q_SIGNALS:
    void undoWanted();
    void redoWanted();
    void left(); ///< the focus went elsewhere

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void showMarks();
    QString markAt(const QPoint &position) const;

    QWidget *m_gutter;
    YamlColours *m_colours;
    std::vector<Mark> m_marks;
};

}
