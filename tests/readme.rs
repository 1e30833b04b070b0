//! The programs in the README compile.

#![cfg_attr(doctest, doc = include_str!("../README.md"))]
