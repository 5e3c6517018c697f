// Writes action_dictionary_2.cpp: words.txt with the tables of zstd before it. The words are general ones of complaints, in French and
// English; the tables are those that fit forms of made-up people whose texts are sentences of our own screens, which are not in words.txt.
// Format 2 is frozen, so this is for the next format and for whoever wants to see where the tables come from.
// usage: make_action_dictionary WORDS FOLDER_OF_SCREEN_WORDS OUT.cpp
#define ZDICT_STATIC_LINKING_ONLY
#include <zdict.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <vector>

#include "sync/trust/action_form.h"

using namespace carrel::sync;
namespace fs = std::filesystem;

namespace {

std::string read_text(fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Every sentence long enough to stand in a form.
std::vector<std::string> sentences_in(fs::path const& folder) {
  std::vector<fs::path> files;
  for (auto const& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> sentences;
  for (auto const& file : files) {
    auto const json = parse_json(read_text(file));
    if (!json || !json->object()) continue;
    for (auto const& [name, value] : *json->object())
      if (auto const* text = value.string(); text && text->size() > 40 && text->find('{') == std::string::npos) sentences.push_back(*text);
  }
  return sentences;
}

class FormMaker {
 public:
  explicit FormMaker(std::vector<std::string> sentences) : sentences_(std::move(sentences)) {
    std::shuffle(sentences_.begin(), sentences_.end(), random_);
  }
  bool has_more() const { return at_ + 4 < sentences_.size(); }
  Bytes next() {
    constexpr std::array first{"Adele", "Ibrahim", "Sophie", "Marc", "Julia", "Sven", "Rosa", "Daniel", "Fatima", "Victor"};
    constexpr std::array last{"Bernard", "Martin", "Sow", "Klein", "Rousseau", "Lopez", "Khan", "Leroy", "Blanc", "Perez"};
    constexpr std::array natures{"mentoring", "payment", "project_review", "certificate", "support", "platform", "course_content"};
    std::string const given = first[below(first.size())], family = last[below(last.size())];
    auto details = take();
    for (auto more = below(3); more > 0 && has_more(); --more) details += " " + take();
    auto body = Json::object({{"filer", "learner"},
                              {"complainant_name", given + " " + family},
                              {"complainant_email", given + "." + family + std::to_string(below(99)) + "@example.org"},
                              {"complainant_phone", (below(2) ? "+33 6" : "07") + std::to_string(10'000'000 + below(89'999'999))},
                              {"student_id", std::to_string(10'000 + below(989'999))},
                              {"nature", natures[below(natures.size())]},
                              {"details", details},
                              {"already_spoken_to", "no"},
                              {"desired_outcome", take()}});
    return write_form("complaint", body);
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }
  std::string take() { return sentences_[at_++]; }

  std::mt19937 random_{20261122};
  std::vector<std::string> sentences_;
  std::size_t at_ = 0;
};

void write_source(std::ostream& out, std::string_view tables, std::string_view words) {
  out << "// Made by dictionary/make_action_dictionary; see there. Frozen with format 2 of an action.\n"
         "#include \"sync/trust/action_dictionary.h\"\n\nnamespace carrel::sync {\n\nnamespace {\n\n"
         "constexpr char content[] =";
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (i % 32 == 0) out << (i == 0 ? "\n    \"" : "\"\n    \"");
    char escape[8];
    std::snprintf(escape, sizeof escape, "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(tables[i])));
    out << escape;
  }
  out << "\"\n    R\"words(" << words << ")words\";\n\n}  // namespace\n\n"
      << "BytesView action_dictionary_2() { return as_bytes(std::string_view(content, sizeof content - 1)); }\n\n}  // namespace carrel::sync\n";
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return std::fputs("usage: make_action_dictionary WORDS FOLDER_OF_SCREEN_WORDS OUT.cpp\n", stderr), 2;
  auto const words = read_text(arguments[1]);
  Bytes samples;
  std::vector<std::size_t> sizes;
  for (FormMaker maker(sentences_in(arguments[2])); maker.has_more();) {
    auto const form = maker.next();
    samples.insert(samples.end(), form.begin(), form.end());
    sizes.push_back(form.size());
  }
  std::string made(words.size() + 4096, '\0');
  ZDICT_params_t parameters{};
  parameters.compressionLevel = 19;
  parameters.dictID = 2;
  auto const size = ZDICT_finalizeDictionary(made.data(), made.size(), words.data(), words.size(), samples.data(), sizes.data(),
                                             static_cast<unsigned>(sizes.size()), parameters);
  if (ZDICT_isError(size)) return std::fprintf(stderr, "%s\n", ZDICT_getErrorName(size)), 1;
  std::ofstream out(arguments[3]);
  write_source(out, std::string_view(made).substr(0, size - words.size()), words);
  return out.flush() ? 0 : 1;
}
