// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profileyaml.h"

#include "base/text.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <exception>
#include <sstream>
#include <unordered_map>
#include <utility>

namespace emitter {
namespace {

/// Thrown by the builder through the library to parseYaml(), and no further.
struct Refused
{
    YamlProblem problem;
};

class TreeBuilder final : public YAML::EventHandler
{
public:
    explicit TreeBuilder(const SourceText &source)
        : m_source(source)
    {
    }

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        if (m_documents++ > 0)
            throw Refused{{"the profile has more than one YAML document",
                "Remove the line --- and what follows it.", placeOf(mark)}};
    }
    void OnDocumentEnd() override { }

    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        Node node = begin(mark, "?", anchor);
        for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
            if (m_source.text().substr(node.offset).starts_with(word))
                node.text = word;
        }
        const bool written = !node.text.empty();
        if (!written && !m_frames.empty() && m_frames.back().hasKey) {
            node.place = m_frames.back().key.place;
            node.offset = m_frames.back().key.offset;
        }
        add(std::move(node));
    }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t) override
    {
        refuseReference(mark);
        add(Node{});
    }
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
        const std::string &value) override
    {
        Node node = begin(mark, tag, anchor);
        node.kind = Node::Kind::Scalar;
        node.text = value;
        node.quoted = isQuote(at(node.offset));
        // The library takes the end of the text for the end of a quote.
        if (node.quoted
            && quotedLength(m_source.text().substr(node.offset)) == std::string_view::npos)
            throw Refused{{"this quote is never closed", "Close it.", node.place}};
        add(std::move(node));
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
        YAML::EmitterStyle::value style) override
    {
        open(Node::Kind::Sequence, begin(mark, tag, anchor), style);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
        YAML::EmitterStyle::value style) override
    {
        open(Node::Kind::Mapping, begin(mark, tag, anchor), style);
    }
    void OnMapEnd() override { close(); }

    int documents() const { return m_documents; }
    /// True when something was refused whose absence makes the tree worthless.
    bool isBroken() const { return m_broken; }
    Node takeRoot() { return std::move(m_root); }
    std::vector<YamlProblem> takeProblems() { return std::move(m_problems); }

private:
    struct Frame
    {
        Node node;
        bool hasKey = false;
        Node::Entry key;
        std::unordered_map<std::string, int> lines; ///< of the keys so far
    };

    static bool isQuote(char c) { return c == '"' || c == '\''; }
    static std::size_t offsetOf(const YAML::Mark &mark)
    {
        return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
    }
    Place placeOf(const YAML::Mark &mark) const { return m_source.placeAt(offsetOf(mark)); }
    char at(std::size_t offset) const
    {
        return offset < m_source.text().size() ? m_source.text()[offset] : '\0';
    }

    void report(std::string text, std::string remedy, Place place)
    {
        if (m_problems.size() < 100)
            m_problems.push_back({std::move(text), std::move(remedy), place});
    }

    void refuseReference(const YAML::Mark &mark)
    {
        m_broken = true;
        report("anchors and aliases (& and *) are not allowed in a profile",
            "Write the value out at each place.", placeOf(mark));
    }

    Node begin(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor)
    {
        Node node;
        node.offset = offsetOf(mark);
        node.place = m_source.placeAt(node.offset);
        if (anchor != 0)
            refuseReference(mark);
        if ((tag != "?" && tag != "!" && !tag.empty()) || at(node.offset) == '!') {
            m_broken = true;
            report("tags (!) are not allowed in a profile", "Remove the tag.", node.place);
        }
        return node;
    }

    void open(Node::Kind kind, Node node, YAML::EmitterStyle::value style)
    {
        if (m_frames.size() >= deepestProfile)
            throw Refused{
                {"lists and mappings are nested deeper than " + std::to_string(deepestProfile),
                    "A profile needs four levels.", node.place}};
        node.kind = kind;
        node.flow = style == YAML::EmitterStyle::Flow;
        Frame frame;
        frame.node = std::move(node);
        m_frames.push_back(std::move(frame));
    }

    void close()
    {
        Node node = std::move(m_frames.back().node);
        m_frames.pop_back();
        add(std::move(node));
    }

    void add(Node node)
    {
        if (++m_nodes > mostNodes)
            throw Refused{{"the profile has more than 100,000 values",
                "Use pools for many like emitters.", node.place}};
        if (m_frames.empty()) {
            m_root = std::move(node);
            return;
        }
        Frame &frame = m_frames.back();
        if (frame.node.kind == Node::Kind::Sequence)
            frame.node.items.push_back(std::move(node));
        else if (!frame.hasKey)
            addKey(frame, std::move(node));
        else
            addValue(frame, std::move(node));
    }

    void addKey(Frame &frame, Node node)
    {
        if (node.kind != Node::Kind::Scalar)
            throw Refused{{"a key must be a word", "Write key: value.", node.place}};
        if (node.text == "<<" && !node.quoted) {
            m_broken = true;
            report("merge keys (<<) are not allowed in a profile",
                "Write the values out at each place.", node.place);
        }
        frame.key = {std::move(node.text), node.place, node.offset, {}};
        frame.hasKey = true;
    }

    void addValue(Frame &frame, Node node)
    {
        frame.hasKey = false;
        const auto [known, isNew] = frame.lines.emplace(frame.key.key, frame.key.place.line);
        if (!isNew) {
            report("the key " + printable(frame.key.key, 60)
                    + " appears twice; it is already set in line " + std::to_string(known->second),
                "Keep one of them.", frame.key.place);
            return;
        }
        frame.key.value = std::move(node);
        frame.node.entries.push_back(std::move(frame.key));
    }

    const SourceText &m_source;
    std::vector<Frame> m_frames;
    std::vector<YamlProblem> m_problems;
    Node m_root;
    std::size_t m_nodes = 0;
    int m_documents = 0;
    bool m_broken = false;
};

std::string hexByte(char c)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    return {digits[byte >> 4], digits[byte & 15U]};
}

std::optional<YamlProblem> checkEncoding(const SourceText &source)
{
    const std::string_view text = source.text();
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (!isCleanUtf8(text.substr(begin, end - begin)))
            return YamlProblem{
                "the line is not UTF-8 text", "Save the profile as UTF-8.", source.placeAt(begin)};
        begin = end + 1;
    }
    return {};
}

/// The library takes byte 4 for the end of the text, so control characters must not reach it.
std::optional<YamlProblem> checkControlCharacters(const SourceText &source)
{
    const std::string_view text = source.text();
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte == '\r' && i + 1 < text.size() && text[i + 1] != '\n')
            return YamlProblem{"a carriage return without a line feed",
                "Save the profile with plain line ends.", source.placeAt(i)};
        if ((byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') || byte == 0x7f)
            return YamlProblem{"the profile has a control character (byte 0x" + hexByte(text[i])
                    + "); it does not look like text",
                "Give the name of a YAML file.", source.placeAt(i)};
    }
    return {};
}

std::optional<YamlProblem> checkIndentation(const SourceText &source)
{
    const std::string_view text = source.text();
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        const std::string_view indent = line.substr(0, line.find_first_not_of(" \t\r"));
        const std::size_t tab = indent.find('\t');
        if (tab != std::string_view::npos && indent.size() < line.size()
            && line[indent.size()] != '#')
            return YamlProblem{"the line is indented with a tab", "Indent with blanks.",
                source.placeAt(begin + tab)};
        begin = end + 1;
    }
    return {};
}

/// What can be told from the bytes alone.
std::optional<YamlProblem> checkBytes(const SourceText &source)
{
    if (auto problem = checkSize(source))
        return problem;
    if (auto problem = checkControlCharacters(source))
        return problem;
    if (auto problem = checkEncoding(source))
        return problem;
    return checkIndentation(source);
}

void parseInto(TreeBuilder &builder, const SourceText &source)
{
    std::istringstream stream{std::string(source.text())};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) { }
}

}

std::optional<YamlProblem> checkSize(const SourceText &source)
{
    if (source.text().size() > largestProfile)
        return YamlProblem{
            "the profile is larger than 1 MiB", "Use pools for many like emitters.", {1, 1}};
    if (trimmed(source.text()).empty())
        return YamlProblem{
            "the profile is empty", "It needs services or pools, and sinks.", {1, 1}};
    return {};
}

YamlOutcome parseYaml(const SourceText &source)
{
    YamlOutcome outcome;
    if (auto problem = checkBytes(source)) {
        outcome.problems.push_back(std::move(*problem));
        return outcome;
    }
    TreeBuilder builder(source);
    std::optional<YamlProblem> fatal;
    try {
        parseInto(builder, source);
    } catch (const Refused &refused) {
        fatal = refused.problem;
    } catch (const YAML::Exception &error) {
        const int offset = error.mark.pos;
        fatal = YamlProblem{"this is not valid YAML: " + printable(error.msg, 200), {},
            source.placeAt(offset < 0 ? 0 : static_cast<std::size_t>(offset))};
    } catch (const std::exception &error) {
        fatal =
            YamlProblem{"the YAML library gave up: " + printable(error.what(), 200), {}, {1, 1}};
    }
    outcome.problems = builder.takeProblems();
    if (fatal) {
        outcome.problems.push_back(std::move(*fatal));
        return outcome;
    }
    if (builder.isBroken())
        return outcome;
    Node root = builder.takeRoot();
    if (root.kind == Node::Kind::Null)
        outcome.problems.push_back(
            {"the profile is empty", "It needs services or pools, and sinks.", {1, 1}});
    else if (!root.isMapping())
        outcome.problems.push_back({"a profile is a mapping of settings; this is "
                + std::string(root.isSequence() ? "a list" : "one text"),
            "Start with a line such as: services:", root.place});
    else
        outcome.root = std::move(root);
    return outcome;
}

}
