// carrel-courier: carries requests to the platform and answers back. Started by the desk, never by a person.
#include <curl/curl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "platform/courier/courier.h"

namespace {

// One byte, not none: with none the kernel still feeds a dump to a program that is named in core_pattern.
void refuse_core_dumps() {
  rlimit const one_byte{1, 1};
  setrlimit(RLIMIT_CORE, &one_byte);
}

}  // namespace

int main() {
  if (isatty(STDIN_FILENO) == 1) {
    std::fputs("carrel-courier is started by carrel and carrelctl; it does nothing by itself.\n", stderr);
    return 2;
  }
  closefrom(STDERR_FILENO + 1);
  refuse_core_dumps();
  std::signal(SIGPIPE, SIG_IGN);
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return 1;
  carrel::platform::Courier(STDIN_FILENO, STDOUT_FILENO).run();
  curl_global_cleanup();
  return 0;
}
