// The words of a command line: "--name value", "--flag", and the rest in order.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carrel::hub {

struct Arguments {
  std::map<std::string, std::string, std::less<>> options;  ///< Without the dashes; a flag has an empty value.
  std::vector<std::string> rest;
  std::string complaint;  ///< What is wrong with the words, for a person; empty when all is well.

  bool has(std::string_view name) const { return options.find(name) != options.end(); }
  std::string value(std::string_view name, std::string_view otherwise = {}) const;
  /// Nothing when absent; a complaint is for the caller when it is no number.
  std::optional<long> number(std::string_view name) const;
};

/// `with_value` and `flags` name what is known, without dashes; anything else is complained about. "--help" is always known.
Arguments read_arguments(std::span<char const* const> words, std::span<std::string_view const> with_value,
                         std::span<std::string_view const> flags);

}  // namespace carrel::hub
