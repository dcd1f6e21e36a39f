// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonwriter.h"
#include "base/text.h"
#include "base/values.h"
#include "profile/printconfig.h"
#include "profile/profilerows.h"

namespace emitter {
namespace {

/// A text with a variable in it; allowed wherever a value is.
void referenceSchema(JsonWriter &json)
{
    json.beginObject().member("type", "string").member("pattern", "\\$\\{").endObject();
}

void numberSchema(JsonWriter &json, const Field &row)
{
    json.key("anyOf").beginArray().beginObject();
    json.member("type", row.type == Field::Integer ? "integer" : "number");
    if (row.min != std::numeric_limits<double>::lowest())
        json.member("minimum", row.min);
    if (row.max != std::numeric_limits<double>::max())
        json.member("maximum", row.max);
    json.endObject();
    if (row.key == "rate_per_sec")
        json.beginObject().member("const", "max").endObject();
    referenceSchema(json);
    json.endArray();
}

void choiceSchema(JsonWriter &json, const Field &row)
{
    json.key("anyOf").beginArray().beginObject().key("enum").beginArray();
    for (const std::string_view choice : split(row.choices, '|'))
        json.value(choice);
    json.endArray().endObject();
    referenceSchema(json);
    json.endArray();
}

void typesSchema(JsonWriter &json, std::initializer_list<const char *> types, const char *pattern)
{
    json.key("type").beginArray();
    for (const char *type : types)
        json.value(type);
    json.endArray();
    if (pattern)
        json.member("pattern", pattern);
}

void objectSchema(JsonWriter &json, std::span<const Field> rows);

void typeSchema(JsonWriter &json, const Field &row)
{
    switch (row.type) {
    case Field::Integer:
    case Field::Number:
        numberSchema(json, row);
        break;
    case Field::Choice:
        choiceSchema(json, row);
        break;
    case Field::Boolean:
        json.key("anyOf").beginArray().beginObject().member("type", "boolean").endObject();
        referenceSchema(json);
        json.endArray();
        break;
    case Field::Duration:
        typesSchema(json, {"string", "number"}, "^[0-9.]+ ?(ms|s|m|min|h)?$|\\$\\{");
        break;
    case Field::Size:
        typesSchema(json, {"string", "integer"}, "^[0-9.]+ ?(B|kB|MB|GB|KiB|MiB|GiB)?$|\\$\\{");
        break;
    case Field::Percent:
        typesSchema(json, {"string", "number"}, "^[0-9.]+ ?%?$|\\$\\{");
        break;
    case Field::Url:
        typesSchema(json, {"string"}, "^https?://|\\$\\{");
        break;
    case Field::Text:
        typesSchema(json, {"string", "number"}, nullptr);
        break;
    case Field::Path:
    case Field::Secret:
        json.member("type", "string");
        break;
    case Field::TextMap:
        if (row.key == "level_weights") {
            objectSchema(json, levelWeightRows());
        } else {
            json.member("type", "object").key("additionalProperties").beginObject();
            typesSchema(json, {"string", "number", "boolean"}, nullptr);
            json.endObject();
        }
        break;
    }
}

void writeDefault(JsonWriter &json, const Field &row)
{
    if (row.fallback.empty())
        return;
    json.key("default");
    if (const auto number = parseNumber(row.fallback))
        json.value(*number);
    else if (const auto flag = parseBoolean(row.fallback))
        json.value(*flag);
    else
        json.value(row.fallback);
}

void property(JsonWriter &json, const Field &row)
{
    json.key(row.key).beginObject();
    if (!row.label.empty())
        json.member("title", row.label);
    if (!row.help.empty())
        json.member("description", row.help);
    typeSchema(json, row);
    writeDefault(json, row);
    json.endObject();
}

void properties(JsonWriter &json, std::span<const Field> rows)
{
    for (const Field &row : rows)
        property(json, row);
}

/// The members of a schema for a mapping of `rows`, without its braces.
void objectSchema(JsonWriter &json, std::span<const Field> rows)
{
    json.member("type", "object").key("properties").beginObject();
    properties(json, rows);
    json.endObject().member("additionalProperties", false);
    json.key("required").beginArray();
    for (const Field &row : rows) {
        if (row.required)
            json.value(row.key);
    }
    json.endArray();
}

void listSchema(JsonWriter &json, std::string_view key, std::span<const Field> rows)
{
    json.key(key).beginObject().member("type", "array").key("items").beginObject();
    objectSchema(json, rows);
    json.endObject().endObject();
}

void sinkSchema(JsonWriter &json, const SinkSchema &sink)
{
    json.beginObject()
        .member("title", sink.id)
        .member("type", "object")
        .key("properties")
        .beginObject();
    json.key("type").beginObject().key("enum").beginArray().value(sink.id);
    if (sink.id == "null")
        json.null(); // what YAML makes of the bare word
    json.endArray().endObject();
    properties(json, sinkHeadRows().subspan(1));
    properties(json, sink.rows);
    for (const Field &row : sinkSettingRows()) {
        if (!findField(sink.rows, row.key))
            property(json, row);
    }
    json.key("retry").beginObject();
    objectSchema(json, retryRows());
    json.endObject().endObject().member("additionalProperties", false);
    json.key("required").beginArray().value("type");
    for (const Field &row : sink.rows) {
        if (row.required)
            json.value(row.key);
    }
    json.endArray().endObject();
}

void shapeSchema(JsonWriter &json)
{
    json.key("shape").beginObject().member("type", "object").key("properties").beginObject();
    properties(json, shapeRows());
    listSchema(json, "stages", stageRows());
    json.endObject().member("additionalProperties", false).endObject();
}

}

std::string profileSchema(std::span<const SinkSchema> sinks)
{
    JsonWriter json(2);
    json.beginObject();
    json.member("$schema", "https://json-schema.org/draft/2020-12/schema");
    json.member("title", "emitter profile").member("type", "object");
    json.key("properties").beginObject();
    properties(json, topRows());
    json.key("embedding").beginObject();
    objectSchema(json, embeddingRows());
    json.endObject();
    listSchema(json, "services", serviceRows());
    listSchema(json, "pools", poolRows());
    json.key("sinks").beginObject().member("type", "array").key("items").beginObject();
    json.key("oneOf").beginArray();
    for (const SinkSchema &sink : sinks)
        sinkSchema(json, sink);
    json.endArray().endObject().endObject();
    shapeSchema(json);
    json.key("targets").beginObject().member("type", "array").key("items").beginObject();
    json.member("type", "string").endObject().endObject();
    json.endObject().member("additionalProperties", false).endObject();
    return json.take() + '\n';
}

}
