#include "client/ctl/pack/source_tree.h"

#include <algorithm>
#include <fstream>

#include "sync/base/bytes.h"

namespace carrel::client {
namespace fs = std::filesystem;
using sync::Error;
using sync::Fault;
using sync::Result;

Result<SourceTree> SourceTree::open(fs::path const& folder) {
  std::error_code failed;
  auto root = fs::canonical(folder, failed);
  if (failed || !fs::is_directory(root, failed)) return Error{Fault::invalid, "there is no such folder: " + folder.string()};
  return SourceTree(std::move(root));
}

Result<fs::path> SourceTree::locate(std::string const& name) const {
  auto const plain = resolve_name("", name);
  if (!plain) return Error{Fault::refused, "\"" + name + "\" leads out of the course's folder"};
  std::error_code failed;
  auto path = fs::canonical(root_ / *plain, failed);
  if (failed) return Error{Fault::invalid, "there is no file \"" + name + "\""};
  auto const inside = std::mismatch(root_.begin(), root_.end(), path.begin(), path.end()).first == root_.end();
  if (!inside) return Error{Fault::refused, "\"" + name + "\" is a link that leads out of the course's folder"};
  if (!fs::is_regular_file(path, failed)) return Error{Fault::invalid, "\"" + name + "\" is not a file"};
  return path;
}

bool SourceTree::has_file(std::string const& name) const {
  auto const plain = resolve_name("", name);
  std::error_code failed;
  return plain && fs::is_regular_file(root_ / *plain, failed);
}

Result<std::string> SourceTree::read_text(std::string const& name, std::size_t bytes_max) const {
  TRY(path, locate(name));
  std::error_code failed;
  if (auto size = fs::file_size(path, failed); failed || size > bytes_max) return Error{Fault::corrupt, "\"" + name + "\" is too large"};
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), {});
  if (!file) return Error{Fault::corrupt, "\"" + name + "\" cannot be read"};
  if (!sync::is_utf8(text)) return Error{Fault::corrupt, "\"" + name + "\" is not UTF-8 text"};
  return text;
}

std::vector<std::string> SourceTree::list(std::string const& folder, std::string_view ending) const {
  std::vector<std::string> out;
  std::error_code failed;
  for (auto const& entry : fs::directory_iterator(root_ / folder, failed))
    if (auto name = entry.path().filename().string(); name.ends_with(ending)) out.push_back(folder + "/" + name);
  std::sort(out.begin(), out.end());
  return out;
}

std::optional<std::string> resolve_name(std::string_view from, std::string_view target) {
  if (target.starts_with('/') || target.find('\\') != std::string_view::npos || target.find('\0') != std::string_view::npos)
    return std::nullopt;
  std::vector<std::string_view> parts;
  auto add = [&](std::string_view path) {
    for (std::size_t at = 0; at <= path.size();) {
      auto end = std::min(path.find('/', at), path.size());
      auto part = path.substr(at, end - at);
      at = end + 1;
      if (part.empty() || part == ".") continue;
      if (part != "..") parts.push_back(part);
      else if (parts.empty()) return false;
      else parts.pop_back();
    }
    return true;
  };
  if (!add(from) || !add(target)) return std::nullopt;
  std::string out;
  for (auto part : parts) out += (out.empty() ? "" : "/") + std::string(part);
  return out;
}

}  // namespace carrel::client
