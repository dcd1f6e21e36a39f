// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/sinkcheck.h"
#include "ui/draft.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;

namespace emitter {

/// The button "Test connection" and what came of it. The sink is opened in a thread of its own: one
/// that hangs stops neither the window nor its end.
class SinkTest : public QWidget
{
    Q_OBJECT
public:
    explicit SinkTest(Draft &draft, QWidget *parent = nullptr);

    /// Which item of `sinks` it tests; what came of another one, or before it was changed, is
    /// forgotten. To be called after each change of the draft, too.
    void setSink(int row);
    bool isRunning() const { return m_check != nullptr; }
    QString result() const;

    void start();
    void cancel();
    void setTimeLimit(std::chrono::milliseconds limit) { m_limit = limit; }

private:
    std::string written() const; ///< the item as it is at the moment, only to be compared
    void look();
    void end(const QString &text, bool good);

    Draft &m_draft;
    std::string m_name;
    QString m_target; ///< of the test that goes on
    int m_row = -1;
    std::string m_tested; ///< written() at the start of the test
    std::unique_ptr<SinkCheck> m_check;
    std::chrono::milliseconds m_limit{std::chrono::seconds(30)};
    bool m_cancelled = false;
    QElapsedTimer m_since;
    QTimer m_look;
    QPushButton *m_button;
    QLabel *m_result;
};

}
