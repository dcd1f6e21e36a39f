// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/profilesinks.h"

#include "profile/listedit.h"
#include "profile/overrides.h"
#include "profile/profilerows.h"
#include "profile/readcontext.h"
#include "ui/forms/plaintext.h"
#include "ui/forms/sinktest.h"
#include "ui/models/sinklistmodel.h"
#include "ui/numbers.h"

#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace emitter {
namespace {

std::string typesOf(const SinkRegistry &sinks)
{
    std::string types;
    for (const SinkDescriptor &sink : sinks.sinks())
        types += (types.empty() ? "" : "|") + std::string(sink.id);
    return types;
}

Field typeField(const std::string &types)
{
    Field field = *findField(sinkHeadRows(), "type");
    field.type = Field::Choice;
    field.choices = types;
    return field;
}

}

std::vector<FormRow> sinkRows(const SinkDescriptor *sink)
{
    std::vector<FormRow> rows;
    if (sink)
        appendRows(rows, sink->rows, sink->id.data());
    appendRows(rows, sinkSettingRows());
    appendRows(rows, retryRows(), "profile", "retry.");
    return rows;
}

Result<ParsedText> withSinkType(
    const ParsedText &text, const std::string &sink, const SinkDescriptor &type)
{
    ParsedText next = text;
    const Node *node = text.root() ? findPath(*text.root(), sink) : nullptr;
    if (!node)
        return text;
    for (const Node::Entry &entry : node->entries) {
        const bool known = findField(sinkHeadRows(), entry.key) || findField(type.rows, entry.key)
            || findField(sinkSettingRows(), entry.key) || entry.key == "retry";
        if (known)
            continue;
        auto without = removeKey(next, memberPath(sink, entry.key));
        if (!without)
            return without;
        next = std::move(*without);
    }
    const std::vector<TextChange> change{{sink + ".type", std::string(type.id)}};
    return editProfileText(next, change, {});
}

ProfileSinks::ProfileSinks(Draft &draft, const SinkRegistry &sinks, Dialogs &dialogs)
    : ProfileList(draft, dialogs, new SinkListModel(draft, sinks),
        {tr("Sinks"), "name",
            tr("No sinks yet. Every entry goes to every sink; without one they go nowhere.")})
    , m_sinks(sinks)
    , m_types(typesOf(sinks))
    , m_typeRow(typeField(m_types))
    , m_test(new SinkTest(draft))
{
    setIntro(tr("Every entry goes to every sink that is on."));
    formBody().insertWidget(0, m_test);
    table().horizontalHeader()->setSectionResizeMode(
        SinkListModel::On, QHeaderView::ResizeToContents);
    makeMenu();
    showCurrent();
}

void ProfileSinks::makeMenu()
{
    auto *menu = new QMenu(this);
    for (const SinkDescriptor &sink : m_sinks.sinks()) {
        const std::string id(sink.id);
        auto *action = menu->addAction(QString::fromStdString(id) + QStringLiteral(" – ")
            + translated("sinks", sink.description));
        connect(action, &QAction::triggered, this, [this, id] { add({{"type", id}}); });
    }
    addButton().setMenu(menu);
}

std::string ProfileSinks::typeOf(int row) const
{
    const Node *type = draft().node(itemPath("sinks", static_cast<std::size_t>(row)) + ".type");
    return type ? type->text : std::string();
}

std::vector<FormRow> ProfileSinks::rowsOf(int row) const
{
    const std::string path = itemPath("sinks", static_cast<std::size_t>(row));
    std::vector<FormRow> rows;
    auto *self = const_cast<ProfileSinks *>(this); // the row's function outlives this call
    rows.push_back({&m_typeRow, "type", "profile", {}, false,
        [self, path](const std::string &type) { return self->changeType(path, type); }});
    for (const Field &field : sinkHeadRows()) {
        if (field.key != "type")
            rows.push_back({&field, std::string(field.key)});
    }
    const auto more = sinkRows(m_sinks.find(typeOf(row)));
    rows.insert(rows.end(), more.begin(), more.end());
    return rows;
}

Result<void> ProfileSinks::changeType(const std::string &path, const std::string &type)
{
    const SinkDescriptor *sink = m_sinks.find(type);
    if (!sink) { // written in the text, so the list has it too
        Problem problem;
        problem.text = tr("This program has no sink of the type %1")
                           .arg(Numbers::safe(type, 60))
                           .toStdString();
        problem.remedy = tr("Choose another one.").toStdString();
        return problem;
    }
    return draft().edit(tr("Change the sink's type"),
        [&](const ParsedText &text) { return withSinkType(text, path, *sink); });
}

std::vector<FormRow> ProfileSinks::allRows() const
{
    std::vector<FormRow> rows;
    appendRows(rows, sinkHeadRows());
    for (const SinkDescriptor &sink : m_sinks.sinks()) {
        const auto more = sinkRows(&sink);
        rows.insert(rows.end(), more.begin(), more.end());
    }
    return rows;
}

std::vector<TextChange> ProfileSinks::newItem() const
{
    return {{"type", "stdout"}};
}

void ProfileSinks::refresh()
{
    m_test->setSink(currentRow());
}

}
