// Stands in for espeak-ng: writes what it was given by arguments, environment and standard input into the file after -w.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string_view>

extern char** environ;

int main(int count, char** words) {
  std::string_view wav;
  for (int i = 1; i + 1 < count; ++i)
    if (std::string_view(words[i]) == "-w") wav = words[i + 1];
  std::ofstream out{std::string(wav)};
  out << "arguments:";
  for (int i = 1; i < count; ++i) out << ' ' << words[i];
  out << "\nenvironment:";
  for (char** one = environ; *one; ++one) out << ' ' << *one;
  out << "\ntext: " << std::string(std::istreambuf_iterator<char>(std::cin), {}) << '\n';
  return out.flush() ? 0 : 1;
}
