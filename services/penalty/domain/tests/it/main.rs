//! The rules of a case: given, when, then, one test for each rule; and what no sequence of commands
//! can break.

#[cfg(test)]
mod archive;
#[cfg(test)]
mod assessment;
#[cfg(test)]
mod beside;
#[cfg(test)]
mod decision;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod document_model;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod duty;
#[cfg(test)]
mod enforcement;
#[cfg(test)]
mod filing;
#[cfg(test)]
mod gates;
#[cfg(test)]
mod guards;
#[cfg(test)]
mod hearing;
#[cfg(test)]
mod inquiry;
#[cfg(test)]
mod lawful;
#[cfg(test)]
mod measure_model;
#[cfg(test)]
mod money;
#[cfg(test)]
mod next_steps;
#[cfg(test)]
mod norms;
#[cfg(test)]
mod notice;
#[cfg(test)]
mod performance;
#[cfg(test)]
mod periods;
#[cfg(test)]
mod preconditions;
#[cfg(test)]
mod preservation;
#[cfg(test)]
mod preservation_model;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod public_security;
#[cfg(test)]
mod referrals;
#[cfg(test)]
mod remedies;
#[cfg(test)]
mod remedy_model;
#[cfg(test)]
mod service;
#[cfg(test)]
mod spot;
#[cfg(test)]
mod standstill;
#[cfg(test)]
mod story;
#[cfg(test)]
mod substitute;
#[cfg(test)]
mod taking;
