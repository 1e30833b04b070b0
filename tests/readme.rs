//! The programs in the README compile, too.

#![cfg_attr(doctest, doc = include_str!("../README.md"))]
