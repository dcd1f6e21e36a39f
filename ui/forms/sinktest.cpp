// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/sinktest.h"
#include "ui/numbers.h"

#include "profile/readcontext.h"
#include "ui/forms/fieldform.h"
#include "ui/forms/plaintext.h"
#include "ui/style.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace emitter {
namespace {

using namespace std::chrono_literals;
constexpr auto lookEvery = 50ms;
constexpr auto cancelTime = 2s; ///< then a sink that does not end is left alone

/// All that a node says, and nothing of where it stands.
void appendTo(std::string &text, const Node &node)
{
    text += '(' + node.text;
    for (const Node &item : node.items)
        appendTo(text, item);
    for (const Node::Entry &entry : node.entries) {
        text += '\n' + entry.key + ':';
        appendTo(text, entry.value);
    }
    text += ')';
}

}

SinkTest::SinkTest(Draft &draft, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_button(new QPushButton(tr("Test connection")))
    , m_result(new QLabel)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_button, 0, Qt::AlignTop);
    layout->addWidget(m_result, 1);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->setAccessibleName(tr("Result of the test"));
    m_look.setInterval(lookEvery);
    connect(&m_look, &QTimer::timeout, this, &SinkTest::look);
    connect(m_button, &QPushButton::clicked, this, [this] { isRunning() ? cancel() : start(); });
    end({}, true);
}

void SinkTest::setSink(int row)
{
    const Profile *profile = m_draft.profile() ? &*m_draft.profile() : nullptr;
    const auto index = static_cast<std::size_t>(row);
    const std::string name =
        row >= 0 && profile && index < profile->sinks.size() ? profile->sinks[index].name : "";
    const bool isOther = row != m_row || (!name.empty() && !m_name.empty() && name != m_name);
    m_row = row;
    m_name = name;
    if (isOther || (!result().isEmpty() && written() != m_tested))
        end({}, true);
    const bool ready = m_draft.plan()
        && std::any_of(m_draft.plan()->sinks.begin(), m_draft.plan()->sinks.end(),
            [&](const PlannedSink &sink) { return sink.config.name == m_name; });
    m_button->setEnabled(ready || isRunning());
    m_button->setToolTip(ready ? QString()
            : m_draft.plan()   ? tr("The sink is switched off.")
                               : tr("Put the profile's problems right first."));
}

std::string SinkTest::written() const
{
    std::string text;
    if (const Node *item = m_draft.node(itemPath("sinks", static_cast<std::size_t>(m_row))))
        appendTo(text, *item);
    return text;
}

QString SinkTest::result() const
{
    return m_result->text();
}

void SinkTest::start()
{
    m_draft.finishEdits();
    if (isRunning() || !m_draft.plan())
        return;
    m_tested = written();
    auto check = SinkCheck::start(*m_draft.profile(), *m_draft.plan(), m_name);
    if (!check) {
        end(problemText(check.problem(), {}), false);
        return;
    }
    for (const PlannedSink &sink : m_draft.plan()->sinks) {
        if (sink.config.name == m_name)
            m_target = Numbers::safe(sink.traits.target);
    }
    m_check = std::move(*check);
    m_cancelled = false;
    m_since.start();
    m_look.start();
    m_button->setText(tr("Cancel test"));
    look();
}

void SinkTest::cancel()
{
    if (!isRunning() || m_cancelled)
        return;
    m_cancelled = true;
    m_check->cancel();
    m_since.start();
}

void SinkTest::look()
{
    const auto passed = std::chrono::milliseconds(m_since.elapsed());
    if (const auto outcome = m_check->outcome()) {
        QStringList notes;
        for (const std::string &note : outcome->notes)
            notes += Numbers::safe(note, 300);
        if (m_cancelled)
            end(tr("Cancelled."), false);
        else if (outcome->problem)
            end(problemText(*outcome->problem, {}), false);
        else
            end(tr("✓ %1 opened in %2 ms. No entry was written; what a run makes before its first "
                   "entry (table, collection, index, file) is there now.")
                        .arg(m_target)
                        .arg(outcome->took.count())
                    + (notes.isEmpty() ? QString()
                                       : QLatin1Char(' ') + notes.join(QLatin1Char(' '))),
                true);
    } else if (m_cancelled && passed > cancelTime) {
        end(tr("Cancelled; the sink does not answer and is left alone."), false);
    } else if (!m_cancelled && passed > m_limit) {
        end(tr("No answer from %1 for %2 s.").arg(m_target).arg(m_limit.count() / 1000), false);
    } else {
        const SinkActivity activity = m_check->activity();
        const QString step =
            activity.step.empty() ? tr("Opening %1").arg(m_target) : Numbers::safe(activity.step);
        m_result->setText(
            m_cancelled ? tr("Cancelling…") : tr("%1… %2 s").arg(step).arg(passed.count() / 1000));
    }
}

void SinkTest::end(const QString &text, bool good)
{
    m_look.stop();
    m_check.reset();
    m_button->setText(tr("Test connection"));
    m_result->setText(good || text.isEmpty() ? text : QStringLiteral("▲ ") + text);
    const Theme &theme = Theme::of(palette());
    setTextColour(*m_result, good ? theme.text : theme.bad);
}

}
