# Dear ImGui and GLFW. The core draws into lists and needs no window; the back ends are a target of their own.
set(GLFW_BUILD_DOCS OFF)
set(GLFW_BUILD_TESTS OFF)
set(GLFW_BUILD_EXAMPLES OFF)
set(GLFW_INSTALL OFF)
set(GLFW_LIBRARY_TYPE STATIC)
set(GLFW_BUILD_X11 ON)
set(GLFW_BUILD_WAYLAND ON)
add_subdirectory("${glfw3_dir}" glfw EXCLUDE_FROM_ALL SYSTEM)
add_library(dep::glfw ALIAS glfw)

add_library(dep_imgui STATIC EXCLUDE_FROM_ALL
  "${imgui_dir}/imgui.cpp" "${imgui_dir}/imgui_draw.cpp" "${imgui_dir}/imgui_tables.cpp" "${imgui_dir}/imgui_widgets.cpp"
  "${imgui_dir}/misc/cpp/imgui_stdlib.cpp" "${imgui_dir}/misc/freetype/imgui_freetype.cpp")
target_include_directories(dep_imgui SYSTEM PUBLIC "${imgui_dir}" "${imgui_dir}/misc/cpp" "${imgui_dir}/misc/freetype")
target_compile_definitions(dep_imgui PUBLIC
  IMGUI_ENABLE_FREETYPE                 # Hinting and coverage; stb_truetype is not compiled in.
  IMGUI_USE_WCHAR32
  IMGUI_DISABLE_OBSOLETE_FUNCTIONS
  IMGUI_DISABLE_DEMO_WINDOWS
  IMGUI_DISABLE_DEBUG_TOOLS
  IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS)
target_link_libraries(dep_imgui PUBLIC dep::freetype)
add_library(dep::imgui ALIAS dep_imgui)

add_library(dep_imgui_glfw_gles STATIC EXCLUDE_FROM_ALL
  "${imgui_dir}/backends/imgui_impl_glfw.cpp" "${imgui_dir}/backends/imgui_impl_opengl3.cpp")
target_include_directories(dep_imgui_glfw_gles SYSTEM PUBLIC "${imgui_dir}/backends")
target_compile_definitions(dep_imgui_glfw_gles PUBLIC IMGUI_IMPL_OPENGL_ES2 GLFW_INCLUDE_ES2)
target_link_libraries(dep_imgui_glfw_gles PUBLIC dep::imgui dep::glfw dep::gles ${CMAKE_DL_LIBS})
add_library(dep::imgui_glfw_gles ALIAS dep_imgui_glfw_gles)
