//! The store through its public functions alone, as the exchange and the window use it.

#[cfg(test)]
mod books;
mod changes;
#[cfg(test)]
mod conflicts;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod done;
#[cfg(test)]
mod edits;
#[cfg(test)]
mod exchange;
#[cfg(test)]
mod first_pull;
#[cfg(test)]
mod invites;
#[cfg(test)]
mod links;
#[cfg(test)]
mod load;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod outside;
#[cfg(test)]
mod pull;
#[cfg(test)]
mod random;
#[cfg(test)]
mod restore;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod states;
#[cfg(test)]
mod steps;
#[cfg(test)]
mod support;
