// The small languages inside Markdown: attributes in braces, HTML tags, entities, and names of places.
// Pure text in, values out; what is done with them is decided in markdown_blocks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carrel::client {

/// `{#id .class key='value'}` as pandoc and the Carpentries write it.
struct Attributes {
  std::string id;
  std::vector<std::string> classes;
  std::vector<std::pair<std::string, std::string>> values;
  std::string const* find(std::string_view key) const;
};
struct AttributesAt {
  Attributes attributes;
  std::size_t length;  ///< Bytes read, braces included.
};
/// Reads attributes from the brace that `text` begins with; nothing when it is anything else (code, a shell variable).
std::optional<AttributesAt> read_attributes(std::string_view text);

/// One HTML tag, `<` to `>`. The name is in lower case.
struct HtmlTag {
  std::string name;
  bool closing = false;
  std::vector<std::pair<std::string, std::string>> values;
  std::size_t length = 0;
  std::string value(std::string_view key) const;
};
std::optional<HtmlTag> read_tag(std::string_view text);

/// The character an entity such as `&eacute;` stands for; nothing when it is not in our table.
std::optional<std::string> read_entity(std::string_view entity);
/// Text with its known entities replaced.
std::string without_entities(std::string_view text);

/// The name a heading gets when its author gave none: lower case, punctuation dropped, spaces to hyphens, as GitHub does.
std::string place_name(std::string_view heading);

std::string utf8(char32_t character);
std::string lower_ascii(std::string_view text);
std::string_view trimmed(std::string_view text);

/// Undoes %41; anything malformed stays as it is.
std::string without_percent(std::string_view text);

}  // namespace carrel::client
