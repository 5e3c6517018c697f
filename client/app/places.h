// Where a program of the client finds its data and what it reads at run time. Said once, for the window and for carrelctl.
#pragma once

#include <cstdlib>
#include <filesystem>

namespace carrel::client {

/// carrel under XDG_DATA_HOME, or under ~/.local/share (XDG Base Directory Specification).
inline std::filesystem::path default_data() {
  if (auto const* xdg = std::getenv("XDG_DATA_HOME"); xdg && *xdg) return std::filesystem::path(xdg) / "carrel";
  auto const* home = std::getenv("HOME");
  return std::filesystem::path(home ? home : ".") / ".local/share/carrel";
}

/// ../share/carrel, seen from the program that runs.
inline std::filesystem::path share_beside_program() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "share/carrel";
}

}  // namespace carrel::client
