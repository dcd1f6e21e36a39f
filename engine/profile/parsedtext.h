// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profileyaml.h"
#include "profile/sourcetext.h"

#include <memory>
#include <string>
#include <string_view>

namespace emitter {

/// The text of a profile with the tree it is read as. Reading costs far more than anything else
/// that is done with a text, so it is done once; copies share it. Never changes.
class ParsedText
{
public:
    ParsedText(std::string text = {})
        : m_parts(std::make_shared<const Parts>(std::move(text)))
    {
    }
    ParsedText(std::string_view text)
        : ParsedText(std::string(text))
    {
    }
    ParsedText(const char *text)
        : ParsedText(std::string(text))
    {
    }

    const std::string &text() const { return m_parts->text; }
    /// By lines, without a byte order mark; the offsets of the tree count in it.
    const SourceText &source() const { return m_parts->source; }
    const YamlOutcome &yaml() const { return m_parts->yaml; }
    /// nullptr: the text cannot be read.
    const Node *root() const { return yaml().root ? &*yaml().root : nullptr; }
    bool hasErrors() const { return !yaml().root || !yaml().problems.empty(); }

private:
    struct Parts
    {
        explicit Parts(std::string bytes)
            : text(std::move(bytes))
            , source(text)
            , yaml(parseYaml(source))
        {
        }

        const std::string text;
        const SourceText source;
        const YamlOutcome yaml;
    };

    std::shared_ptr<const Parts> m_parts;
};

}
