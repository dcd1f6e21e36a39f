// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThreadPool>

#include <atomic>

namespace emitter {

/// Asks what takes its time, such as a disk, in a thread of its own. Only the newest question gets
/// an answer: those before it are passed over, and an answer that comes too late is dropped. GUI
/// thread; its end waits for the question that is being answered.
class LatestAnswer : public QObject
{
public:
    explicit LatestAnswer(QObject *parent = nullptr)
        : QObject(parent)
    {
        m_thread.setMaxThreadCount(1);
    }

    /// `question` is called in the other thread, so it owns what it needs; `take` with its answer
    /// in this one, later.
    template <typename Question, typename Take> void ask(Question question, Take take)
    {
        const unsigned number = ++m_newest;
        m_waits = true;
        m_thread.start([this, number, question, take] {
            if (number != m_newest)
                return;
            QMetaObject::invokeMethod(this, [this, number, take, answer = question()] {
                if (number != m_newest)
                    return;
                m_waits = false;
                take(answer);
            });
        });
    }
    bool isWaiting() const { return m_waits; }

private:
    std::atomic<unsigned> m_newest = 0;
    bool m_waits = false;
    QThreadPool m_thread; // the last one: it ends first
};

}
