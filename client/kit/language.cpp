#include "client/kit/language.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "client/kit/letters.h"
#include "client/kit/pseudo.h"

namespace carrel::kit {
namespace {

using sync::Error;
using sync::Fault;
using sync::Json;

constexpr std::string_view facts_file = "language.json";

// Takes members one by one and remembers the first that is not as it should be.
class Facts {
 public:
  Facts(Json const& json, std::string file) : json_(json), file_(std::move(file)) {}

  void text(std::string_view name, std::string& into, bool needed = true) {
    auto const* value = json_.find(name);
    if (value && value->string()) into = *value->string();
    else if (value || needed) wrong(name);
  }

  template <std::size_t N>
  void texts(std::string_view name, std::array<std::string, N>& into, bool needed = true) {
    auto const* value = json_.find(name);
    if (!value && !needed) return;
    if (!value || !value->array() || value->array()->size() != N) return wrong(name);
    for (std::size_t i = 0; i < N; ++i) {
      auto const* one = (*value->array())[i].string();
      if (!one) return wrong(name);
      into[i] = *one;
    }
  }

  // The members of an object that are texts; none when it is not there.
  std::vector<TextPair> pairs(std::string_view name) {
    std::vector<TextPair> out;
    auto const* value = json_.find(name);
    if (!value) return out;
    if (!value->object()) return wrong(name), out;
    for (auto const& [key, one] : *value->object()) {
      if (!one.string() || key.empty()) return wrong(std::string(name) + "." + key), out;
      out.emplace_back(key, *one.string());
    }
    return out;
  }

  void wrong(std::string_view name) {
    if (done_) done_ = Error{Fault::corrupt, file_ + ": " + std::string(name)};
  }
  sync::Done const& done() const { return done_; }

 private:
  Json const& json_;
  std::string file_;
  sync::Done done_;
};

sync::Result<Json> read_json(std::filesystem::path const& path, std::string const& name) {
  std::ifstream file(path, std::ios::binary);
  std::string const text{std::istreambuf_iterator<char>(file), {}};
  auto json = sync::parse_json(text);
  if (!json || !json->object()) return Error{Fault::corrupt, name + ": this is not JSON, or a name stands twice"};
  return json;
}

void take_sentences(Json const& json, std::string const& file, LanguageFiles& out) {
  if (!json.object()) return out.problems.push_back(file + ": the sentences are not an object"), void();
  for (auto const& [key, value] : *json.object()) {
    if (value.string()) out.sentences.emplace_back(key, *value.string());
    else out.problems.push_back(file + ": " + key + " is not a text");
  }
}

std::vector<std::filesystem::path> entries_of(std::filesystem::path const& folder) {
  std::vector<std::filesystem::path> out;
  std::error_code failed;
  for (std::filesystem::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) out.push_back(it->path());
  std::sort(out.begin(), out.end());
  return out;
}

// Where the facts of a language lie, as JSON: the folder's language.json, else the member "language" of TAG.json.
sync::Result<Json> read_facts(std::filesystem::path const& words, std::string_view tag, std::string& file) {
  std::string const name(tag);
  std::error_code failed;
  if (std::filesystem::is_directory(words / name, failed)) {
    file = name + "/" + std::string(facts_file);
    return read_json(words / name / facts_file, file);
  }
  file = name + ".json";
  if (!std::filesystem::exists(words / file, failed)) return Error{Fault::corrupt, name + ": there is no such language"};
  TRY(json, read_json(words / file, file));
  auto const* facts = json.find("language");
  if (!facts) return Error{Fault::corrupt, file + ": language"};
  return *facts;
}

}  // namespace

bool is_language_tag(std::string_view tag) {
  auto const fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; };
  return tag.size() >= 2 && tag.size() <= 35 && tag.front() != '-' && std::all_of(tag.begin(), tag.end(), fits);
}

sync::Result<Language> read_language(Json const& json, std::string_view tag, std::string const& file) {
  Language out;
  Facts facts(json, file);
  out.tag = tag;
  facts.text("name", out.name);
  if (auto const direction = json.text_or("direction", "ltr"); direction == "rtl") out.direction = Direction::right_to_left;
  else if (direction != "ltr") facts.wrong("direction");
  for (auto const& [category, rule] : facts.pairs("plural"))
    if (!out.plurals.add(category, rule)) facts.wrong("plural." + category);
  facts.text("decimal", out.decimal, false);
  facts.text("group", out.group, false);
  facts.text("minus", out.minus, false);
  out.group_from = static_cast<int>(std::clamp<std::int64_t>(json.number_or("group_from", out.group_from), 4, 20));
  facts.text("percent", out.percent, false);
  facts.text("amount", out.amount, false);
  facts.text("amount_with_code", out.amount_with_code, false);
  out.currencies = facts.pairs("currencies");
  facts.texts("sizes", out.sizes, false);
  facts.texts("months", out.months);
  facts.texts("months_short", out.months_short);
  facts.texts("days", out.days);
  facts.texts("days_short", out.days_short);
  facts.text("first_of_month", out.first_of_month, false);
  facts.text("day_month", out.day_month);
  facts.text("day_month_year", out.day_month_year);
  facts.text("weekday", out.weekday);
  facts.text("weekday_year", out.weekday_year);
  facts.text("short_weekday", out.short_weekday);
  facts.text("short_day", out.short_day);
  facts.text("time", out.time);
  facts.text("today", out.today);
  facts.text("yesterday", out.yesterday);
  facts.text("moment", out.moment);
  out.before = facts.pairs("space_before");
  out.after = facts.pairs("space_after");
  facts.text("apostrophe", out.apostrophe, false);
  out.sort_as = facts.pairs("sort_as");
  facts.texts("keyboard", out.keyboard);
  facts.texts("accents", out.accents, false);
  facts.text("voice", out.voice, false);
  CHECKED(facts.done());
  return out;
}

sync::Result<LanguageFiles> read_language_files(std::filesystem::path const& words, std::string_view tag) {
  if (!is_language_tag(tag)) return Error{Fault::corrupt, "this is not the name of a language"};
  if (is_pseudo(tag)) {
    TRY(english, read_language_files(words, "en"));
    make_pseudo(english, tag);
    return std::move(english);
  }
  std::string file;
  TRY(facts, read_facts(words, tag, file));
  TRY(language, read_language(facts, tag, file));
  LanguageFiles out{std::move(language), {}, {}};
  auto const folder = words / std::string(tag);
  std::error_code failed;
  if (!std::filesystem::is_directory(folder, failed)) {
    TRY(json, read_json(words / file, file));
    auto const* sentences = json.find("words");
    take_sentences(sentences ? *sentences : Json(), file, out);
    return out;
  }
  for (auto const& path : entries_of(folder)) {
    auto const name = path.filename().string();
    if (path.extension() != ".json" || name == facts_file) continue;
    auto const shown = std::string(tag) + "/" + name;
    if (auto json = read_json(path, shown)) take_sentences(*json, shown, out);
    else out.problems.push_back(json.error().place);
  }
  return out;
}

InstalledLanguages installed_languages(std::filesystem::path const& words) {
  InstalledLanguages out;
  for (auto const& path : entries_of(words)) {
    std::error_code failed;
    bool const folder = std::filesystem::is_directory(path, failed);
    auto const tag = folder ? path.filename().string() : path.stem().string();
    if (!is_language_tag(tag) || (!folder && path.extension() != ".json")) continue;
    std::string file;
    auto const facts = read_facts(words, tag, file);
    if (!facts) {
      out.problems.push_back(facts.error().place);
      continue;
    }
    if (auto const language = read_language(*facts, tag, file)) out.all.push_back({tag, language->name});
    else out.problems.push_back(language.error().place);
  }
  Language const any;
  std::sort(out.all.begin(), out.all.end(), [&](auto const& a, auto const& b) { return sort_key(a.name, any) < sort_key(b.name, any); });
  return out;
}

}  // namespace carrel::kit
