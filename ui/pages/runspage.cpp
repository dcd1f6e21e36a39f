// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runspage.h"

#include "profile/profilefile.h"
#include "ui/actionbutton.h"
#include "ui/dialogs.h"
#include "ui/models/runsmodel.h"
#include "ui/models/sortedrows.h"
#include "ui/numbers.h"
#include "ui/pages/runcomparison.h"
#include "ui/pages/rundetail.h"
#include "ui/runname.h"
#include "ui/tables.h"

#include <QAbstractItemDelegate>
#include <QAction>
#include <QBuffer>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

/// The summary on paper.
std::string pdfOf(const std::string &markdown)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    QTextDocument document;
    document.setMarkdown(QString::fromStdString(markdown));
    document.print(&writer);
    return buffer.data().toStdString();
}

/// `fileName` as the filter that was chosen has it: with its suffix, in the place of another one
/// of the filters'. The first filter is there without being chosen: then a suffix that was typed
/// counts.
QString named(const QString &fileName, const QString &chosen, const QString &filters)
{
    static const QRegularExpression pattern(QStringLiteral("\\*(\\.\\w+)"));
    const QString suffix = pattern.match(chosen).captured(1);
    if (suffix.isEmpty() || fileName.endsWith(suffix, Qt::CaseInsensitive))
        return fileName;
    for (auto all = pattern.globalMatch(filters); all.hasNext();) {
        const QString other = all.next().captured(1);
        if (fileName.endsWith(other, Qt::CaseInsensitive))
            return filters.startsWith(chosen) ? fileName : fileName.chopped(other.size()) + suffix;
    }
    return fileName + suffix;
}

}

/// All runs, and what could not be read of them.
struct RunsPage::List
{
    std::vector<StoredRun> runs;
    std::vector<Problem> problems;
};

/// What is shown below the table: a comparison of two or more, else the current run.
struct RunsPage::Selection
{
    std::vector<StoredRunDetail> ticked;
    std::optional<StoredRunDetail> current;
    QString markdown;
};

RunsPage::RunsPage(RunHistory history, Dialogs &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_history(std::move(history))
    , m_dialogs(dialogs)
    , m_model(new RunsModel(this))
    , m_table(new QTableView)
    , m_rows(showSorted(*m_table, *m_model))
    , m_detail(new RunDetail(dialogs))
    , m_comparison(new RunComparison(dialogs))
    , m_hint(new QLabel)
    , m_below(new QStackedWidget)
    , m_stack(new QStackedWidget)
    , m_baseline(makeAction(tr("As &baseline"), &RunsPage::chooseBaseline))
    , m_export(makeAction(tr("E&xport…"), &RunsPage::exportCurrent))
    , m_copy(makeAction(tr("&Copy summary"), &RunsPage::copySummary))
    , m_remove(makeAction(tr("De&lete…"), &RunsPage::removeCurrent))
{
    m_below->addWidget(new QWidget);
    m_below->addWidget(m_detail);
    m_below->addWidget(m_comparison);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setObjectName(QStringLiteral("runs"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeList());
    splitter->addWidget(m_below);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    m_emptyState = makeEmptyState();
    m_stack->addWidget(m_emptyState);
    m_stack->addWidget(splitter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 8);
    layout->addWidget(m_stack);
    m_stack->setCurrentIndex(1); // until it is known that there are none
    m_select.setSingleShot(true);
    connect(&m_select, &QTimer::timeout, this, &RunsPage::readSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &RunsPage::wantSelection);
    connect(m_model, &RunsModel::tickedChanged, this, [this] {
        sayWhatTicksDo();
        wantSelection();
    });
    connect(m_model, &RunsModel::tickRefused, this, [this] {
        m_hint->setText(tr("▲ Four runs are compared, and no more: take the tick from one first."));
    });
    connect(
        m_table->itemDelegate(), &QAbstractItemDelegate::closeEditor, this,
        [this] {
            if (isVisible() && m_wanted)
                reload(*std::exchange(m_wanted, {}));
        },
        Qt::QueuedConnection);
    connect(m_model, &RunsModel::noteEdited, this, [this](const QString &id, const QString &note) {
        if (const auto saved = m_history.setNote(id.toStdString(), note.toStdString()); !saved)
            report(saved.problem());
        if (m_list.isWaiting())
            reload(QString::fromStdString(currentId())); // it may have been read without this note
    });
}

QAction *RunsPage::makeAction(const QString &text, void (RunsPage::*triggered)())
{
    auto *action = new QAction(text, this);
    connect(action, &QAction::triggered, this, triggered);
    return action;
}

QWidget *RunsPage::makeList()
{
    m_table->setObjectName(QStringLiteral("runs"));
    prepareTable(*m_table, tr("Past runs"));
    setColumnWidths(*m_table, {36, 22, 10, 12, 10, 10, 16});
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_hint->setObjectName(QStringLiteral("muted"));
    m_hint->setWordWrap(true);
    auto *card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    auto *head = new QHBoxLayout;
    head->addWidget(m_hint, 1);
    for (QAction *action : {m_baseline, m_copy, m_export, m_remove})
        head->addWidget(new ActionButton(action));
    m_remove->setShortcut(QKeySequence::Delete);
    m_remove->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(m_remove);
    auto *layout = new QVBoxLayout(card);
    layout->addLayout(head);
    layout->addWidget(m_table);
    return card;
}

QWidget *RunsPage::makeEmptyState()
{
    auto *page = new QWidget;
    auto *title = new QLabel(tr("No finished runs yet"));
    title->setObjectName(QStringLiteral("heading"));
    auto *text = new QLabel(tr("Every run is kept here: to look at, to compare, to hand on."));
    text->setObjectName(QStringLiteral("muted"));
    auto *layout = new QVBoxLayout(page);
    layout->addStretch(2);
    layout->addWidget(title, 0, Qt::AlignHCenter);
    layout->addWidget(text, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addStretch(3);
    return page;
}

void RunsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    reload(std::exchange(m_wanted, {}).value_or(QString::fromStdString(currentId())));
}

void RunsPage::setStartAction(QAction *start)
{
    static_cast<QVBoxLayout *>(m_emptyState->layout())
        ->insertWidget(4, new ActionButton(start), 0, Qt::AlignHCenter);
}

void RunsPage::showRun(const QString &id)
{
    if (isVisible() && !isNoteTyped())
        reload(id);
    else
        m_wanted = id;
}

bool RunsPage::isNoteTyped() const
{
    return m_table->isPersistentEditorOpen(m_table->currentIndex());
}

void RunsPage::sayWhatTicksDo()
{
    m_hint->setText(tr("Tick two to four runs to compare them."));
}

bool RunsPage::isReading() const
{
    return m_list.isWaiting() || m_select.isActive() || m_selection.isWaiting();
}

void RunsPage::reload(const QString &select)
{
    m_hint->setText(tr("Reading the stored runs…"));
    m_list.ask(
        [history = m_history] {
            List list;
            list.runs = history.list(&list.problems);
            return list;
        },
        [this, select](const List &list) { showList(list, select); });
}

void RunsPage::showList(const List &list, const QString &select)
{
    // A note that is being typed would be lost: the list waits for its end.
    if (isNoteTyped()) {
        m_wanted = select;
        sayWhatTicksDo();
        return;
    }
    m_model->show(list.runs);
    for (const Problem &problem : list.problems)
        report(problem);
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    const int row = std::max(0, m_model->rowOf(select.toStdString()));
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_rows->mapFromSource(m_model->index(row, RunsModel::Started)));
    wantSelection();
}

const StoredRun *RunsPage::currentRun() const
{
    const QModelIndex current = m_rows->mapToSource(m_table->currentIndex());
    return current.isValid() ? &m_model->run(current.row()) : nullptr;
}

std::string RunsPage::currentId() const
{
    const StoredRun *run = currentRun();
    return run ? run->id : std::string();
}

void RunsPage::wantSelection()
{
    for (QAction *action : {m_baseline, m_export, m_copy, m_remove})
        action->setEnabled(m_table->currentIndex().isValid());
    m_select.start();
}

void RunsPage::readSelection()
{
    m_selection.ask(
        [history = m_history, ticked = m_model->ticked(), id = currentId()] {
            Selection selection;
            for (const StoredRun &run : ticked) {
                if (auto detail = history.load(run.id))
                    selection.ticked.push_back(std::move(*detail));
            }
            if (selection.ticked.size() >= 2 || id.empty())
                return selection;
            if (auto detail = history.load(id))
                selection.current = std::move(*detail);
            if (const auto markdown = history.report(id, "md"))
                selection.markdown = QString::fromStdString(*markdown);
            return selection;
        },
        [this](const Selection &selection) { showSelection(selection); });
}

void RunsPage::showSelection(const Selection &selection)
{
    if (selection.ticked.size() >= 2) {
        m_comparison->show(selection.ticked);
        m_below->setCurrentWidget(m_comparison);
    } else if (selection.current) {
        m_detail->show(*selection.current, selection.markdown);
        m_below->setCurrentWidget(m_detail);
    } else {
        m_below->setCurrentIndex(0);
    }
}

void RunsPage::setTable(bool table)
{
    m_detail->setTable(table);
    m_comparison->setTable(table);
}

void RunsPage::chooseBaseline()
{
    m_model->setBaseline(currentId());
}

void RunsPage::removeCurrent()
{
    const StoredRun *run = currentRun();
    if (!run)
        return;
    const std::string id = run->id; // while the question stands there, the list may be read anew
    const QString what =
        tr("the run of %1, started %2").arg(Numbers::safe(run->profile), startText(*run));
    if (!m_dialogs.askDelete(this, what))
        return;
    if (const auto removed = m_history.remove(id); !removed)
        report(removed.problem());
    reload();
}

void RunsPage::exportCurrent()
{
    const std::string id = currentId();
    const QString filters =
        tr("Report (*.html);;Document (*.pdf);;Summary (*.json);;Time series (*.csv);;JUnit "
           "(*.xml);;Markdown (*.md)");
    QString chosen;
    const QString wanted =
        m_dialogs.chooseFileToSave(this, QStringLiteral("run.html"), filters, &chosen);
    if (wanted.isEmpty())
        return;
    const QString fileName = named(wanted, chosen, filters);
    // The file dialog asked about the name without this suffix.
    if (fileName != wanted && QFileInfo::exists(fileName)
        && !m_dialogs.askOverwrite(this, QFileInfo(fileName).fileName()))
        return;
    const std::string suffix = QFileInfo(fileName).suffix().toLower().toStdString();
    const auto text = m_history.report(id, suffix == "pdf" ? "md" : suffix);
    if (!text) {
        report(text.problem());
        return;
    }
    const auto written = writeFileAtomically(
        fileName.toStdString(), suffix == "pdf" ? pdfOf(*text) : *text, FileMode::Kept);
    if (!written)
        report(written.problem());
}

void RunsPage::copySummary()
{
    const auto text = m_history.report(currentId(), "md");
    if (text)
        QGuiApplication::clipboard()->setText(QString::fromStdString(*text));
    else
        report(text.problem());
}

void RunsPage::report(const Problem &problem)
{
    Q_EMIT failed(problem);
}

}
