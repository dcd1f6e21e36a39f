// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/logpage.h"

#include "host/enginehost.h"
#include "ui/actionbutton.h"
#include "ui/models/entriesmodel.h"
#include "ui/models/levelfilter.h"
#include "ui/models/messagesmodel.h"
#include "ui/numbers.h"
#include "ui/pages/endfollower.h"
#include "ui/runphase.h"
#include "ui/tables.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace emitter {
namespace {

void copySelection(const QTableView &table)
{
    QModelIndexList rows = table.selectionModel()->selectedRows();
    if (rows.isEmpty()) // the only row is not selected by the arrow keys
        rows.append(table.currentIndex());
    QStringList lines;
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (int column = 0; column < table.model()->columnCount(); ++column)
            cells.append(row.siblingAtColumn(column).data().toString());
        lines.append(cells.join(QLatin1Char('\t')));
    }
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

QStringList levelWords()
{
    QStringList words{LogPage::tr("All levels")};
    for (std::size_t i = 1; i < levelCount; ++i)
        words.append(LogPage::tr("%1 and above").arg(QLatin1StringView(levelNames[i].data())));
    return words;
}

}

LogPage::LogPage(EngineHost &host, QWidget *parent)
    : QWidget(parent)
    , m_messages(new MessagesModel(this))
    , m_entries(new EntriesModel(this))
    , m_shownMessages(new LevelFilter(this))
    , m_shownEntries(new LevelFilter(this))
    , m_sample(new QLabel)
    , m_follow(new QAction(tr("Follo&w"), this))
{
    m_shownMessages->setSourceModel(m_messages);
    m_shownEntries->setSourceModel(m_entries);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Scroll to what comes last. Off: the view rests, the data go on."));
    const List messages = makeList(tr("Program &messages"), *m_shownMessages,
        {tr("All levels"), tr("Warnings and errors"), tr("Errors")});
    const List entries = makeList(tr("En&tries of the run"), *m_shownEntries, levelWords());
    m_filter = entries.text;
    connect(m_follow, &QAction::triggered, messages.end, &EndFollower::setFollowing);
    connect(m_follow, &QAction::triggered, entries.end, &EndFollower::setFollowing);
    connect(entries.end, &EndFollower::followingChanged, m_follow, &QAction::setChecked);
    auto *head = static_cast<QHBoxLayout *>(entries.widget->layout()->itemAt(0)->layout());
    m_sample->setObjectName(QStringLiteral("muted"));
    head->addWidget(m_sample);
    head->addWidget(new ActionButton(m_follow));
    messages.table->setObjectName(QStringLiteral("messages"));
    entries.table->setObjectName(QStringLiteral("entries"));
    setColumnWidths(*messages.table, {12, 8});
    setColumnWidths(*entries.table, {14, 8, 24});
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setObjectName(QStringLiteral("log"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(messages.widget);
    splitter->addWidget(entries.widget);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 8);
    layout->addWidget(splitter);
    followHost(host);
    showSample();
}

LogPage::List LogPage::makeList(const QString &name, LevelFilter &filter, const QStringList &levels)
{
    List list{new QFrame, new QTableView, new QLineEdit, new QComboBox, nullptr};
    list.widget->setObjectName(QStringLiteral("card"));
    auto *title = new QLabel(name);
    title->setObjectName(QStringLiteral("heading"));
    title->setBuddy(list.table);
    const QString spoken = QString(name).remove(QLatin1Char('&'));
    list.end = new EndFollower(*list.table, filter);
    prepareTable(*list.table, spoken);
    auto *copy = new QAction(tr("Copy"), list.table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, [table = list.table] { copySelection(*table); });
    list.table->addAction(copy);
    list.table->setContextMenuPolicy(Qt::ActionsContextMenu);
    list.text->setPlaceholderText(tr("Filter"));
    list.text->setClearButtonEnabled(true);
    list.text->setMaximumWidth(fontMetrics().averageCharWidth() * 32);
    list.text->setAccessibleName(tr("Filter of: %1").arg(spoken));
    list.level->addItems(levels);
    list.level->setAccessibleName(tr("Least level of: %1").arg(spoken));
    connect(
        list.text, &QLineEdit::textChanged, &filter, &QSortFilterProxyModel::setFilterFixedString);
    connect(list.level, &QComboBox::currentIndexChanged, &filter, &LevelFilter::setLeast);
    auto *head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(list.text);
    head->addWidget(list.level);
    auto *layout = new QVBoxLayout(list.widget);
    layout->addLayout(head);
    layout->addWidget(list.table);
    return list;
}

void LogPage::followHost(EngineHost &host)
{
    connect(&host, &EngineHost::said, this, [this](const Problem &problem) {
        const QString remedy = Numbers::safe(problem.remedy, 1000);
        const QString text = Numbers::safe(problem.text, 1000);
        say(problem.severity, remedy.isEmpty() ? text : tr("%1 – %2").arg(text, remedy));
    });
    connect(&host, &EngineHost::stateChanged, this,
        [this, &host, before = RunState::Idle](RunState state) mutable {
            if (state == RunState::Preparing) {
                m_entries->clear();
                showSample();
            } else if (state == RunState::Running && before == RunState::Preparing) {
                say(Severity::Note,
                    tr("Run %1 started, seed %2")
                        .arg(QString::fromStdString(host.runId()))
                        .arg(host.seed()));
            }
            before = state;
        });
    connect(&host, &EngineHost::entriesSampled, this, [this](const EntrySample &sample) {
        m_entries->add(sample);
        showSample();
    });
    connect(&host, &EngineHost::finished, this, [this](const auto &outcome) {
        const Summary &summary = outcome->summary;
        for (const Problem &problem : outcome->problems)
            say(problem.severity, Numbers::safe(problem.text, 1000));
        say(summary.exitCode == 0 ? Severity::Note : Severity::Warning,
            outcome->ran ? tr("The run ended: %1").arg(reasonText(summary.reason))
                         : tr("The run did not start"));
    });
}

void LogPage::say(Severity severity, const QString &text)
{
    m_messages->add(QDateTime::currentDateTime(), severity, text);
}

void LogPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
}

void LogPage::showSample()
{
    const double oneOf = m_entries->oneOf();
    m_sample->setText(oneOf == 0 ? tr("nothing emitted yet")
            : oneOf < 1.05       ? tr("every entry")
                                 : tr("sample: 1 of %1").arg(Numbers::rate(oneOf)));
}

}
