// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/profilepage.h"

#include "ui/draft.h"
#include "ui/forms/fieldform.h"
#include "ui/forms/mnemonics.h"
#include "ui/forms/sectiondelegate.h"
#include "ui/noticestrip.h"
#include "ui/pages/profileforms.h"
#include "ui/pages/profileshape.h"
#include "ui/pages/profilesinks.h"
#include "ui/pages/profilesources.h"
#include "ui/pages/profiletext.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QStackedWidget>

#include <algorithm>

namespace emitter {

ProfilePage::ProfilePage(Draft &draft, const SinkRegistry &sinks, Dialogs &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_filter(new QLineEdit)
    , m_list(new QListWidget)
    , m_stack(new QStackedWidget)
    , m_strip(new NoticeStrip)
{
    draft.planWith(sinks);
    auto *right = new QVBoxLayout;
    right->addWidget(m_strip);
    connect(m_strip, &NoticeStrip::firstChosen, this, [this] {
        if (const Problem *first = firstProblem())
            showProblem(*first);
        refreshStrip(); // it stays until the problem is gone
    });
    right->addWidget(m_stack, 1);
    right->setContentsMargins(12, 12, 12, 12);
    right->setSpacing(10);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeSide());
    layout->addLayout(right, 1);

    m_text = new ProfileText(draft);
    add(new ProfileServices(draft, dialogs));
    add(new ProfilePools(draft, dialogs));
    add(new ProfileSinks(draft, sinks, dialogs));
    add(new ProfileShape(draft, dialogs));
    add(new ProfileMessages(draft, dialogs));
    add(new ProfileBuffer(draft, dialogs));
    add(new ProfileTargets(draft, dialogs));
    add(new ProfileDashboard(draft, sinks, dialogs));
    add(m_text);

    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0) {
            m_stack->setCurrentIndex(row);
            assignMnemonics(this);
        }
    });
    // After the sections, which were connected first.
    connect(&draft, &Draft::changed, this, &ProfilePage::refresh);
    m_list->setCurrentRow(0);
    refresh();
}

ProfilePage::~ProfilePage()
{
    hide(); // the focus goes out and what is typed is stored, while all that follows it is there
}

QWidget *ProfilePage::makeSide()
{
    auto *side = new QWidget;
    side->setFixedWidth(220);
    side->setAutoFillBackground(true);
    side->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(10, 10, 10, 10);
    m_filter->setPlaceholderText(tr("Filter settings…"));
    m_filter->setAccessibleName(tr("Filter settings"));
    m_filter->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Sections of the profile"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new SectionDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &ProfilePage::filter);
    connect(m_filter, &QLineEdit::returnPressed, this, &ProfilePage::finishFilter);
    return side;
}

void ProfilePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    assignMnemonics(this); // now the window's menus are known
}

void ProfilePage::add(ProfileSection *section)
{
    m_sections.push_back(section);
    m_list->addItem(section->title());
    m_stack->addWidget(section);
    for (const FieldForm *form : section->findChildren<FieldForm *>()) {
        connect(
            form, &FieldForm::rebuilt, this,
            [this] {
                if (isVisible())
                    assignMnemonics(this);
            },
            Qt::QueuedConnection);
    }
}

int ProfilePage::currentSection() const
{
    return m_list->currentRow();
}

void ProfilePage::showSection(int index)
{
    m_list->setCurrentRow(index);
}

std::size_t ProfilePage::sectionOf(std::string_view path) const
{
    // A section for one kind of sink comes before the one for all.
    std::size_t best = m_sections.size() - 1;
    for (std::size_t i = 0; i + 1 < m_sections.size() && !path.empty(); ++i) {
        if (m_sections[i]->owns(path))
            best = i;
    }
    return best;
}

void ProfilePage::showProblem(const Problem &problem)
{
    const Problem copy = problem; // the draft's own may go while what is typed is stored
    m_filter->clear();
    for (std::size_t i = m_sections.size(); i-- > 0 && !copy.path.empty();) {
        if (m_sections[i] == m_text || !m_sections[i]->owns(copy.path))
            continue;
        m_list->setCurrentRow(static_cast<int>(i));
        if (m_sections[i]->showPath(copy.path))
            return;
    }
    // No form has it, e.g. a key that is not known: then it is seen where it is written.
    m_list->setCurrentRow(static_cast<int>(m_sections.size()) - 1);
    m_text->showProblem(copy);
}

void ProfilePage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ProfilePage::refresh()
{
    std::vector<int> counts(m_sections.size());
    for (const Problem &problem : m_draft.problems()) {
        if (problem.severity != Severity::Note)
            ++counts[sectionOf(problem.path)];
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
        QListWidgetItem *item = m_list->item(static_cast<int>(i));
        item->setData(SectionDelegate::CountRole, counts[i]);
        item->setData(Qt::AccessibleTextRole,
            counts[i] == 0
                ? m_sections[i]->title()
                : tr("%1, %n problem(s)", nullptr, counts[i]).arg(m_sections[i]->title()));
    }
    refreshStrip();
    if (isVisible())
        assignMnemonics(this);
}

const Problem *ProfilePage::firstProblem() const
{
    const auto &problems = m_draft.problems();
    const auto error = std::find_if(problems.begin(), problems.end(),
        [](const Problem &problem) { return problem.severity == Severity::Error; });
    return error != problems.end() ? &*error : problems.empty() ? nullptr : &problems.front();
}

void ProfilePage::refreshStrip()
{
    const auto &problems = m_draft.problems();
    if (problems.empty()) {
        m_strip->hide();
        return;
    }
    const Problem &first = *firstProblem();
    QString text = problemText(first, QString::fromStdString(first.path));
    if (problems.size() > 1)
        text +=
            QLatin1Char(' ') + tr("(and %n more)", nullptr, static_cast<int>(problems.size() - 1));
    m_strip->say(text,
        first.severity == Severity::Error ? RunPhase::Tone::Bad : RunPhase::Tone::Warning,
        m_sections[sectionOf(first.path)] == m_text ? tr("Go to line") : tr("Go to field"));
}

void ProfilePage::filter()
{
    const QString wanted = m_filter->text().trimmed();
    for (std::size_t i = 0; i < m_sections.size(); ++i) {
        const QStringList words = m_sections[i]->words() + QStringList(m_sections[i]->title());
        const bool found = std::any_of(words.begin(), words.end(),
            [&](const QString &word) { return word.contains(wanted, Qt::CaseInsensitive); });
        m_list->item(static_cast<int>(i))->setHidden(!found);
    }
}

void ProfilePage::finishFilter()
{
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->isHidden())
            continue;
        m_list->setCurrentRow(i);
        m_list->setFocus();
        return;
    }
}

}
