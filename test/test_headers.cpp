// Has nothing of its own: see rung_test_headers in CMakeLists.txt.
