//! The portal over HTTP, with stand-ins for the services behind it.

#![cfg(test)]

mod browser;
mod clock;
mod gateway;
mod pages;
mod world;
