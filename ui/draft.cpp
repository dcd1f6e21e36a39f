// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft.h"

#include "profile/listedit.h"
#include "profile/overrides.h"
#include "profile/variables.h"
#include "ui/textstep.h"

#include <QFileInfo>

#include <algorithm>
#include <set>
#include <utility>

namespace emitter {

Draft::Draft(ReadOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    apply({});
}

void Draft::planWith(const SinkRegistry &sinks)
{
    if (m_sinks == &sinks)
        return;
    m_sinks = &sinks;
    apply(m_text);
}

Result<void> Draft::load(const QString &fileName)
{
    auto text = loadProfileText(fileName.toStdString());
    if (!text)
        return std::move(text.problem());
    m_fileName = fileName;
    m_title.clear();
    m_options.fileName = fileName.toStdString();
    m_undo.clear();
    apply(std::move(*text));
    Q_EMIT replaced();
    Q_EMIT fileChanged();
    return {};
}

void Draft::open(const QString &text, const QString &title)
{
    m_fileName.clear();
    m_title = title;
    m_options.fileName.clear();
    m_undo.clear();
    apply(text.toStdString());
    Q_EMIT replaced();
    Q_EMIT fileChanged();
}

Result<void> Draft::save()
{
    return saveAs(m_fileName);
}

Result<void> Draft::saveAs(const QString &fileName)
{
    finishEdits();
    if (auto saved = saveProfileText(fileName.toStdString(), text(), m_options.sinks); !saved)
        return saved;
    m_fileName = fileName;
    m_options.fileName = fileName.toStdString();
    m_undo.setClean();
    apply(m_text); // messages name the file
    Q_EMIT fileChanged();
    return {};
}

QString Draft::title() const
{
    return m_fileName.isEmpty() ? m_title : QFileInfo(m_fileName).fileName();
}

const Node *Draft::node(std::string_view path) const
{
    return root() ? findPath(*root(), path) : nullptr;
}

std::optional<QString> Draft::written(std::string_view path) const
{
    const Node *found = node(path);
    if (!found || !found->isText() || (found->kind == Node::Kind::Null && found->text.empty()))
        return {};
    return QString::fromStdString(found->text);
}

std::optional<std::string> Draft::expanded(const Node &value) const
{
    if (!value.isText())
        return {};
    Expansion expansion = expandVariables(value.text, m_options.environment);
    if (!expansion.error.empty() || !expansion.missing.empty())
        return {};
    return std::move(expansion.text);
}

std::size_t Draft::itemCount(std::string_view list) const
{
    const Node *found = node(list);
    return found ? found->items.size() : 0;
}

const Problem *Draft::problemAt(std::string_view path) const
{
    const auto found =
        std::find_if(m_problems.begin(), m_problems.end(), [&](const Problem &known) {
            const std::string_view at = known.path;
            return at.starts_with(path)
                && (at.size() == path.size() || at[path.size()] == '.' || at[path.size()] == '[');
        });
    return found == m_problems.end() ? nullptr : &*found;
}

bool Draft::isVariableSet(const std::string &name) const
{
    return m_options.environment && m_options.environment(name);
}

void Draft::push(ParsedText text, const QString &what, const std::string &typedAt)
{
    if (text.text() != m_text.text())
        m_undo.push(new TextStep(*this, std::move(text), what, typedAt));
}

Result<void> Draft::edit(const QString &what, const TextFunction &change)
{
    auto text = change(m_text);
    if (!text)
        return std::move(text.problem());
    push(std::move(*text), what, {});
    return {};
}

void Draft::setText(std::string text, const QString &what)
{
    push(std::move(text), what, {});
}

Result<void> Draft::setValues(const std::vector<TextChange> &changes, const QString &what)
{
    return edit(what,
        [&](const ParsedText &text) { return editProfileText(text, changes, m_options.sinks); });
}

Result<void> Draft::typeValue(const std::string &path, const QString &value, const QString &what)
{
    const std::vector<TextChange> changes{{path, value.toStdString()}};
    auto text = editProfileText(m_text, changes, m_options.sinks);
    if (!text)
        return std::move(text.problem());
    push(std::move(*text), what, path);
    return {};
}

Result<void> Draft::removeKey(const std::string &path, const QString &what)
{
    return edit(what, [&](const ParsedText &text) { return emitter::removeKey(text, path); });
}

Result<void> Draft::addItem(
    const std::string &list, std::size_t index, const std::vector<TextChange> &values)
{
    return edit(tr("Add"),
        [&](const ParsedText &text) { return insertListItem(text, list, index, values); });
}

Result<void> Draft::duplicateItem(
    const std::string &list, std::size_t index, const std::string &nameKey)
{
    return edit(tr("Duplicate"), [&](const ParsedText &text) -> Result<ParsedText> {
        auto copied = duplicateListItem(text, list, index);
        const auto old = written(list + '[' + std::to_string(index) + "]." + nameKey);
        if (!copied || nameKey.empty() || !old)
            return copied;
        const std::vector<TextChange> changes{
            {list + '[' + std::to_string(index + 1) + "]." + nameKey,
                freeName(list, nameKey, old->toStdString())}};
        return editProfileText(*copied, changes, m_options.sinks);
    });
}

Result<void> Draft::removeItem(const std::string &list, std::size_t index)
{
    return edit(
        tr("Remove"), [&](const ParsedText &text) { return removeListItem(text, list, index); });
}

Result<void> Draft::moveItem(const std::string &list, std::size_t from, std::size_t to)
{
    return edit(
        tr("Move"), [&](const ParsedText &text) { return moveListItem(text, list, from, to); });
}

std::string Draft::freeName(
    const std::string &list, const std::string &key, const std::string &wanted) const
{
    std::set<std::string_view> taken;
    if (const Node *found = node(list)) {
        for (const Node &item : found->items) {
            if (const Node *name = item.find(key))
                taken.insert(name->text);
        }
    }
    std::string name = wanted;
    for (int number = 2; taken.contains(name); ++number)
        name = wanted + '-' + std::to_string(number);
    return name;
}

void Draft::apply(ParsedText text)
{
    m_text = std::move(text);
    m_outcome = readProfile(m_text, m_options);
    m_problems = m_outcome.problems;
    m_plan.reset();
    if (m_sinks && m_outcome.profile) {
        PlanOutcome planned = makePlan(*m_outcome.profile, *m_sinks);
        if (!hasErrors(planned.problems))
            m_plan = std::move(planned.plan);
        m_problems.insert(m_problems.end(), planned.problems.begin(), planned.problems.end());
    }
    Q_EMIT changed();
}

}
