#include "client/kit/words.h"

#include <algorithm>
#include <set>

#include "client/kit/formats.h"

namespace carrel::kit {
namespace {

constexpr std::string_view base_tag = "en";  // What every other language falls back to.

bool letter_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  auto const c = static_cast<unsigned char>(text[at - 1]);
  return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// "pages.few" belongs to "pages"; a key without a category is its own.
std::string_view without_category(std::string_view key) {
  auto const dot = key.rfind('.');
  if (dot == key.npos) return key;
  auto const end = key.substr(dot + 1);
  bool const category = end == "other" || std::find(plural_categories.begin(), plural_categories.end(), end) != plural_categories.end();
  return category ? key.substr(0, dot) : key;
}

std::set<std::string_view> holes_of(std::string_view text) {
  std::set<std::string_view> holes;
  for (std::size_t at = 0; (at = text.find('{', at)) != text.npos;) {
    auto const end = text.find('}', at);
    if (end == text.npos) break;
    holes.insert(text.substr(at + 1, end - at - 1));
    at = end;
  }
  return holes;
}

}  // namespace

Arg::Arg(std::string_view n, std::int64_t v) : name(n), value(std::to_string(v)), counts(true), count(v) {}

sync::Result<Words> Words::load(std::filesystem::path const& folder, std::string_view tag) {
  TRY(english, read_language_files(folder, base_tag));
  if (english.sentences.empty() && english.problems.empty()) english.problems.push_back("en: there are no sentences");
  if (!english.problems.empty()) return sync::Error{sync::Fault::corrupt, english.problems.front()};
  Words words;
  if (tag == base_tag) {
    words.take(std::move(english));
    return words;
  }
  TRY(own, read_language_files(folder, tag));
  words.take(std::move(own));
  words.take_missing(std::move(english));
  return words;
}

void Words::take(LanguageFiles&& files) {
  own_.language = std::move(files.language);
  problems_ = std::move(files.problems);
  for (auto const& [key, text] : files.sentences) own_.sentences[key] = typeset(text, own_.language);
}

// Keeps of English what is not there, and looks at what is: a hole that nobody fills would be seen by the learner.
void Words::take_missing(LanguageFiles&& english) {
  std::map<std::string_view, std::set<std::string_view>> holes;
  for (auto const& [key, text] : english.sentences) holes[without_category(key)].merge(holes_of(text));
  std::erase_if(own_.sentences, [&](auto const& one) {
    auto const known = holes.find(without_category(one.first));
    if (known == holes.end()) return false;
    for (auto const hole : holes_of(one.second))
      if (!known->second.contains(hole)) {
        problems_.push_back(own_.language.tag + ": " + one.first + " has {" + std::string(hole) + "}, which nothing fills");
        return true;
      }
    return false;
  });
  english_.language = std::move(english.language);
  for (auto& [key, text] : english.sentences)
    if (!own_.has(without_category(key)) && !own_.sentences.contains(key)) english_.sentences[std::move(key)] = std::move(text);
}

std::string const* Words::Book::find(std::string_view key, Args args) const {
  auto const counted = std::find_if(args.begin(), args.end(), [](Arg const& a) { return a.counts; });
  if (counted != args.end()) {
    auto const start = std::string(key) + ".";
    for (auto const category : {language.plurals.category(counted->count), std::string_view("other")})
      if (auto it = sentences.find(start + std::string(category)); it != sentences.end()) return &it->second;
  }
  auto const it = sentences.find(key);
  return it == sentences.end() ? nullptr : &it->second;
}

bool Words::has(std::string_view key) const { return own_.has(key) || english_.has(key); }

std::string Words::say(std::string_view key, Args args) const {
  auto const* sentence = own_.find(key, args);
  if (!sentence) sentence = english_.find(key, args);
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
    else said.append(arg->counts ? number_text(arg->count, language()) : arg->value);
    at = close + 1;
  }
  return said;
}

std::string typeset(std::string_view text, Language const& language) {
  auto const among = [](std::vector<TextPair> const& signs, std::string_view rest) -> TextPair const* {
    for (auto const& sign : signs)
      if (rest.starts_with(sign.first)) return &sign;
    return nullptr;
  };
  std::string out;
  out.reserve(text.size() + 8);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string_view const rest = text.substr(i);
    auto const* const before = text[i] == ' ' ? among(language.before, rest.substr(1)) : nullptr;
    auto const* const after = among(language.after, rest);
    if (before) {
      out += before->second;
    } else if (after && rest.substr(after->first.size()).starts_with(' ')) {
      out.append(after->first).append(after->second);
      i += after->first.size();
    } else if (text[i] == '\'' && !language.apostrophe.empty() && letter_before(text, i)) {
      out += language.apostrophe;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace carrel::kit
