//! The starter edition, part of the program: `index/starter/`, listed by the build script so that a new guide needs no
//! change here.

include!(concat!(env!("OUT_DIR"), "/starter_files.rs"));
