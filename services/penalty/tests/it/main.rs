//! Penalty against a real database and a real broker, over HTTP.

#[cfg(test)]
mod clocks;
#[cfg(test)]
mod clocks_before;
#[cfg(test)]
mod concurrency;
#[cfg(test)]
mod inquiry;
#[cfg(test)]
mod journey;
#[cfg(test)]
mod norms;
#[cfg(test)]
mod punished;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod scene;
#[cfg(test)]
mod scope;
