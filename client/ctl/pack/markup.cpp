#include "client/ctl/pack/markup.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace carrel::client {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }
bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == ':' || c == '.'; }

// Reads a quoted or bare value; `at` moves behind it.
std::optional<std::string> read_value(std::string_view text, std::size_t& at, bool backslash_escapes) {
  std::string out;
  if (at < text.size() && (text[at] == '"' || text[at] == '\'')) {
    char const quote = text[at++];
    for (; at < text.size() && text[at] != quote; ++at) {
      if (backslash_escapes && text[at] == '\\' && at + 1 < text.size() &&
          std::ispunct(static_cast<unsigned char>(text[at + 1])))
        ++at;
      out += is_space(text[at]) ? ' ' : text[at];
    }
    if (at == text.size()) return std::nullopt;
    ++at;
    return out;
  }
  while (at < text.size() && !is_space(text[at]) && text[at] != '}' && text[at] != '>' && text[at] != ',') out += text[at++];
  if (out.empty()) return std::nullopt;
  return out;
}

struct Entity {
  std::string_view name;
  char32_t character;
};
constexpr std::array entities{
    Entity{"amp", '&'},       Entity{"lt", '<'},         Entity{"gt", '>'},         Entity{"quot", '"'},
    Entity{"apos", '\''},     Entity{"nbsp", 0xA0},      Entity{"iexcl", 0xA1},     Entity{"cent", 0xA2},
    Entity{"pound", 0xA3},    Entity{"yen", 0xA5},       Entity{"sect", 0xA7},      Entity{"copy", 0xA9},
    Entity{"laquo", 0xAB},    Entity{"not", 0xAC},       Entity{"shy", 0xAD},       Entity{"reg", 0xAE},
    Entity{"deg", 0xB0},      Entity{"plusmn", 0xB1},    Entity{"sup2", 0xB2},      Entity{"sup3", 0xB3},
    Entity{"acute", 0xB4},    Entity{"micro", 0xB5},     Entity{"para", 0xB6},      Entity{"middot", 0xB7},
    Entity{"sup1", 0xB9},     Entity{"raquo", 0xBB},     Entity{"frac14", 0xBC},    Entity{"frac12", 0xBD},
    Entity{"frac34", 0xBE},   Entity{"iquest", 0xBF},    Entity{"Agrave", 0xC0},    Entity{"Aacute", 0xC1},
    Entity{"Acirc", 0xC2},    Entity{"Atilde", 0xC3},    Entity{"Auml", 0xC4},      Entity{"Aring", 0xC5},
    Entity{"AElig", 0xC6},    Entity{"Ccedil", 0xC7},    Entity{"Egrave", 0xC8},    Entity{"Eacute", 0xC9},
    Entity{"Ecirc", 0xCA},    Entity{"Euml", 0xCB},      Entity{"Igrave", 0xCC},    Entity{"Iacute", 0xCD},
    Entity{"Icirc", 0xCE},    Entity{"Iuml", 0xCF},      Entity{"Ntilde", 0xD1},    Entity{"Ograve", 0xD2},
    Entity{"Oacute", 0xD3},   Entity{"Ocirc", 0xD4},     Entity{"Otilde", 0xD5},    Entity{"Ouml", 0xD6},
    Entity{"times", 0xD7},    Entity{"Oslash", 0xD8},    Entity{"Ugrave", 0xD9},    Entity{"Uacute", 0xDA},
    Entity{"Ucirc", 0xDB},    Entity{"Uuml", 0xDC},      Entity{"szlig", 0xDF},     Entity{"agrave", 0xE0},
    Entity{"aacute", 0xE1},   Entity{"acirc", 0xE2},     Entity{"atilde", 0xE3},    Entity{"auml", 0xE4},
    Entity{"aring", 0xE5},    Entity{"aelig", 0xE6},     Entity{"ccedil", 0xE7},    Entity{"egrave", 0xE8},
    Entity{"eacute", 0xE9},   Entity{"ecirc", 0xEA},     Entity{"euml", 0xEB},      Entity{"igrave", 0xEC},
    Entity{"iacute", 0xED},   Entity{"icirc", 0xEE},     Entity{"iuml", 0xEF},      Entity{"ntilde", 0xF1},
    Entity{"ograve", 0xF2},   Entity{"oacute", 0xF3},    Entity{"ocirc", 0xF4},     Entity{"otilde", 0xF5},
    Entity{"ouml", 0xF6},     Entity{"divide", 0xF7},    Entity{"oslash", 0xF8},    Entity{"ugrave", 0xF9},
    Entity{"uacute", 0xFA},   Entity{"ucirc", 0xFB},     Entity{"uuml", 0xFC},      Entity{"yuml", 0xFF},
    Entity{"OElig", 0x152},   Entity{"oelig", 0x153},    Entity{"alpha", 0x3B1},    Entity{"beta", 0x3B2},
    Entity{"gamma", 0x3B3},   Entity{"delta", 0x3B4},    Entity{"lambda", 0x3BB},   Entity{"mu", 0x3BC},
    Entity{"pi", 0x3C0},      Entity{"sigma", 0x3C3},    Entity{"omega", 0x3C9},    Entity{"Delta", 0x394},
    Entity{"Omega", 0x3A9},   Entity{"ensp", 0x2002},    Entity{"emsp", 0x2003},    Entity{"thinsp", 0x2009},
    Entity{"zwnj", 0x200C},   Entity{"zwj", 0x200D},     Entity{"ndash", 0x2013},   Entity{"mdash", 0x2014},
    Entity{"lsquo", 0x2018},  Entity{"rsquo", 0x2019},   Entity{"sbquo", 0x201A},   Entity{"ldquo", 0x201C},
    Entity{"rdquo", 0x201D},  Entity{"bdquo", 0x201E},   Entity{"dagger", 0x2020},  Entity{"bull", 0x2022},
    Entity{"hellip", 0x2026}, Entity{"prime", 0x2032},   Entity{"euro", 0x20AC},    Entity{"trade", 0x2122},
    Entity{"larr", 0x2190},   Entity{"uarr", 0x2191},    Entity{"rarr", 0x2192},    Entity{"darr", 0x2193},
    Entity{"harr", 0x2194},   Entity{"minus", 0x2212},   Entity{"radic", 0x221A},   Entity{"infin", 0x221E},
    Entity{"asymp", 0x2248},  Entity{"ne", 0x2260},      Entity{"le", 0x2264},      Entity{"ge", 0x2265},
    Entity{"check", 0x2713},  Entity{"lbrace", '{'},     Entity{"rbrace", '}'},     Entity{"lbrack", '['},
    Entity{"rbrack", ']'},    Entity{"num", '#'},        Entity{"ast", '*'},        Entity{"lowbar", '_'},
    Entity{"grave", '`'},     Entity{"vert", '|'},       Entity{"bsol", '\\'},      Entity{"dollar", '$'},
    Entity{"percnt", '%'},    Entity{"colon", ':'},      Entity{"period", '.'},     Entity{"comma", ','},
};

// Decodes one character; malformed bytes come out as themselves, which is_utf8 has excluded before.
char32_t next_character(std::string_view text, std::size_t& at) {
  auto const lead = static_cast<unsigned char>(text[at++]);
  int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  char32_t out = more == 3 ? lead & 0x07u : more == 2 ? lead & 0x0Fu : more == 1 ? lead & 0x1Fu : lead;
  for (; more > 0 && at < text.size(); --more) out = (out << 6) | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
  return out;
}

}  // namespace

std::string const* Attributes::find(std::string_view key) const {
  for (auto const& [name, value] : values)
    if (name == key) return &value;
  return nullptr;
}

std::optional<AttributesAt> read_attributes(std::string_view text) {
  if (text.empty() || text[0] != '{') return std::nullopt;
  AttributesAt out{};
  std::size_t at = 1;
  bool any = false;
  for (;;) {
    while (at < text.size() && (is_space(text[at]) || text[at] == ',')) ++at;
    if (at >= text.size()) return std::nullopt;
    if (text[at] == '}') break;
    char const first = text[at];
    if (first == '#' || first == '.') {
      std::string name;
      for (++at; at < text.size() && (is_name(text[at]) || static_cast<unsigned char>(text[at]) >= 0x80); ++at) name += text[at];
      if (name.empty()) return std::nullopt;
      if (first == '#') out.attributes.id = name;
      else out.attributes.classes.push_back(name);
    } else {
      std::string key;
      while (at < text.size() && is_name(text[at])) key += text[at++];
      if (key.empty() || at >= text.size() || text[at] != '=') return std::nullopt;
      ++at;
      auto value = read_value(text, at, true);
      if (!value) return std::nullopt;
      out.attributes.values.emplace_back(std::move(key), std::move(*value));
    }
    any = true;
  }
  if (!any) return std::nullopt;
  out.length = at + 1;
  return out;
}

std::string HtmlTag::value(std::string_view key) const {
  for (auto const& [name, value] : values)
    if (name == key) return value;
  return {};
}

std::optional<HtmlTag> read_tag(std::string_view text) {
  if (text.size() < 3 || text[0] != '<') return std::nullopt;
  HtmlTag tag;
  std::size_t at = 1;
  if (text[at] == '/') tag.closing = true, ++at;
  while (at < text.size() && std::isalnum(static_cast<unsigned char>(text[at]))) tag.name += text[at++];
  if (tag.name.empty() || !std::isalpha(static_cast<unsigned char>(tag.name[0]))) return std::nullopt;
  tag.name = lower_ascii(tag.name);
  for (;;) {
    while (at < text.size() && (is_space(text[at]) || text[at] == '/')) ++at;
    if (at >= text.size()) return std::nullopt;
    if (text[at] == '>') break;
    std::string key;
    while (at < text.size() && is_name(text[at])) key += text[at++];
    if (key.empty()) return std::nullopt;
    std::string value;
    while (at < text.size() && is_space(text[at])) ++at;
    if (at < text.size() && text[at] == '=') {
      for (++at; at < text.size() && is_space(text[at]);) ++at;
      auto read = read_value(text, at, false);
      if (!read) return std::nullopt;
      value = without_entities(*read);
    }
    tag.values.emplace_back(lower_ascii(key), std::move(value));
  }
  tag.length = at + 1;
  return tag;
}

std::optional<std::string> read_entity(std::string_view entity) {
  if (entity.size() < 3 || entity.front() != '&' || entity.back() != ';') return std::nullopt;
  auto name = entity.substr(1, entity.size() - 2);
  if (name[0] == '#') {
    bool const hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    char32_t value = 0;
    auto const digits = name.substr(hex ? 2 : 1);
    if (digits.empty() || digits.size() > 7) return std::nullopt;
    for (char c : digits) {
      if (!std::isxdigit(static_cast<unsigned char>(c)) || (!hex && !std::isdigit(static_cast<unsigned char>(c)))) return std::nullopt;
      auto const low = std::tolower(static_cast<unsigned char>(c));
      value = value * (hex ? 16 : 10) + static_cast<char32_t>(low > '9' ? low - 'a' + 10 : low - '0');
    }
    bool const letter = (value >= 0x20 && value < 0xD800) || (value > 0xDFFF && value <= 0x10FFFF) || value == 9 || value == 10;
    return utf8(letter ? value : 0xFFFD);
  }
  auto found = std::find_if(entities.begin(), entities.end(), [&](Entity const& one) { return one.name == name; });
  if (found == entities.end()) return std::nullopt;
  return utf8(found->character);
}

std::string without_entities(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto end = text[at] == '&' ? text.find(';', at) : std::string_view::npos;
    auto known = end != std::string_view::npos && end - at < 12 ? read_entity(text.substr(at, end - at + 1)) : std::nullopt;
    if (known) out += *known, at = end + 1;
    else out += text[at++];
  }
  return out;
}

std::string place_name(std::string_view heading) {
  std::string out;
  for (std::size_t at = 0; at < heading.size();) {
    char32_t c = next_character(heading, at);
    if (c < 0x80) {
      if (std::isalnum(static_cast<int>(c))) out += static_cast<char>(std::tolower(static_cast<int>(c)));
      else if (c == '-' || c == '_') out += static_cast<char>(c);
      else if (c == ' ' || c == '\n') out += '-';
      continue;
    }
    bool const punctuation = (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F) ||
                             (c >= 0xA1 && c <= 0xBF && c != 0xAA && c != 0xB5 && c != 0xBA);
    if (c == 0xA0 || c == 0x202F) out += '-';
    else if (!punctuation) out += utf8(c >= 0xC0 && c <= 0xDE && c != 0xD7 ? c + 0x20 : c);
  }
  return out.empty() ? "place" : out;
}

std::string utf8(char32_t c) {
  auto byte = [](char32_t v) { return static_cast<char>(v); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F))};
  if (c < 0x10000) return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
  return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return out;
}

std::string_view trimmed(std::string_view text) {
  auto from = text.find_first_not_of(" \t\n\r");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\n\r") - from + 1);
}

std::string without_percent(std::string_view text) {
  std::string out;
  auto digit = [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) ? c - '0'
                                                       : std::tolower(static_cast<unsigned char>(c)) - 'a' + 10;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool const coded = text[at] == '%' && at + 2 < text.size() && std::isxdigit(static_cast<unsigned char>(text[at + 1])) &&
                       std::isxdigit(static_cast<unsigned char>(text[at + 2]));
    if (!coded) out += text[at];
    else out += static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2])), at += 2;
  }
  return out;
}

}  // namespace carrel::client
