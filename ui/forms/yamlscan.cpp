// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/yamlscan.h"

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

using Kind = YamlSpan::Kind;

/// What goes on over the end of a line, and a number to it: how deep in brackets the text is, or
/// the indentation that a block of text must exceed.
enum class Within { Plain, DoubleQuotes, SingleQuotes, Block, Count };

int packed(Within within, qsizetype number)
{
    constexpr qsizetype most = 1'000'000;
    return static_cast<int>(within)
        + static_cast<int>(Within::Count)
        * static_cast<int>(std::clamp<qsizetype>(number, 0, most));
}

bool isNumber(QStringView text)
{
    if (!text.isEmpty() && (text.front() == u'-' || text.front() == u'+'))
        text = text.sliced(1);
    bool digits = false;
    bool point = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c >= u'0' && c <= u'9') {
            digits = true;
        } else if (c == u'.' && !point) {
            point = true;
        } else if ((c == u'e' || c == u'E') && digits) {
            QStringView power = text.sliced(i + 1);
            if (!power.isEmpty() && (power.front() == u'-' || power.front() == u'+'))
                power = power.sliced(1);
            return !power.isEmpty() && std::all_of(power.begin(), power.end(), [](QChar digit) {
                return digit >= u'0' && digit <= u'9';
            });
        } else if (c != u'_' || !digits) {
            return false;
        }
    }
    return digits;
}

class Scan
{
public:
    Scan(QStringView text, int state)
        : m_text(text)
        , m_within(static_cast<Within>(std::max(0, state) % static_cast<int>(Within::Count)))
        , m_number(std::max(0, state) / static_cast<int>(Within::Count))
    {
    }

    YamlLine run()
    {
        if (m_within == Within::Block && isOfBlock())
            return done();
        if (m_within == Within::Block)
            enter(Within::Plain, 0);
        if (m_within == Within::DoubleQuotes || m_within == Within::SingleQuotes)
            quoted(0);
        while (m_at < m_text.size())
            token();
        return done();
    }

private:
    bool isFlow() const { return m_number > 0; }
    bool isSpaceAt(qsizetype at) const { return at >= m_text.size() || m_text[at].isSpace(); }

    void enter(Within within, qsizetype number)
    {
        m_within = within;
        m_number = number;
    }

    YamlLine done() { return {std::move(m_spans), packed(m_within, m_number)}; }

    void add(qsizetype from, qsizetype end, Kind kind)
    {
        if (end > from)
            m_spans.append({from, end - from, kind});
    }

    /// `${NAME}` in a value; `$$` is a dollar.
    void addVariables(qsizetype from, qsizetype end)
    {
        while ((from = m_text.first(end).indexOf(u'$', from)) >= 0 && from + 1 < end) {
            const qsizetype close = m_text.first(end).indexOf(u'}', from);
            if (m_text[from + 1] != u'{' || close < 0) {
                from += m_text[from + 1] == u'$' ? 2 : 1;
                continue;
            }
            add(from, close + 1, Kind::Variable);
            from = close + 1;
        }
    }

    bool isOfBlock()
    {
        qsizetype indent = 0;
        while (indent < m_text.size() && m_text[indent] == u' ')
            ++indent;
        if (indent < m_text.size() && indent <= m_number - 1)
            return false;
        add(indent, m_text.size(), Kind::String);
        addVariables(indent, m_text.size());
        return true;
    }

    /// From `begin`, with m_at behind the opening quote, to the closing one or the line's end.
    void quoted(qsizetype begin)
    {
        const QChar quote = m_within == Within::DoubleQuotes ? u'"' : u'\'';
        for (; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == u'\\' && quote == u'"') {
                ++m_at;
            } else if (m_text[m_at] == quote) {
                const bool isDoubled = quote == u'\'' && m_text.sliced(m_at + 1).startsWith(quote);
                if (!isDoubled) {
                    m_within = Within::Plain;
                    ++m_at;
                    break;
                }
                ++m_at;
            }
        }
        m_at = std::min(m_at, m_text.size());
        qsizetype next = m_at;
        while (next < m_text.size() && m_text[next] == u' ')
            ++next;
        const bool isKey = m_within == Within::Plain && m_text.sliced(next).startsWith(u':')
            && (isFlow() || isSpaceAt(next + 1));
        add(begin, m_at, isKey ? Kind::Key : Kind::String);
        addVariables(begin, m_at);
    }

    void token()
    {
        const QChar c = m_text[m_at];
        if (c.isSpace() || c == u',' || c == u':') {
            ++m_at;
        } else if (c == u'#' && (m_at == 0 || m_text[m_at - 1].isSpace())) {
            add(m_at, m_text.size(), Kind::Comment);
            m_at = m_text.size();
        } else if (c == u'"' || c == u'\'') {
            m_within = c == u'"' ? Within::DoubleQuotes : Within::SingleQuotes;
            quoted(m_at++);
        } else if (c == u'{' || c == u'[') {
            ++m_number;
            ++m_at;
        } else if (isFlow() && (c == u'}' || c == u']')) {
            --m_number;
            ++m_at;
        } else if ((c == u'-' || c == u'?') && !isFlow() && isSpaceAt(m_at + 1)) {
            m_column = m_at++;
        } else if ((c == u'|' || c == u'>') && !isFlow()) {
            block();
        } else {
            plain();
        }
    }

    /// A block of text begins behind this line, which may still have a comment.
    void block()
    {
        const qsizetype comment = m_text.indexOf(QStringView(u" #"), m_at);
        if (comment >= 0)
            add(comment + 1, m_text.size(), Kind::Comment);
        enter(Within::Block, m_column >= 0 ? m_column + 1 : m_at);
        m_at = m_text.size();
    }

    void plain()
    {
        const qsizetype begin = m_at;
        bool isKey = false;
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text[m_at];
            if (isFlow() && (c == u',' || c == u'}' || c == u']'))
                break;
            if (c == u'#' && m_text[m_at - 1].isSpace())
                break;
            isKey = c == u':' && (isSpaceAt(m_at + 1) || (isFlow() && m_text[m_at + 1] == u','));
            if (isKey)
                break;
        }
        qsizetype end = m_at;
        while (end > begin && m_text[end - 1].isSpace())
            --end;
        const QStringView word = m_text.sliced(begin, end - begin);
        if (isKey) {
            add(begin, end, Kind::Key);
            m_column = begin;
        } else {
            add(begin, end, isNumber(word) ? Kind::Number : Kind::String);
            addVariables(begin, end);
        }
    }

    const QStringView m_text;
    Within m_within;
    qsizetype m_number; ///< how deep in brackets; of a block: one more than its parent's column
    qsizetype m_at = 0;
    qsizetype m_column = -1; ///< of the innermost key or dash so far
    QList<YamlSpan> m_spans;
};

}

YamlLine YamlLine::scan(QStringView text, int state)
{
    return Scan(text, state).run();
}

}
