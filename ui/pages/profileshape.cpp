// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/profileshape.h"

#include "base/text.h"
#include "profile/listedit.h"
#include "profile/overrides.h"
#include "profile/profilerows.h"
#include "ui/forms/ratecurve.h"
#include "ui/models/sinklistmodel.h"
#include "ui/pages/profilelist.h"

#include <QCoreApplication>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace emitter {

/// The table of stages, below the form of the shape `stages`.
class ProfileStages : public ProfileList
{
    Q_DECLARE_TR_FUNCTIONS(
        emitter::ProfileStages) // else these texts would be sought in ProfileList

public:
    ProfileStages(Draft &draft, Dialogs &dialogs)
        : ProfileList(draft, dialogs,
            new PlainListModel(
                draft, "shape.stages", {{tr("Length"), "duration"}, {tr("Rate"), "rate"}}),
            {tr("Stages"), {}, tr("No stages yet. Each has a length and a rate.")})
    {
        showCurrent();
    }

protected:
    std::vector<FormRow> rowsOf(int) const override
    {
        std::vector<FormRow> rows;
        appendRows(rows, stageRows());
        return rows;
    }
    std::vector<TextChange> newItem() const override
    {
        return {{"duration", "60s"}, {"rate", "100 %"}};
    }
};

namespace {

constexpr std::string_view loadKeys[]{"run_duration", "run_duration_secs", "count", "rate_scale"};

/// The seconds at which a shape bends or jumps; of one that repeats, in its first rounds.
std::vector<double> cornersOf(const ShapeSpec &shape)
{
    constexpr std::size_t most = 2000; // beyond, they are closer than a screen has pixels
    std::vector<double> corners;
    double at = 0;
    do {
        for (const ShapeSpec::Stage &stage : shape.stages)
            corners.push_back(at += stage.seconds);
    } while (shape.repeats && !shape.stages.empty() && corners.size() < most);
    return corners;
}

std::string writtenType(const Draft &draft)
{
    const Node *type = draft.node("shape.type");
    if (type && type->isText() && !type->text.empty())
        return type->text;
    return draft.node("shape.stages") ? "stages" : "constant";
}

}

Result<ParsedText> withShapeType(const ParsedText &text, const std::string &type)
{
    if (type == "constant")
        return removeKey(text, "shape");
    const Node *shape = text.root() ? findPath(*text.root(), "shape") : nullptr;
    const std::vector<std::string_view> taken = split(keysOfShape(type), '|');
    const auto takes = [&](std::string_view key) {
        return std::find(taken.begin(), taken.end(), key) != taken.end();
    };
    std::vector<TextChange> changes{{"shape.type", type}};
    for (const auto &[key, value] : {std::pair("duration", "60s"), std::pair("after", "60s")}) {
        if (takes(key) && !(shape && shape->find(key)))
            changes.push_back({std::string("shape.") + key, value});
    }
    auto changed = editProfileText(text, changes, {});
    for (const Node::Entry &entry : shape ? shape->entries : std::vector<Node::Entry>()) {
        if (changed && entry.key != "type" && !takes(entry.key))
            changed = removeKey(*changed, "shape." + entry.key);
    }
    if (!changed || !takes("stages") || (shape && shape->find("stages")))
        return changed;
    const std::vector<TextChange> rise{{"duration", "60s"}, {"rate", "0 -> 100 %"}};
    return insertListItem(*changed, "shape.stages", 0, rise);
}

ProfileShape::ProfileShape(Draft &draft, Dialogs &dialogs)
    : ProfileSection(tr("Load shape"))
    , m_draft(draft)
    , m_load(new FieldForm(draft, dialogs))
    , m_shape(new FieldForm(draft, dialogs))
    , m_stages(new ProfileStages(draft, dialogs))
    , m_curve(new RateCurve)
{
    setIntro(tr("How the rate changes over the run; 100 % is what services and pools plan."));
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_shape);
    layout->addWidget(m_load);
    auto *inner = new QWidget;
    auto *all = new QVBoxLayout(inner);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(makeCard(m_curve));
    all->addWidget(makeCard(content));
    all->addWidget(m_stages, 1);
    m_stages->setMinimumHeight(380);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inner);
    body().addWidget(scroll);
    connect(&draft, &Draft::changed, this, &ProfileShape::refresh);
    refresh();
}

bool ProfileShape::owns(std::string_view path) const
{
    return path == "shape" || path.starts_with("shape.")
        || std::find(std::begin(loadKeys), std::end(loadKeys), path) != std::end(loadKeys);
}

bool ProfileShape::showPath(std::string_view path)
{
    if (m_stages->owns(path) && m_stages->isVisibleTo(this))
        return m_stages->showPath(path);
    return m_shape->focusField(path) || m_load->focusField(path);
}

QStringList ProfileShape::words() const
{
    std::vector<FormRow> rows = loadRows();
    appendRows(rows, shapeRows());
    return wordsOf(rows) + m_stages->words();
}

std::vector<FormRow> ProfileShape::loadRows() const
{
    // The two ways to write the length exclude each other: the one that is used is shown.
    const bool inSeconds = m_draft.node("run_duration_secs") && !m_draft.node("run_duration");
    std::vector<FormRow> rows;
    for (const std::string_view key : loadKeys) {
        if (key != (inSeconds ? "run_duration" : "run_duration_secs"))
            rows.push_back({findField(topRows(), key), std::string(key)});
    }
    return rows;
}

std::vector<FormRow> ProfileShape::rowsOfShape(const std::string &type) const
{
    const std::vector<std::string_view> taken = split(keysOfShape(type), '|');
    std::vector<FormRow> rows;
    for (const Field &field : shapeRows()) {
        const bool isType = field.key == "type";
        if (!isType && !m_draft.node("shape." + std::string(field.key))
            && std::find(taken.begin(), taken.end(), field.key) == taken.end())
            continue;
        rows.push_back({&field, std::string(field.key)});
        rows.back().speaksForParent = isType;
        if (isType)
            rows.back().store = [this](const std::string &wanted) {
                return m_draft.edit(tr("Change the shape"),
                    [&](const ParsedText &text) { return withShapeType(text, wanted); });
            };
    }
    return rows;
}

void ProfileShape::refresh()
{
    const std::string type = writtenType(m_draft);
    m_load->show({}, loadRows());
    m_shape->show("shape", rowsOfShape(type));
    m_stages->setVisible(type == "stages");
    m_curve->setPlan(m_draft.plan(),
        m_draft.profile() ? cornersOf(m_draft.profile()->shape) : std::vector<double>());
}

}
