// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/profileforms.h"

#include "base/values.h"
#include "profile/profilerows.h"
#include "profile/readcontext.h"
#include "profile/variables.h"
#include "ui/forms/plaintext.h"
#include "ui/numbers.h"
#include "ui/pages/profilesinks.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <initializer_list>

namespace emitter {
namespace {

using namespace std::chrono_literals;
constexpr auto estimatePause = 300ms;

std::vector<FormRow> topRowsOf(std::initializer_list<std::string_view> keys)
{
    std::vector<FormRow> rows;
    for (const std::string_view key : keys)
        rows.push_back({findField(topRows(), key), std::string(key)});
    return rows;
}

std::vector<FormRow> rowsOf(std::span<const Field> fields)
{
    std::vector<FormRow> rows;
    appendRows(rows, fields);
    return rows;
}

QString priceText(const EmbeddingEstimate &estimate)
{
    if (!estimate.dollars)
        return QStringLiteral(".");
    const auto shown = [](double dollars) { return QLocale().toString(dollars, 'f', 4); };
    return estimate.isBelowLeast()
        ? ProfileMessages::tr(", less than $%1.").arg(shown(EmbeddingEstimate::leastDollars))
        : ProfileMessages::tr(", about $%1.").arg(shown(*estimate.dollars));
}

}

ProfileForms::ProfileForms(const QString &title, Draft &draft, Dialogs &dialogs)
    : ProfileSection(title)
    , m_draft(draft)
    , m_dialogs(dialogs)
    , m_column(new QVBoxLayout)
{
    auto *content = new QWidget;
    content->setLayout(m_column);
    m_column->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *inner = new QWidget;
    auto *all = new QVBoxLayout(inner);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(makeCard(content));
    all->addStretch(1);
    scroll->setWidget(inner);
    body().addWidget(scroll);
}

FieldForm *ProfileForms::addForm(
    const QString &heading, const std::string &path, std::vector<FormRow> rows)
{
    if (!heading.isEmpty())
        m_column->addWidget(makeHeading(heading));
    auto *form = new FieldForm(m_draft, m_dialogs);
    form->show(path, std::move(rows));
    m_column->addWidget(form);
    m_forms.push_back(form);
    return form;
}

void ProfileForms::addTop(QWidget *widget)
{
    m_column->addWidget(widget);
}

bool ProfileForms::owns(std::string_view path) const
{
    return std::any_of(m_forms.begin(), m_forms.end(), [&](const FieldForm *form) {
        return std::any_of(form->rows().begin(), form->rows().end(),
            [&](const FormRow &row) { return form->pathOf(row) == path; });
    });
}

bool ProfileForms::showPath(std::string_view path)
{
    return std::any_of(m_forms.begin(), m_forms.end(),
        [&](FieldForm *form) { return !form->isHidden() && form->focusField(path); });
}

QStringList ProfileForms::words() const
{
    QStringList words;
    for (const FieldForm *form : m_forms)
        words += wordsOf(form->rows());
    return words;
}

ProfileBuffer::ProfileBuffer(Draft &draft, Dialogs &dialogs)
    : ProfileForms(tr("Buffer and flush"), draft, dialogs)
{
    setIntro(tr("For all sinks that do not say otherwise."));
    addForm({}, {}, topRowsOf({"buffer_size", "flush_interval_ms", "max_lag", "drain_timeout"}));
}

ProfileMessages::ProfileMessages(Draft &draft, Dialogs &dialogs)
    : ProfileForms(tr("Messages and embeddings"), draft, dialogs)
    , m_key(makeNote())
    , m_estimate(makeNote())
{
    setIntro(tr("What the entries say, and their vectors for the sinks that store them."));
    addForm({}, {}, topRowsOf({"message_pool_size", "seed"}));
    addTop(makeHeading(tr("Embeddings")));
    addTop(m_key);
    addTop(m_estimate);
    addForm({}, "embedding", rowsOf(embeddingRows()));
    m_counting.setMaxThreadCount(1);
    m_later.setSingleShot(true);
    m_later.setInterval(estimatePause);
    connect(&m_later, &QTimer::timeout, this, &ProfileMessages::refresh);
    connect(&draft, &Draft::changed, this, [this] {
        if (isVisible())
            m_later.start();
    });
}

bool ProfileMessages::owns(std::string_view path) const
{
    return path == "embedding" || path.starts_with("embedding.") || ProfileForms::owns(path);
}

void ProfileMessages::showEvent(QShowEvent *event)
{
    ProfileForms::showEvent(event);
    m_later.start(0);
}

QString ProfileMessages::keyState() const
{
    return m_key->text();
}

QString ProfileMessages::estimate() const
{
    return m_estimate->text();
}

QString ProfileMessages::expanded(const std::string &path) const
{
    const Node *value = draft().node(path);
    return QString::fromStdString(value ? draft().expanded(*value).value_or("") : "");
}

QString ProfileMessages::stateOfWrittenKey() const
{
    // From what is written: the values are not there while any part of the profile is wrong.
    const QString found = tr("✓ Key found.");
    const auto key = draft().written("embedding.api_key");
    if (key && !key->isEmpty())
        return expanded("embedding.api_key").isEmpty() ? tr("▲ The key's variable is not set.")
                                                       : found;
    if (const QString name = expanded("embedding.api_key_file"); !name.isEmpty()) {
        const QFileInfo file(name);
        return file.isReadable() && !file.isDir()
            ? found
            : tr("▲ The key's file %1 cannot be read.").arg(Numbers::safe(name.toStdString(), 120));
    }
    EmbeddingSpec server;
    if (draft().written("embedding.base_url"))
        server.baseUrl = expanded("embedding.base_url").toStdString();
    const bool isUsual = !key && server.isOpenAi()
        && !expandVariables("${OPENAI_API_KEY:-}", draft().readOptions().environment).text.empty();
    return isUsual ? found
                   : tr("▲ No key is set. Name its variable below, or choose the provider hash.");
}

void ProfileMessages::refresh()
{
    ++m_asked;
    const QString provider = expanded("embedding.provider");
    const bool remote = provider.isEmpty() || provider == QStringLiteral("openai");
    const bool none = provider == QStringLiteral("none");
    m_key->setText(none ? tr("No vectors are made.")
            : !remote   ? tr("No key is needed: the vectors are made by this program.")
                        : stateOfWrittenKey());
    const auto &plan = draft().plan();
    if (!plan) {
        m_estimate->setText(tr("No estimate while the profile has problems."));
    } else if (!plan->wantsVectors) {
        m_estimate->setText(tr("No sink that is on stores vectors, so none are made."));
    } else if (!remote) {
        m_estimate->setText(tr("Costs nothing."));
    } else {
        m_estimate->setText(tr("Counting the texts…"));
        startEstimate();
    }
}

void ProfileMessages::startEstimate()
{
    m_counting.clear(); // one that has not begun is of a text of before
    m_counting.start([this, profile = *draft().profile(), asked = m_asked] {
        const auto pool = makeMessages(profile);
        const Result<EmbeddingEstimate> made = pool
            ? Result<EmbeddingEstimate>(estimateEmbedding(profile.embedding, slotTexts(*pool)))
            : Result<EmbeddingEstimate>(pool.problem());
        QMetaObject::invokeMethod(this, [this, made, asked] {
            if (asked == m_asked)
                showEstimate(made);
        });
    });
}

void ProfileMessages::showEstimate(const Result<EmbeddingEstimate> &made)
{
    if (!made) {
        m_estimate->setText(Numbers::safe(made.problem().text));
        return;
    }
    QString text = made->texts == 0
        ? tr("All texts are cached: nothing will be sent.")
        : tr("%Ln text(s) to send", nullptr, static_cast<int>(made->texts)) + QStringLiteral(", ")
            + tr("at most %Ln token(s)", nullptr, static_cast<int>(made->tokens));
    if (made->texts > 0)
        text += priceText(*made);
    m_estimate->setText(text);
}

ProfileDashboard::ProfileDashboard(Draft &draft, const SinkRegistry &sinks, Dialogs &dialogs)
    : ProfileForms(tr("Dashboard"), draft, dialogs)
    , m_sink(sinks.find("dashboard"))
    , m_note(makeNote())
    , m_on(new QCheckBox(tr("Show the run in a browser")))
{
    setIntro(tr("The run in a browser, on this computer unless another address is given."));
    addTop(m_note);
    addTop(m_on);
    m_on->setVisible(m_sink);
    m_note->setVisible(!m_sink);
    m_note->setText(tr("This build of the program has no dashboard."));
    if (!m_sink)
        return;
    m_form = addForm({}, {}, {});
    connect(m_on, &QCheckBox::clicked, this, [this](bool on) {
        const Result<void> done = switchTo(on);
        m_note->setVisible(!done);
        if (!done)
            m_note->setText(problemText(done.problem(), {}));
        refresh();
    });
    connect(&draft, &Draft::changed, this, &ProfileDashboard::refresh);
    refresh();
}

Result<void> ProfileDashboard::switchTo(bool on)
{
    const int row = sinkRow();
    if (row < 0)
        return draft().addItem("sinks", draft().itemCount("sinks"), {{"type", "dashboard"}});
    const std::string key = itemPath("sinks", static_cast<std::size_t>(row)) + ".enabled";
    if (on)
        return draft().removeKey(key, tr("Switch the dashboard on"));
    return draft().setValues({{key, "false"}}, tr("Switch the dashboard off"));
}

int ProfileDashboard::sinkRow() const
{
    const Node *list = draft().node("sinks");
    for (std::size_t i = 0; list && i < list->items.size(); ++i) {
        const Node *type = list->items[i].find("type");
        if (type && type->text == "dashboard")
            return static_cast<int>(i);
    }
    return -1;
}

bool ProfileDashboard::owns(std::string_view path) const
{
    const int row = m_sink ? sinkRow() : -1;
    if (row < 0)
        return false;
    const std::string own = itemPath("sinks", static_cast<std::size_t>(row));
    return path == own || path.starts_with(own + '.');
}

QStringList ProfileDashboard::words() const
{
    std::vector<FormRow> rows;
    if (m_sink)
        appendRows(rows, m_sink->rows, m_sink->id.data());
    return wordsOf(rows);
}

void ProfileDashboard::refresh()
{
    const int row = sinkRow();
    const std::string path = itemPath("sinks", static_cast<std::size_t>(std::max(0, row)));
    const Node *enabled = row < 0 ? nullptr : draft().node(path + ".enabled");
    const bool on = row >= 0 && !(enabled && draft().expanded(*enabled) == "false");
    m_on->setChecked(on);
    m_form->setVisible(on);
    if (row < 0)
        return;
    std::vector<FormRow> rows;
    appendRows(rows, m_sink->rows, m_sink->id.data());
    m_form->show(path, std::move(rows));
}

}
