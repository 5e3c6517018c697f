// Is what was linked what toolchains/deps/pins asks for, built the way we rely on?
// It also proves that every dep:: target links into one program.
#include <GLFW/glfw3.h>
#include <EGL/egl.h>
#include <cairo.h>
#include <curl/curl.h>
#include <doctest/doctest.h>
#include <httplib.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <librsvg/rsvg.h>
#include <mbedtls/threading.h>
#include <mbedtls/version.h>
#include <md4c.h>
#include <rapidcheck.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stb_image.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::vector<std::string> listed(char const* const* names) {
  std::vector<std::string> all;
  for (; *names != nullptr; ++names) all.emplace_back(*names);
  std::ranges::sort(all);
  return all;
}

bool has(std::vector<std::string> const& all, std::string_view name) { return std::ranges::find(all, name) != all.end(); }

}  // namespace

TEST_CASE("SQLite is new enough to keep a committed transaction, and built strictly") {
  CHECK(sqlite3_libversion_number() >= 3051003);
  CHECK(sqlite3_threadsafe() == 2);
  for (auto const* option : {"DQS=0", "ENABLE_FTS5", "OMIT_LOAD_EXTENSION", "DEFAULT_SYNCHRONOUS=2",
                             "DEFAULT_WAL_SYNCHRONOUS=2", "SECURE_DELETE", "ENABLE_SESSION"}) {
    CAPTURE(option);
    CHECK(sqlite3_compileoption_used(option) == 1);
  }
}

TEST_CASE("curl speaks HTTP and HTTPS, nothing else, by mbedTLS, and hands its TLS sessions back") {
  REQUIRE(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);
  auto const* info = curl_version_info(CURLVERSION_NOW);
  CHECK(info->version_num >= 0x080e01);
  CHECK(std::string_view(info->ssl_version).starts_with("mbedTLS/3.6."));
  CHECK(listed(info->protocols) == std::vector<std::string>{"http", "https"});
  auto const features = listed(info->feature_names);
  for (auto const* feature : {"HTTP2", "libz", "zstd", "SSLS-EXPORT"}) {
    CAPTURE(feature);
    CHECK(has(features, feature));
  }
  CHECK_FALSE(has(features, "brotli"));  // One more parser of foreign bytes than we need.
  curl_global_cleanup();
}

TEST_CASE("mbedTLS has the same threading for us as for itself") {
  CHECK(mbedtls_version_get_number() >= 0x03060600);
  CHECK(mbedtls_version_check_feature("MBEDTLS_THREADING_PTHREAD") == 0);
  mbedtls_threading_mutex_t mutex;
  mbedtls_mutex_init(&mutex);
  CHECK(mbedtls_mutex_lock(&mutex) == 0);
  CHECK(mbedtls_mutex_unlock(&mutex) == 0);
  mbedtls_mutex_free(&mutex);
}

TEST_CASE("the window libraries are there and agree with their headers") {
  CHECK(IMGUI_CHECKVERSION());
  CHECK(IMGUI_VERSION_NUM >= 19220);
  int major = 0, minor = 0, revision = 0;
  glfwGetVersion(&major, &minor, &revision);
  CHECK(major * 100 + minor >= 304);
  CHECK(glfwPlatformSupported(GLFW_PLATFORM_X11) == GLFW_TRUE);
  CHECK(glfwPlatformSupported(GLFW_PLATFORM_WAYLAND) == GLFW_TRUE);
  CHECK(glfwPlatformSupported(GLFW_PLATFORM_NULL) == GLFW_TRUE);
  CHECK(eglGetDisplay != nullptr);
  CHECK(ImGui_ImplOpenGL3_Init != nullptr);
  CHECK(ImGui_ImplGlfw_InitForOther != nullptr);
}

TEST_CASE("the other libraries link") {
  CHECK(sodium_init() >= 0);
  CHECK(ZSTD_versionNumber() >= 10502);
  CHECK(zlibVersion() != nullptr);
  CHECK(rsvg_handle_get_type() != 0);
  CHECK(cairo_version() > 0);
  CHECK(nlohmann::json::parse("[1]").size() == 1);
  MD_PARSER parser{};
  parser.enter_block = parser.leave_block = [](MD_BLOCKTYPE, void*, void*) { return 0; };
  parser.enter_span = parser.leave_span = [](MD_SPANTYPE, void*, void*) { return 0; };
  parser.text = [](MD_TEXTTYPE, MD_CHAR const*, MD_SIZE, void*) { return 0; };
  CHECK(md_parse("*x*", 3, &parser, nullptr) == 0);
  httplib::Client client("127.0.0.1", 1);
  CHECK(client.is_valid());
  CHECK(rc::check("a list reversed twice is the list", [](std::vector<int> const& list) {
    auto twice = list;
    std::ranges::reverse(twice);
    std::ranges::reverse(twice);
    RC_ASSERT(twice == list);
  }));
}
