// The sentences of one language, read from share/carrel/words/TAG/*.json (or TAG.json). What a language lacks is said in English.
// Knows plurals and arguments; knows nothing of screens. A key that English lacks too is shown as it is, so that it is seen.
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "client/kit/language.h"

namespace carrel::kit {

/// One argument of a sentence: {"name", learner} or {"count", 5}. The first number chooses between `.one`, `.few`, … and `.other`.
struct Arg {
  std::string_view name;
  std::string value;
  bool counts = false;
  std::int64_t count = 0;

  Arg(std::string_view n, std::string v) : name(n), value(std::move(v)) {}
  Arg(std::string_view n, std::string_view v) : name(n), value(v) {}
  Arg(std::string_view n, char const* v) : name(n), value(v) {}
  Arg(std::string_view n, int v) : Arg(n, static_cast<std::int64_t>(v)) {}
  Arg(std::string_view n, std::int64_t v);
};
using Args = std::initializer_list<Arg>;

class Words {
 public:
  Words() = default;
  /// Reads the language `tag` from `folder` (share/carrel/words). Fault::corrupt names the file and the member: when English is not
  /// whole, or when the facts of another language cannot be read. A sentence of another language that cannot be used is a problem.
  static sync::Result<Words> load(std::filesystem::path const& folder, std::string_view tag);

  /// The sentence with its {arguments} filled in; the key itself when there is none.
  std::string say(std::string_view key, Args args = {}) const;
  bool has(std::string_view key) const;
  Language const& language() const { return own_.language; }
  std::size_t size() const { return own_.sentences.size() + english_.sentences.size(); }
  std::size_t missing() const { return english_.sentences.size(); }  ///< Sentences that are said in English for want of their own.
  /// What is wrong with the files of this language, one sentence each, for whoever translates: file, key, reason.
  std::vector<std::string> const& problems() const { return problems_; }

 private:
  struct Book {
    Language language;
    std::map<std::string, std::string, std::less<>> sentences;
    std::string const* find(std::string_view key, Args args) const;
    bool has(std::string_view key) const { return sentences.contains(key) || sentences.contains(std::string(key) + ".other"); }
  };
  void take(LanguageFiles&& files);
  void take_missing(LanguageFiles&& english);
  Book own_, english_;  // english_: only what the other lacks.
  std::vector<std::string> problems_;
};

/// Lays the typography of the language on a sentence: no-break spaces beside signs, and the typographer's apostrophe between letters.
/// Leaves times (21:40) and addresses (https://) alone. Doing it twice changes nothing.
std::string typeset(std::string_view text, Language const& language);

}  // namespace carrel::kit
