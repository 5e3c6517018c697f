#include "client/kit/plurals.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace carrel::kit {

// Reads word by word; every step says whether what it wanted was there.
class RuleReader {
 public:
  explicit RuleReader(std::string_view text) : rest_(text.substr(0, text.find('@'))) {}

  std::optional<PluralRule> rule() {
    PluralRule rule;
    do {
      auto& all_of = rule.any_of_.emplace_back();
      do {
        auto one = relation();
        if (!one) return {};
        all_of.push_back(std::move(*one));
      } while (took("and"));
    } while (took("or"));
    skip_spaces();
    if (!rest_.empty()) return {};
    return rule;
  }

 private:
  void skip_spaces() { rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size())); }

  bool took(std::string_view word) {
    skip_spaces();
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  std::optional<std::uint64_t> number() {
    skip_spaces();
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc{}) return {};
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }

  std::optional<PluralRule::Relation> relation() {
    PluralRule::Relation one;
    skip_spaces();
    if (rest_.empty() || std::string_view("nivwftce").find(rest_[0]) == std::string_view::npos) return {};
    one.whole = rest_[0] == 'n' || rest_[0] == 'i';
    rest_.remove_prefix(1);
    if (took("%")) {
      auto const modulus = number();
      if (!modulus || *modulus == 0) return {};
      one.modulus = *modulus;
    }
    one.equal = !took("!=");
    if (one.equal && !took("=")) return {};
    do {
      auto const from = number();
      if (!from) return {};
      auto const to = took("..") ? number() : from;
      if (!to || *to < *from) return {};
      one.ranges.push_back({*from, *to});
    } while (took(","));
    return one;
  }

  std::string_view rest_;
};

bool PluralRule::Relation::holds(std::uint64_t number) const {
  std::uint64_t const value = !whole ? 0 : modulus ? number % modulus : number;
  bool const among = std::any_of(ranges.begin(), ranges.end(), [value](Range const& r) { return value >= r.from && value <= r.to; });
  return among == equal;
}

sync::Result<PluralRule> PluralRule::read(std::string_view text) {
  auto rule = RuleReader(text).rule();
  if (!rule) return sync::Error{sync::Fault::corrupt, "plural rule"};
  return std::move(*rule);
}

bool PluralRule::holds(std::uint64_t number) const {
  return std::any_of(any_of_.begin(), any_of_.end(), [number](auto const& all_of) {
    return std::all_of(all_of.begin(), all_of.end(), [number](Relation const& one) { return one.holds(number); });
  });
}

sync::Done Plurals::add(std::string_view category, std::string_view rule) {
  auto const known = std::find(plural_categories.begin(), plural_categories.end(), category);
  if (known == plural_categories.end()) return sync::Error{sync::Fault::invalid, "plural category"};
  TRY(read, PluralRule::read(rule));
  auto const number = static_cast<std::size_t>(known - plural_categories.begin());
  auto const place = std::find_if(rules_.begin(), rules_.end(), [number](Entry const& e) { return e.category > number; });
  rules_.insert(place, {number, std::move(read)});
  return {};
}

std::string_view Plurals::category(std::int64_t number) const {
  auto const size = number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  for (auto const& entry : rules_)
    if (entry.rule.holds(size)) return plural_categories[entry.category];
  return "other";
}

}  // namespace carrel::kit
