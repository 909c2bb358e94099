select x'3b', 1e5, .5, 0x1F, 1.5e-3;
