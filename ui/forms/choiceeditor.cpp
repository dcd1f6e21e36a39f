// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/choiceeditor.h"
#include "ui/numbers.h"

#include "base/text.h"
#include "profile/node.h"
#include "ui/forms/plaintext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QWheelEvent>

namespace emitter {
namespace {

/// Scrolling a form must not change what the pointer happens to pass.
class StillBox : public QComboBox
{
protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

}

ChoiceEditor::ChoiceEditor(const Field &field, const char *context, QWidget *parent)
    : FieldEditor(parent)
    , m_field(field)
    , m_context(context)
    , m_box(new StillBox)
{
    setContent(m_box);
    setFocusProxy(m_box);
    show(nullptr);
    connect(m_box, &QComboBox::activated, this, [this] {
        const QString text = m_box->currentData().toString();
        if (text.isEmpty())
            Q_EMIT removed({});
        else
            Q_EMIT edited({}, text, Typing::Ended);
    });
}

void ChoiceEditor::show(const Node *written)
{
    const QString text =
        written && written->isText() ? QString::fromStdString(written->text) : QString();
    if (m_box->count() > 0 && text == m_shown && m_box->currentData().toString() == text)
        return;
    m_shown = text;
    const QSignalBlocker quiet(m_box);
    m_box->clear();
    if (!m_field.required)
        m_box->addItem(m_field.fallback.empty()
                ? tr("default")
                : tr("%1 (default)").arg(translatedChoice(m_field, m_context, m_field.fallback)));
    for (const std::string_view choice : split(m_field.choices, '|'))
        m_box->addItem(nameOf(choice), fromView(choice));
    int at = text.isEmpty() ? 0 : m_box->findData(text);
    if (at < 0) {
        m_box->addItem(Numbers::safe(text.toStdString(), 60), text);
        at = m_box->count() - 1;
    }
    m_box->setCurrentIndex(at);
}

QString ChoiceEditor::nameOf(std::string_view choice) const
{
    const QString word = fromView(choice);
    const QString name = translatedChoice(m_field, m_context, choice);
    // The word itself is what the profile, its messages and the help texts say.
    return name.compare(word, Qt::CaseInsensitive) == 0 ? name : tr("%1 (%2)").arg(name, word);
}

BooleanEditor::BooleanEditor(const Field &field, QWidget *parent)
    : FieldEditor(parent)
    , m_field(field)
    , m_box(new QCheckBox)
    , m_word(new QLabel)
{
    auto *content = new QWidget;
    auto *layout = new QHBoxLayout(content);
    layout->setContentsMargins(0, 3, 0, 3);
    layout->addWidget(m_box);
    layout->addWidget(m_word, 1);
    m_word->setTextFormat(Qt::PlainText);
    setContent(content);
    setFocusProxy(m_box);
    connect(m_box, &QCheckBox::clicked, this, [this](bool checked) {
        m_box->setTristate(false);
        Q_EMIT edited(
            {}, checked ? QStringLiteral("true") : QStringLiteral("false"), Typing::Ended);
    });
}

void BooleanEditor::show(const Node *written)
{
    const bool isDefault = !written || (written->isText() && written->text.empty());
    const std::string_view text = isDefault ? m_field.fallback : std::string_view(written->text);
    const bool known = text == "true" || text == "false";
    m_box->setTristate(!known);
    m_box->setCheckState(text == "true" ? Qt::Checked
            : known                     ? Qt::Unchecked
                                        : Qt::PartiallyChecked);
    m_word->setText(isDefault ? (text == "true" ? tr("on (default)") : tr("off (default)"))
            : known           ? (text == "true" ? tr("on") : tr("off"))
                              : Numbers::safe(text, 60));
}

}
