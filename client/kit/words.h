// The sentences of one language, read from share/carrel/words/{en,fr}/*.json at start.
// Knows plurals and arguments; knows nothing of screens. A missing key is shown as it is, so that it is seen.
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "sync/base/result.h"

namespace carrel::kit {

enum class Language { en, fr };
std::string_view code_of(Language language);  ///< "en", "fr"

/// One argument of a sentence: {"name", learner} or {"count", 5}. A number also chooses between `.one` and `.other`.
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
  /// Reads every *.json of `folder`/en or `folder`/fr. Fault::corrupt names the file; a missing folder too.
  static sync::Result<Words> load(std::filesystem::path const& folder, Language language);

  /// The sentence with its {arguments} filled in; the key itself when there is none.
  std::string say(std::string_view key, Args args = {}) const;
  bool has(std::string_view key) const;
  Language language() const { return language_; }
  std::size_t size() const { return sentences_.size(); }

 private:
  std::string const* find(std::string_view key, Args args) const;
  Language language_ = Language::en;
  std::map<std::string, std::string, std::less<>> sentences_;
};

/// French typography: no-break spaces before : ; ? ! » % and after «, and the typographer's apostrophe between letters.
/// Leaves times (21:40) and addresses (https://) alone. Doing it twice changes nothing.
std::string french_typography(std::string_view text);

}  // namespace carrel::kit
