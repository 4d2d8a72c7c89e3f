//! Arguments, paths, start; nothing else.

fn main() {}
