#include "client/kit/words.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "client/kit/formats.h"
#include "sync/base/json.h"

namespace carrel::kit {
namespace {

constexpr std::string_view no_break = "\xC2\xA0";

bool letter_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  auto const c = static_cast<unsigned char>(text[at - 1]);
  return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

sync::Result<sync::Json> read_json(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  std::string const text{std::istreambuf_iterator<char>(file), {}};
  auto json = sync::parse_json(text);
  if (!json || !json->object()) return sync::Error{sync::Fault::corrupt, "words: " + path.filename().string()};
  return json;
}

}  // namespace

std::string_view code_of(Language language) { return language == Language::fr ? "fr" : "en"; }

Arg::Arg(std::string_view n, std::int64_t v) : name(n), value(std::to_string(v)), counts(true), count(v) {}

sync::Result<Words> Words::load(std::filesystem::path const& folder, Language language) {
  Words words;
  words.language_ = language;
  std::error_code failed;
  std::vector<std::filesystem::path> files;
  for (auto const& entry : std::filesystem::directory_iterator(folder / code_of(language), failed))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  if (failed || files.empty()) return sync::Error{sync::Fault::corrupt, "words: no file for " + std::string(code_of(language))};
  std::sort(files.begin(), files.end());
  for (auto const& path : files) {
    TRY(json, read_json(path));
    for (auto const& [key, value] : *json.object()) {
      if (!value.string()) return sync::Error{sync::Fault::corrupt, "words: " + key};
      words.sentences_[key] = language == Language::fr ? french_typography(*value.string()) : *value.string();
    }
  }
  return words;
}

std::string const* Words::find(std::string_view key, Args args) const {
  auto const counted = std::find_if(args.begin(), args.end(), [](Arg const& a) { return a.counts; });
  if (counted != args.end()) {
    bool const one = language_ == Language::fr ? counted->count == 0 || counted->count == 1 : counted->count == 1;
    if (auto it = sentences_.find(std::string(key) + (one ? ".one" : ".other")); it != sentences_.end()) return &it->second;
  }
  auto const it = sentences_.find(key);
  return it == sentences_.end() ? nullptr : &it->second;
}

bool Words::has(std::string_view key) const {
  return sentences_.contains(key) || sentences_.contains(std::string(key) + ".other");
}

std::string Words::say(std::string_view key, Args args) const {
  auto const* sentence = find(key, args);
  if (!sentence) return std::string(key);
  std::string said;
  std::string_view const text = *sentence;
  for (std::size_t at = 0; at < text.size();) {
    auto const open = text.find('{', at);
    auto const close = open == text.npos ? text.npos : text.find('}', open);
    if (close == text.npos) return said.append(text.substr(at));
    said.append(text.substr(at, open - at));
    auto const name = text.substr(open + 1, close - open - 1);
    auto const arg = std::find_if(args.begin(), args.end(), [name](Arg const& a) { return a.name == name; });
    if (arg == args.end()) said.append(text.substr(open, close + 1 - open));
    else said.append(arg->counts ? number_text(arg->count, language_) : arg->value);
    at = close + 1;
  }
  return said;
}

std::string french_typography(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 8);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string_view const rest = text.substr(i);
    if (text[i] == ' ' && rest.size() > 1) {
      bool const mark = std::string_view(":;?!%").find(rest[1]) != std::string_view::npos || rest.substr(1).starts_with("»");
      out += mark ? no_break : " ";
    } else if (rest.starts_with("« ")) {
      out.append("«").append(no_break);
      i += 2;
    } else if (text[i] == '\'' && letter_before(text, i)) {
      out += "’";
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace carrel::kit
