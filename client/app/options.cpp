#include "client/app/options.h"

#include <cstdio>

namespace carrel::client {
namespace {

using sync::Error;
using sync::Fault;

// "1280x800"; panels smaller than 640×400 or larger than 8K are a slip of the finger.
bool read_size(std::string const& text, Options& options) {
  int used = 0;
  bool const read = std::sscanf(text.c_str(), "%4dx%4d%n", &options.width, &options.height, &used) == 2;
  return read && used == static_cast<int>(text.size()) && options.width >= 640 && options.height >= 400 && options.width <= 7680;
}

}  // namespace

sync::Result<Options> read_options(std::span<char const* const> arguments, std::filesystem::path const& default_data) {
  Options options;
  options.data = default_data;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string const word = arguments[i];
    if (word == "--kiosk") options.kiosk = true;
    else if (word == "--scan") options.scan = true;
    else if (word == "--offline") options.offline = true;
    else if (word == "--help" || word == "-h") options.help = true;
    else if (word == "--version") options.version = true;
    else if (word == "--sheets") options.sheets = true;
    else if (word == "--gallery") {
      options.gallery = true;
      bool const folder = i + 1 < arguments.size() && arguments[i + 1][0] != '-';
      if (folder) options.gallery_folder = arguments[++i];
    }
    else {
      bool const known = word == "--data" || word == "--keys" || word == "--tour" || word == "--course" || word == "--sticks" ||
                          word == "--lang" || word == "--size" || word == "--page";
      if (!known) return Error{Fault::invalid, word + " is not an option"};
      if (i + 1 == arguments.size()) return Error{Fault::invalid, word + " needs a value"};
      std::string const value = arguments[++i];
      if (word == "--data") options.data = value;
      if (word == "--keys") options.keys = value;
      if (word == "--tour") options.tour = value;
      if (word == "--course") options.course = value;
      if (word == "--page") options.page = value;
      if (word == "--sticks") options.sticks = value;
      if (word == "--lang") options.language = value;
      if (word == "--size" && !read_size(value, options)) return Error{Fault::invalid, "--size takes for example 1280x800"};
    }
  }
  if (options.course && !options.tour) return Error{Fault::invalid, "--course says what --tour DIR reads"};
  if (options.sheets && !options.tour) return Error{Fault::invalid, "--sheets are made of the pictures of --tour DIR"};
  if (!options.page.empty() && !options.gallery) return Error{Fault::invalid, "--page names a page of --gallery"};
  return options;
}

std::string usage() {
  return "carrel: the learner's window\n\n"
         "  --data DIR     data folder (default: carrel under XDG_DATA_HOME)\n"
         "  --keys DIR     where the device key lies (default: keys in the data folder; better on another medium)\n"
         "  --lang TAG     language to begin in: fr, en, another that is installed, or for those who build\n"
         "                 screens en-XA (accented and longer) and ar-XB (from right to left)\n"
         "  --size WxH     size of the window or of the tour's pictures (default 1280x800)\n"
         "  --sticks DIR   take the folders in DIR for sticks (default: what is mounted under /media and /run/media)\n"
         "  --kiosk        full screen, with the on-screen keyboard\n"
         "  --scan         with switch control, for who presses one switch and nothing else\n"
         "  --offline      as if there were no link at all\n"
         "  --tour DIR     play the scripted day without a display; write a picture and a text trace per step\n"
         "  --sheets       with --tour: write all its pictures small beside each other too, sheet-1.png and so on\n"
         "  --course ID    with --tour: read this course whole instead, every page a picture, as proof sheets for its author\n"
         "  --gallery [DIR]  every widget in every state, to try in a window; with DIR as pictures, without a display.\n"
         "                 Page Up and Page Down turn its pages, t changes the theme, l the language, + and - the text size\n"
         "  --page NAME    with --gallery: begin with this page, or write this one only\n"
         "  --version, --help\n";
}

}  // namespace carrel::client
