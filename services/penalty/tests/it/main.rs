//! Penalty against a real database and a real broker, over HTTP.

#[cfg(test)]
mod after_decision;
#[cfg(test)]
mod beside;
#[cfg(test)]
mod case_files;
#[cfg(test)]
mod clocks;
#[cfg(test)]
mod clocks_before;
#[cfg(test)]
mod concurrency;
#[cfg(test)]
mod counted;
#[cfg(test)]
mod deadlines;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod dockets;
#[cfg(test)]
mod document_service;
#[cfg(test)]
mod document_sources;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod enforcement;
#[cfg(test)]
mod inquiry;
#[cfg(test)]
mod journey;
#[cfg(test)]
mod measures;
#[cfg(test)]
mod norms;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod preservations;
#[cfg(test)]
mod punished;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod remedies;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod scene;
#[cfg(test)]
mod scope;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod substitutes;
